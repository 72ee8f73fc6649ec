import type { Context } from './context.ts'
import { defineHook } from './hooks.ts'

/** How old what is looked for must be: so many days, counted back from the look. */
export interface CleanupSpan {
  readonly days: number
  readonly before: Date
}

/** A thing that can be opened on a page of the desk. */
export interface CleanupThing {
  readonly kind: 'customer' | 'order' | 'product' | 'import' | 'mail'
  readonly id: string
}

/** One piece of invalid data, as a person may judge it. */
export interface CleanupRow {
  readonly key: string
  readonly title: string
  readonly thing: CleanupThing | null
  /** Why it is invalid: a code that has its words on the page. */
  readonly reason: string
  readonly at: Date | null
  /** Minor units of the currency. */
  readonly amount: number | null
  readonly currency: string | null
  /** What stays instead of it, where something does. */
  readonly other: { readonly title: string; readonly thing: CleanupThing | null } | null
}

/** What the way back needs to know of one piece; never anything personal, for it outlives an erasure. */
export type CleanupRestore = Readonly<Record<string, unknown>>

/** What became of those that were to be cleaned away; one that is not invalid any more is not named. */
export interface Cleaned {
  readonly keys: readonly string[]
  readonly restores: readonly CleanupRestore[]
  /** Files that rows have let go of, by their hash. */
  readonly files: readonly string[]
}

/** One kind of invalid data, offered by the module whose rows they are. */
export interface CleanupKind {
  readonly name: string
  /** How old it must be, unless a person says otherwise; null where age says nothing. */
  readonly days: number | null
  /** Which figures change without it: such a kind is never proposed, only listed. */
  readonly weighs: 'loss-rate' | 'ratings' | null
  /** Finds some more of it, from a mark of its own on; null begins, and ends. Bounded, so that each call is short. */
  readonly find: (
    context: Context,
    span: CleanupSpan,
    after: string | null,
  ) => Promise<{ readonly keys: readonly string[]; readonly after: string | null }>
  /** What these are, in the order of the keys; those that are gone are left out. */
  readonly describe: (context: Context, keys: readonly string[], span: CleanupSpan) => Promise<readonly CleanupRow[]>
  /** Cleans these away within the transaction, once more looking whether each is invalid; absent where only a person can judge. */
  readonly clean?: (context: Context, keys: readonly string[], span: CleanupSpan) => Promise<Cleaned>
  /** Brings back what was cleaned away, the last first; answers how many came back. Absent where nothing can. */
  readonly restore?: (context: Context, restores: readonly CleanupRestore[]) => Promise<number>
  /** Removes files that were let go of, outside of any transaction; the same again removes nothing more. */
  readonly removeFiles?: (context: Context, files: readonly string[]) => Promise<void>
}

/**
 * What each module knows to be invalid of its own rows. It stands here as the hook of the audit log does: every module,
 * `access` too, can offer something without knowing who asks.
 */
export const cleanupKinds = defineHook<null, readonly CleanupKind[]>('platform.cleanup-kinds')
