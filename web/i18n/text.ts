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

/** The words that are fetched with the first page that needs them: the settings', and those of orders, tasks, customers, follow-ups, offers, return policies, their editor, the board of returns, return losses, actions, root causes, replays, experiments and returns. */
type Part =
  | 'later'
  | 'orders'
  | 'customers'
  | 'procedures'
  | 'followups'
  | 'offers'
  | 'policies'
  | 'policyEditor'
  | 'losses'
  | 'returnsBoard'
  | 'actions'
  | 'rootcauses'
  | 'replays'
  | 'experiments'
  | 'returns'

type Files = { readonly [part in 'first' | Part]: () => Promise<Loaded> }

const files: { readonly [language in Language]: Files } = {
  en: {
    first: async () => (await import('./en/index.ts')).en,
    later: async () => (await import('./en/later.ts')).later,
    orders: async () => ({ orders: (await import('./en/orders.ts')).orders }),
    followups: async () => ({ followups: (await import('./en/followups.ts')).followups }),
    offers: async () => ({ offers: (await import('./en/offers.ts')).offers }),
    losses: async () => ({ losses: (await import('./en/losses.ts')).losses }),
    returnsBoard: async () => ({ returnsBoard: (await import('./en/returnsBoard.ts')).returnsBoard }),
    actions: async () => ({ actions: (await import('./en/actions.ts')).actions }),
    rootcauses: async () => ({ rootcauses: (await import('./en/rootcauses.ts')).rootcauses }),
    customers: async () => ({
      ...(await import('./en/customers.ts')),
      ...(await import('./en/consents.ts')),
      ...(await import('./en/merging.ts')),
    }),
    procedures: async () => ({ procedures: (await import('./en/procedures.ts')).procedures }),
    policies: async () => ({ policies: (await import('./en/policies.ts')).policies }),
    policyEditor: async () => ({ policyEditor: (await import('./en/policyEditor.ts')).policyEditor }),
    replays: async () => ({ replays: (await import('./en/replays.ts')).replays }),
    experiments: async () => ({ experiments: (await import('./en/experiments.ts')).experiments }),
    returns: async () => ({ returns: (await import('./en/returns.ts')).returns }),
  },
  'zh-CN': {
    first: async () => (await import('./zh-CN/index.ts')).zh,
    later: async () => (await import('./zh-CN/later.ts')).later,
    orders: async () => ({ orders: (await import('./zh-CN/orders.ts')).orders }),
    followups: async () => ({ followups: (await import('./zh-CN/followups.ts')).followups }),
    offers: async () => ({ offers: (await import('./zh-CN/offers.ts')).offers }),
    losses: async () => ({ losses: (await import('./zh-CN/losses.ts')).losses }),
    returnsBoard: async () => ({ returnsBoard: (await import('./zh-CN/returnsBoard.ts')).returnsBoard }),
    actions: async () => ({ actions: (await import('./zh-CN/actions.ts')).actions }),
    rootcauses: async () => ({ rootcauses: (await import('./zh-CN/rootcauses.ts')).rootcauses }),
    customers: async () => ({
      ...(await import('./zh-CN/customers.ts')),
      ...(await import('./zh-CN/consents.ts')),
      ...(await import('./zh-CN/merging.ts')),
    }),
    procedures: async () => ({ procedures: (await import('./zh-CN/procedures.ts')).procedures }),
    policies: async () => ({ policies: (await import('./zh-CN/policies.ts')).policies }),
    policyEditor: async () => ({ policyEditor: (await import('./zh-CN/policyEditor.ts')).policyEditor }),
    replays: async () => ({ replays: (await import('./zh-CN/replays.ts')).replays }),
    experiments: async () => ({ experiments: (await import('./zh-CN/experiments.ts')).experiments }),
    returns: async () => ({ returns: (await import('./zh-CN/returns.ts')).returns }),
  },
}

const wanted = new Map<Part, Promise<void>>()
let shown: { readonly language: Language; readonly catalogue: Loaded } | undefined
const watchers = new Set<() => void>()

/** Loads a language's words and shows them everywhere, without a reload. Rejects when a file cannot be fetched. */
export async function showLanguage(language: Language): Promise<void> {
  const parts = ['first' as const, ...wanted.keys()]
  const loaded = await Promise.all(parts.map((part) => files[language][part]()))
  // A part that was asked for meanwhile is shown too.
  if (wanted.size >= parts.length) return showLanguage(language)
  shown = { language, catalogue: Object.assign({}, ...loaded) }
  if (preferences().language !== language) setPreferences({ language })
  document.documentElement.lang = language
  for (const watcher of watchers) watcher()
}

/** Loads a part of the words too; a page that needs it waits for it. A part that could not be fetched is asked for anew. */
export function wantWords(part: Part): Promise<void> {
  const known = wanted.get(part)
  if (known) return known
  const asked = add(part).catch((error: unknown) => {
    wanted.delete(part)
    throw error
  })
  wanted.set(part, asked)
  return asked
}

/** Adds a part to the words that are shown: of the language shown by then, should it have changed meanwhile. */
async function add(part: Part): Promise<void> {
  const wanting = language()
  const words = await files[wanting][part]()
  if (language() !== wanting) return add(part)
  shown = { language: wanting, catalogue: { ...shown?.catalogue, ...words } }
  for (const watcher of watchers) watcher()
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
