import { type KeyboardEvent, type RefObject, useRef } from 'react'
import { useCommands } from '../../keyboard/registry.ts'

const cards = '[data-return]'

/**
 * Goes through cards by keys: J and K along them, the arrows to the sides from column to column. The focus is the place, so
 * that Enter opens what a screen reader has just read.
 */
export function useCardKeys(): {
  readonly box: RefObject<HTMLDivElement | null>
  readonly onKeyDown: (event: KeyboardEvent) => void
} {
  const box = useRef<HTMLDivElement>(null)
  const last = useRef<string>(undefined)
  const focus = (card: HTMLElement | undefined): void => {
    if (!card) return
    last.current = card.dataset.return
    card.focus()
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  const all = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>(cards) ?? [])]
  const move = (by: number): void => {
    const found = all()
    const focused = found.findIndex((card) => card.matches(':focus'))
    const at = focused >= 0 ? focused : found.findIndex((card) => card.dataset.return === last.current)
    focus(found[at < 0 ? 0 : Math.min(found.length - 1, Math.max(0, at + by))])
  }
  useCommands({ 'list.next': () => move(1), 'list.previous': () => move(-1) })
  return {
    box,
    onKeyDown: (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.code]
      const column = document.activeElement?.closest('[data-column]')
      if (by === undefined || !column) return
      const columns = [...(box.current?.querySelectorAll('[data-column]') ?? [])].filter((each) =>
        each.querySelector(cards),
      )
      const next = columns[columns.indexOf(column) + by]?.querySelector<HTMLElement>(cards)
      if (!next) return
      event.preventDefault()
      focus(next)
    },
  }
}
