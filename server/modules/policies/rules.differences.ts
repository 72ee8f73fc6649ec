import { canonicalJson } from './rules.exchange.ts'
import type { ReturnPolicy } from './schema.policy.ts'

/** One value that is another one in the later version; undefined stands for none. The path: `branches.0.to`. */
export interface ValueChange {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** What a later version changes. Moving a node on the editor's plane is no change. */
export interface PolicyDifference {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly { readonly node: string; readonly changes: readonly ValueChange[] }[]
  /** Of the policy itself: title, start, fields, for which returns it is meant. */
  readonly policy: readonly ValueChange[]
  readonly isSame: boolean
}

/** Compares two versions of a policy, node by node, in order of their names. */
export function differenceBetween(before: ReturnPolicy, after: ReturnPolicy): PolicyDifference {
  const [old, now] = [before.nodes, after.nodes]
  const added = Object.keys(now).filter((id) => !Object.hasOwn(old, id))
  const removed = Object.keys(old).filter((id) => !Object.hasOwn(now, id))
  const changed = Object.keys(now)
    .filter((id) => Object.hasOwn(old, id))
    .map((node) => ({ node, changes: changesOf(withoutPlace(old[node]), withoutPlace(now[node])) }))
    .filter(({ changes }) => changes.length > 0)
    .sort((one, other) => (one.node < other.node ? -1 : 1))
  const policy = changesOf({ ...before, nodes: undefined }, { ...after, nodes: undefined })
  const isSame = added.length + removed.length + changed.length + policy.length === 0
  return { added: added.sort(), removed: removed.sort(), changed, policy, isSame }
}

const withoutPlace = (node: object | undefined) => ({ ...node, at: undefined })

function changesOf(before: unknown, after: unknown, path = ''): ValueChange[] {
  if (!isBranching(before) || !isBranching(after) || Array.isArray(before) !== Array.isArray(after)) {
    const isSame = before === undefined || after === undefined ? before === after : same(before, after)
    return isSame ? [] : [{ path, before, after }]
  }
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .flatMap((key) => changesOf(old.get(key), now.get(key), path === '' ? key : `${path}.${key}`))
}

const isBranching = (value: unknown): value is object => typeof value === 'object' && value !== null
const same = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other)
