import { likenessOf } from './rules.likeness.ts'
import { crossingsOf, differing, joined, mergedFields, overlong } from './rules.merging.ts'
import type { Customer } from './schema.ts'

/** So many profiles under one address are a shared mailbox rather than one person. */
const mostOfOne = 10

/** Why nobody but a person can say whether profiles that share an address are one customer. */
export type Doubt = 'other-name' | 'crosses-stores' | 'differs' | 'too-long' | 'erasure-asked' | 'apart' | 'several'

/** A profile that shares an address with others, and what is known of it beside its row. */
export interface Sharing {
  readonly customer: Customer
  /** All with whom it shares an address. */
  readonly neighbours: ReadonlySet<string>
  /** Those of whom somebody has said that they are somebody else. */
  readonly apart: ReadonlySet<string>
  readonly isErasing: boolean
}

/**
 * Why two profiles that share an own address, or a store's alias, may still be two people's; null where they are certainly
 * one. Names that have no word in common speak against it; an alias that would leave its store, and whatever both say
 * differently but name and language, is for a person to decide.
 */
export function doubtBetween(one: Sharing, other: Sharing): Doubt | null {
  const [mine, theirs] = [one.customer, other.customer]
  if (one.apart.has(theirs.id)) return 'apart'
  if (one.isErasing || other.isErasing) return 'erasure-asked'
  if (likenessOf(known(mine), known(theirs), false).reasons.includes('other-name')) return 'other-name'
  if (crossingsOf(mine.contacts, theirs.contacts).length > 0) return 'crosses-stores'
  if (differing(mine, theirs).some((field) => field !== 'name' && field !== 'language')) return 'differs'
  return overlong(mergedFields(mine, theirs, {})) ? 'too-long' : null
}

const known = ({ name, contacts }: Customer) => ({ name, contacts })

/**
 * Why a group of profiles is not certainly one customer; null where it is: each shares an address with each other and
 * with nobody else, and between no two is a doubt. So they can be merged one by one, in any order, whichever are chosen.
 *
 * @param group in the order of their ids: the oldest stays
 */
export function doubtIn(group: readonly Sharing[]): Doubt | null {
  if (group.length < 2 || group.length > mostOfOne) return 'several'
  const ids = group.map(({ customer }) => customer.id)
  if (group.some(({ customer, neighbours }) => !isAllBut(neighbours, ids, customer.id))) return 'several'
  for (const [at, one] of group.entries())
    for (const other of group.slice(at + 1)) {
      const doubt = doubtBetween(one, other)
      if (doubt) return doubt
    }
  const notes = group.map(({ customer }) => customer.notes).reduce(joined, '')
  return group.some(({ customer }) => overlong({ ...customer, notes })) ? 'too-long' : null
}

const isAllBut = (neighbours: ReadonlySet<string>, ids: readonly string[], id: string): boolean =>
  neighbours.size === ids.length - 1 && ids.every((other) => other === id || neighbours.has(other))
