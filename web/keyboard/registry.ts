import { useEffect, useRef, useSyncExternalStore } from 'react'
import { preferences } from '../preferences.ts'
import { type CommandId, commandIds, definitionOf } from './commands.ts'
import { isComposed, isComposedOutside, watchCompositions } from './ime.ts'
import { chordOf, createMatcher, isSingleKey } from './match.ts'

type Handler = () => void

/** What the parts of the page now on the screen offer; the part that came last answers. */
const offered = new Map<CommandId, Handler[]>()
let offers: ReadonlySet<CommandId> = new Set()
const watchers = new Set<() => void>()

/** Whether this is a Mac, where ⌘ takes the place of Ctrl. */
export const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/**
 * Offers commands while the component is shown. A handler that is undefined offers nothing (no permission, nothing
 * selected): its key, palette entry and button then do not exist.
 */
export function useCommands(handlers: { readonly [id in CommandId]?: Handler | undefined }): void {
  const latest = useRef(handlers)
  latest.current = handlers
  const ids = commandIds.filter((id) => handlers[id]).join(' ')
  useEffect(() => {
    const mine = ids === '' ? [] : (ids.split(' ') as CommandId[])
    const ends = mine.map((id) => offer(id, () => latest.current[id]?.()))
    return () => {
      for (const end of ends) end()
    }
  }, [ids])
}

/** The commands that can be run now, for the palette and the sheet. */
export const useOffered = (): ReadonlySet<CommandId> => useSyncExternalStore(watch, () => offers)

/** Runs a command as if its key had been pressed; false when nothing on the screen offers it. */
export function runCommand(id: CommandId): boolean {
  const handler = offered.get(id)?.at(-1)
  handler?.()
  return handler !== undefined
}

function offer(id: CommandId, handler: Handler): () => void {
  offered.set(id, [...(offered.get(id) ?? []), handler])
  tell()
  return () => {
    const left = (offered.get(id) ?? []).filter((kept) => kept !== handler)
    if (left.length > 0) offered.set(id, left)
    else offered.delete(id)
    tell()
  }
}

function tell(): void {
  offers = new Set(offered.keys())
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Listens to the keyboard for all commands; returns how to stop. Called once by the shell. */
export function listenToKeys(target: Document): () => void {
  const matcher = createMatcher(new Map(commandIds.map((id) => [id, definitionOf(id).keys])))
  const stopCompositions = watchCompositions(target)
  const pressed = (event: KeyboardEvent): void => {
    const field = isField(event.target)
    if (event.defaultPrevented || (field ? isComposed(event) : isComposedOutside(event))) return
    const chord = chordOf(event, mac)
    if (!chord || (event.repeat && !/^(Arrow|Key[JK]$)/.test(chord))) return
    if (isSingleKey(chord) && !preferences().singleKeys) return
    if (ownsKey(event.target, chord) || (isLayerOpen(target) && !chord.startsWith('Mod+'))) return
    for (const id of matcher.press(chord, event.timeStamp)) {
      const definition = definitionOf(id as CommandId)
      if (field && !definition.inFields) continue
      if (definition.where === 'composer' && !definition.inFields) continue
      if (runCommand(id as CommandId)) {
        event.preventDefault()
        return
      }
    }
  }
  target.addEventListener('keydown', pressed)
  return () => {
    target.removeEventListener('keydown', pressed)
    stopCompositions()
  }
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}

/** Enter and the arrows belong to a focused control first: a button is pressed, tabs and menus move. */
function ownsKey(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return false
  if (chord === 'Enter' && target.closest('button,a[href],summary,[role=button],[role=tab]')) return true
  return (
    chord.startsWith('Arrow') && target.closest('[role=tablist],[role=menu],[role=listbox],[role=radiogroup]') !== null
  )
}

/** An open dialog, menu or popover has the keyboard to itself. */
const isLayerOpen = (target: Document): boolean =>
  target.querySelector(
    '[role=dialog][data-state=open],[role=alertdialog][data-state=open],[role=menu][data-state=open],[data-layer=open]',
  ) !== null
