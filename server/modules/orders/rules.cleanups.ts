import { DAY } from '../../lib/time.ts'

/** An entry of an order's money that may tell what another has told. */
export interface ToldEntry {
  readonly id: string
  readonly source: 'settlement' | 'refund-feed'
  readonly entryKey: string
  readonly storeId: string
  readonly orderNumber: string
  readonly kind: string
  /** Minor units of its currency. */
  readonly amount: number
  readonly currency: string
  readonly bookedAt: Date | null
  /** The entry of a feed that a settlement's was found to tell too, and that was removed for it. */
  readonly alsoTold: string | null
}

/** An entry of a feed, and the settlement's that tells the same. */
export interface ToldTwice {
  readonly feedId: string
  readonly settlementId: string
}

/**
 * Which entries of a refund feed tell what a settlement tells too: same store, order, kind, amount and currency, booked no
 * more than so many days apart. A settlement's entry stands for one of them and never for a second; the earliest of either
 * come together first. Two refunds of the same amount that are both in the feed and of which one is settled so far are one
 * duplicate, whichever was removed before.
 */
export function toldTwice(entries: readonly ToldEntry[], days: number): ToldTwice[] {
  const groups = Map.groupBy(entries, ({ storeId, orderNumber, kind, amount, currency }) =>
    JSON.stringify([storeId, orderNumber, kind, amount, currency]),
  )
  return [...groups.values()].flatMap((group) => pairsIn(group, days))
}

function pairsIn(group: readonly ToldEntry[], days: number): ToldTwice[] {
  const inOrder = group.filter(({ bookedAt }) => bookedAt !== null).sort(byMoment)
  const feed = inOrder.filter(({ source }) => source === 'refund-feed')
  const settled = inOrder.filter(({ source }) => source === 'settlement')
  const pairs: ToldTwice[] = []
  const taken = new Set<string>()
  // What was found once is the same again when its report is read in anew.
  for (const entry of feed) {
    const known = settled.find(({ alsoTold }) => alsoTold === entry.entryKey)
    if (known) pairs.push({ feedId: entry.id, settlementId: known.id })
    if (known) taken.add(entry.id)
  }
  const free = settled.filter(({ alsoTold }) => alsoTold === null)
  for (const entry of feed.filter(({ id }) => !taken.has(id))) {
    const at = free.findIndex((other) => isNear(entry, other, days))
    const [found] = at === -1 ? [] : free.splice(at, 1)
    if (found) pairs.push({ feedId: entry.id, settlementId: found.id })
  }
  return pairs
}

const momentOf = ({ bookedAt }: ToldEntry): number => bookedAt?.getTime() ?? 0

const byMoment = (one: ToldEntry, other: ToldEntry): number =>
  momentOf(one) - momentOf(other) || (one.id < other.id ? -1 : 1)

const isNear = (one: ToldEntry, other: ToldEntry, days: number): boolean =>
  Math.abs(momentOf(one) - momentOf(other)) <= days * DAY
