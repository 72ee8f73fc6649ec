import { DAY, isoDate } from '../../lib/time.ts'
import { wallTimeAt } from '../../lib/time.zone.ts'
import type { Context } from '../../platform/context.ts'
import { defineHook } from '../../platform/hooks.ts'
import { recall } from '../../platform/settings-memory.ts'
import { marketplaceOf, rulesOf } from '../stores/index.ts'
import { policyFor } from './rules.choice.ts'
import { type Guard, openGuard } from './rules.guard.ts'
import { type ReadyPolicy, readyPolicy } from './rules.interpreter.compile.ts'
import { versionsAt } from './rules.publications.ts'
import type { FactName } from './schema.facts.ts'
import type { ReturnPolicy } from './schema.policy.ts'
import type { ReturnCase } from './schema.step.ts'
import { shippedGuardRows } from './starter/rows.ts'
import * as store from './store.ts'

/** A version of a policy, ready to decide by. */
export interface ReadyVersion extends ReadyPolicy {
  readonly versionId: string
  readonly policyId: string
  readonly number: number
  readonly policy: ReturnPolicy
}

/**
 * Which version a return begins on, in place of the one in force: an experiment hangs here. An undefined answer leaves it
 * as it is. `buyerKey` is the same for all returns of one buyer.
 */
export const versionChosen = defineHook<
  {
    readonly policyId: string
    readonly versionId: string
    readonly returnRequestId: string
    readonly buyerKey: string
  },
  string | undefined
>('policies.version-chosen')

/** The versions in force now, in the order in which they are asked whether a return is theirs. */
export async function policiesInForce(context: Context): Promise<ReadyVersion[]> {
  const published = await recall(context, 'policies.publications', () => store.publications(context.db))
  const ids = versionsAt(published, context.now())
  const found = await readyVersions(context, ids)
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Versions by id, ready to decide by: a return goes on by the one with which it began. */
export async function readyVersions(context: Context, ids: readonly string[]): Promise<Map<string, ReadyVersion>> {
  const found = new Map<string, ReadyVersion>()
  for (const id of new Set(ids)) {
    const version = await recall(context, `policies.version ${id}`, () => readVersion(context, id))
    if (version) found.set(id, version)
  }
  return found
}

async function readVersion(context: Context, id: string): Promise<ReadyVersion | undefined> {
  const [version] = await store.versionsByIds(context.db, [id])
  return version && { ...version, ...readyPolicy(version.policy) }
}

/** The version in force that surely serves a return, or the facts that could make one serve it. */
export async function versionFor(
  context: Context,
  guard: Guard,
  given: ReturnCase,
): Promise<{ readonly policy: ReadyVersion } | { readonly asks: readonly FactName[] }> {
  return policyFor(await policiesInForce(context), guard, given)
}

/** What marketplace and law permit at a moment, on a marketplace; the moment counts in the marketplace's zone. */
export async function guardAt(context: Context, marketplaceCode: string, at: Date): Promise<Guard> {
  const zone = (await marketplaceOf(context, marketplaceCode))?.zone ?? 'UTC'
  const day = isoDate(Math.floor(wallTimeAt(zone, at.getTime()) / DAY))
  return recall(context, `policies.guard ${marketplaceCode} ${day}`, async () =>
    openGuard([...(await rulesOf(context, marketplaceCode, at)), ...shippedGuardRows], day),
  )
}
