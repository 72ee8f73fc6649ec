import { useCallback, useSyncExternalStore } from 'react'
import { type Language, preferences, setPreferences } from '../preferences.ts'
import { fill, type Message, type Values } from './catalogue.ts'
import type { Catalogue } from './en/index.ts'

type Name = keyof Catalogue
type Loaded = { readonly [name in Name]?: Readonly<Record<string, Message>> }

/** Gives the words for a key of one catalogue, with its parameters filled. */
export type Text<N extends Name> = <K extends keyof Catalogue[N] & string>(
  key: K,
  ...values: Values<Catalogue[N][K]>
) => string

interface Files {
  readonly first: () => Promise<Loaded>
  readonly later: () => Promise<Loaded>
}

const files: { readonly [language in Language]: Files } = {
  en: {
    first: async () => (await import('./en/index.ts')).en,
    later: async () => (await import('./en/later.ts')).later,
  },
  'zh-CN': {
    first: async () => (await import('./zh-CN/index.ts')).zh,
    later: async () => (await import('./zh-CN/later.ts')).later,
  },
}

let wantsLater = false
let shown: { readonly language: Language; readonly catalogue: Loaded } | undefined
const watchers = new Set<() => void>()

/** Loads a language's words and shows them everywhere, without a reload. Rejects when a file cannot be fetched. */
export async function showLanguage(language: Language): Promise<void> {
  const [first, later] = await Promise.all([files[language].first(), wantsLater ? files[language].later() : {}])
  shown = { language, catalogue: { ...first, ...later } }
  if (preferences().language !== language) setPreferences({ language })
  document.documentElement.lang = language
  for (const watcher of watchers) watcher()
}

/** Loads the words of the settings too; a page of theirs waits for it. */
export async function wantLaterWords(): Promise<void> {
  if (wantsLater) return
  wantsLater = true
  await showLanguage(language())
}

/** The language shown now. */
export const language = (): Language => shown?.language ?? preferences().language

/** The language shown now, for components: they render again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(watch, language)

/** The words of one catalogue, for components: they render again when the language changes. */
export function useText<N extends Name>(name: N): Text<N> {
  useSyncExternalStore(watch, snapshot)
  return textOf(name)
}

/** Gives the words for a key that only the running program knows (a code from the server), or undefined where there are none. */
export type LooseText = (key: string, values?: Readonly<Record<string, string | number>>) => string | undefined

/** Like `useText`, for codes that the server names: a new code must not break a page, it is shown some other way. */
export function useLooseText(name: Name): LooseText {
  const from = useSyncExternalStore(watch, snapshot)
  return useCallback(
    (key, values) => {
      const message = from?.catalogue[name]?.[key]
      return message === undefined ? undefined : fill(message, values, from?.language ?? language())
    },
    [from, name],
  )
}

const kept = new Map<Name, { readonly from: typeof shown; readonly text: unknown }>()

/** The words of one catalogue as the language stands, for code outside components (a toast, an event). */
export function textOf<N extends Name>(name: N): Text<N> {
  const found = kept.get(name)
  if (found && found.from === shown) return found.text as Text<N>
  const entries = shown?.catalogue[name]
  const written = language()
  const text = (key: string, values?: Readonly<Record<string, string | number>>): string => {
    const message = entries?.[key]
    return message === undefined ? key : fill(message, values, written)
  }
  kept.set(name, { from: shown, text })
  return text as Text<N>
}

const snapshot = () => shown

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
