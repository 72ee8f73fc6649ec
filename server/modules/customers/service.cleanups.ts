import type { Cleaned, CleanupKind, CleanupRow, CleanupSpan } from '../../platform/cleanups.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { type Doubt, doubtBetween, doubtIn, type Sharing } from './rules.cleanups.ts'
import { customersHeld } from './service.cleanups.hooks.ts'
import { mergeCustomers, undoMerge } from './service.merging.ts'
import { customerNames } from './service.ts'
import * as store from './store.cleanups.ts'
import { lockCustomers } from './store.merging.ts'
import { deleteCustomers, readCustomers } from './store.ts'

/** Profiles that are looked at in one transaction. */
const profilesAtOnce = 1_000
/** Neighbours under one address that are looked at: more are a shared mailbox. */
const mostNeighbours = 20
const first = '00000000-0000-0000-0000-000000000000'

/** Profiles that certainly are one customer: merged as a person would, so each merge can be undone by itself too. */
const sameCustomers: CleanupKind = {
  name: 'same-customers',
  days: null,
  weighs: null,
  find: (context, _span, after) =>
    findSharers(context, after, (id, group, doubt) => (doubt || group[0]?.customer.id === id ? [] : [id])),
  async describe(context, keys) {
    const groups = await groupsOf(context, keys)
    const pairs = keys.flatMap((key) => {
      const [survivor] = groups.get(key) ?? []
      return survivor && survivor.customer.id !== key ? [{ key, id: key, otherId: survivor.customer.id }] : []
    })
    return described(context, pairs, () => 'same-address')
  },
  async clean(context, keys): Promise<Cleaned> {
    const merged: string[] = []
    for (const key of keys) if (await mergeIntoOldest(context, key)) merged.push(key)
    return { keys: merged, restores: merged.map((mergedId) => ({ mergedId })), files: [] }
  },
  async restore(context, restores) {
    let undone = 0
    for (const { mergedId } of restores) {
      try {
        await undoMerge(context, String(mergedId))
        undone += 1
      } catch (error) {
        // Undone by hand since, or something was merged on top of it: that one stays as a person has made it.
        if (!(error instanceof Refusal)) throw error
      }
    }
    return undone
  },
}

/** Profiles that share an address and that only a person can judge. */
const alikeCustomers: CleanupKind = {
  name: 'alike-customers',
  days: null,
  weighs: null,
  find: (context, _span, after) =>
    findSharers(context, after, (id, group, doubt) =>
      doubt ? olderIn(group, id).map((olderId) => `${olderId}_${id}`) : [],
    ),
  async describe(context, keys) {
    const pairs = keys.map((key) => ({ key, otherId: key.slice(0, 36), id: key.slice(37) }))
    const groups = await groupsOf(context, [...new Set(pairs.map(({ id }) => id))])
    const doubts = new Map<string, Doubt>()
    for (const { key, id, otherId } of pairs) {
      const group = groups.get(id) ?? []
      const [one, other] = [group.find(isOf(otherId)), group.find(isOf(id))]
      const doubt = one && other && (doubtBetween(one, other) ?? doubtIn(group))
      if (doubt && doubt !== 'apart') doubts.set(key, doubt)
    }
    const left = pairs.filter(({ key }) => doubts.has(key))
    return described(context, left, ({ key }) => `doubt-${doubts.get(key) ?? 'several'}`)
  },
}

/** Profiles of nobody who ever bought, wrote, was asked or said anything. */
const emptyCustomers: CleanupKind = {
  name: 'empty-customers',
  days: 180,
  weighs: null,
  async find(context, span, after) {
    const ids = await store.idsAfter(context.db, after ?? first, profilesAtOnce)
    const empty = await emptyAmong(context, ids, span)
    return { keys: empty.map(({ id }) => id), after: ids.length < profilesAtOnce ? null : (ids.at(-1) ?? null) }
  },
  async describe(context, keys, span) {
    const empty = await emptyAmong(context, keys, span)
    const names = new Map((await customerNames(context, keys)).map(({ id, name }) => [id, name]))
    return empty.map(({ id, createdAt }) => ({
      ...row(id, names.get(id) ?? ''),
      ...{ reason: 'nothing-of-it', at: createdAt },
    }))
  },
  async clean(context, keys, span): Promise<Cleaned> {
    // Whoever is writing something for one of them now has a lock on it, and is waited for.
    await lockCustomers(context.db, keys)
    const ids = (await emptyAmong(context, keys, span)).map(({ id }) => id)
    await deleteCustomers(context.db, ids)
    return { keys: ids, restores: [], files: [] }
  },
}

