import type { Change } from '../lib/changes.ts'
import type { Actor } from './context.ts'
import { defineHook } from './hooks.ts'

/** Something that must be answered for later. It names ids, never people: names are looked up when it is read. */
export interface AuditFact {
  /** `<part of the desk>.<what happened>`, such as `access.role-changed`; its words stand in web/i18n. */
  readonly action: string
  /** What it happened to. `name` is for things that are nobody's data: a store, a role, a template. */
  readonly subject: { readonly kind: string; readonly id: string; readonly name?: string }
  readonly changes?: readonly Change[]
  readonly notes?: Readonly<Record<string, string | number | boolean | null>>
  /** Who did it, where that is not the context's actor: nobody is signed in while signing in. */
  readonly by?: { readonly kind: Actor['kind'] | 'nobody'; readonly id: string }
}

/** A fact with what the context knew when it was recorded. */
export interface AuditedFact extends Omit<AuditFact, 'by'> {
  readonly at: Date
  readonly by: NonNullable<AuditFact['by']>
  readonly requestId: string
}

/** What a transaction changed, handed over as the last thing that it does. */
export const audited = defineHook<readonly AuditedFact[]>('platform.audited')

/** What somebody looked at or was refused; resolves when it is kept for good. */
export const observed = defineHook<AuditedFact>('platform.observed')