/** What this module knows to be invalid of its rows. */
export const invalidCustomers = async (): Promise<readonly CleanupKind[]> => [
  sameCustomers,
  alikeCustomers,
  emptyCustomers,
]

async function emptyAmong(
  context: Context,
  ids: readonly string[],
  { before }: CleanupSpan,
): Promise<store.BareProfile[]> {
  const bare = await store.bareAmong(context.db, ids, before)
  if (bare.length === 0) return []
  const held = new Set((await context.services.hooks.run(context, customersHeld, bare)).flat())
  return bare.filter(({ id }) => !held.has(id))
}

async function findSharers(
  context: Context,
  after: string | null,
  keysOf: (id: string, group: readonly Sharing[], doubt: Doubt | null) => readonly string[],
) {
  const page = await store.sharersAfter(context.db, after ?? first, profilesAtOnce)
  const groups = await groupsOf(
    context,
    page.filter(({ shares }) => shares).map(({ id }) => id),
  )
  const keys = [...groups].flatMap(([id, group]) => keysOf(id, group, doubtIn(group)))
  return { keys, after: page.length < profilesAtOnce ? null : (page.at(-1)?.id ?? null) }
}

/** Of each of these profiles all who share an address with it, and itself, the oldest first; none where it stands alone. */
async function groupsOf(context: Context, ids: readonly string[]): Promise<Map<string, Sharing[]>> {
  if (ids.length === 0) return new Map()
  const near = linked(await store.neighboursOf(context.db, ids, mostNeighbours))
  const all = [...new Set([...ids, ...[...near.values()].flatMap((others) => [...others])])]
  const neighbours = linked(await store.neighboursOf(context.db, all, mostNeighbours))
  const apart = linked(await store.apartAmong(context.db, all))
  const erasing = await store.erasingAmong(context.db, all)
  const known = new Map((await readCustomers(context.db, all)).map((customer) => [customer.id, customer]))
  const sharing = (id: string): Sharing[] => {
    const customer = known.get(id)
    if (!customer) return []
    const { mergedInto: _, ...fields } = customer
    return [
      {
        customer: { ...fields, masked: false },
        neighbours: neighbours.get(id) ?? new Set(),
        apart: apart.get(id) ?? new Set(),
        isErasing: erasing.has(id),
      },
    ]
  }
  return new Map(
    ids.flatMap((id) => {
      const others = near.get(id)
      return others && known.has(id) ? [[id, [id, ...others].sort().flatMap(sharing)] as const] : []
    }),
  )
}

function linked(pairs: readonly { readonly id: string; readonly otherId: string }[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { id, otherId } of pairs) found.set(id, (found.get(id) ?? new Set()).add(otherId))
  return found
}

/** The older ones with whom a profile shares an address, but for those of whom somebody has said that they are two. */
const olderIn = (group: readonly Sharing[], id: string): string[] =>
  group.flatMap(({ customer, apart }) => (customer.id < id && !apart.has(id) ? [customer.id] : []))

const isOf =
  (id: string) =>
  ({ customer }: Sharing): boolean =>
    customer.id === id

/** Merges a profile into the oldest of its group, as a person would; false where they are not certainly one any more. */
async function mergeIntoOldest(context: Context, id: string): Promise<boolean> {
  const group = (await groupsOf(context, [id])).get(id)
  const [oldest] = group ?? []
  const other = group?.find(isOf(id))
  if (!group || !oldest || !other || oldest === other || doubtIn(group)) return false
  await mergeCustomers(context, oldest.customer.id, {
    otherId: id,
    fields: { name: 'this', language: 'this' },
    seen: { this: oldest.customer.updatedAt.toISOString(), other: other.customer.updatedAt.toISOString() },
  })
  return true
}

interface Pair {
  readonly key: string
  readonly id: string
  readonly otherId: string
}

async function described(
  context: Context,
  pairs: readonly Pair[],
  reasonOf: (pair: Pair) => string,
): Promise<CleanupRow[]> {
  const people = await customerNames(context, [...new Set(pairs.flatMap(({ id, otherId }) => [id, otherId]))])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return pairs.map((pair) => ({
    ...row(pair.id, names.get(pair.id) ?? ''),
    key: pair.key,
    reason: reasonOf(pair),
    other: { title: names.get(pair.otherId) ?? '', thing: { kind: 'customer', id: pair.otherId } },
  }))
}

const row = (id: string, title: string): CleanupRow => ({
  ...{ key: id, title, thing: { kind: 'customer', id }, reason: '' },
  ...{ at: null, amount: null, currency: null, other: null },
})
