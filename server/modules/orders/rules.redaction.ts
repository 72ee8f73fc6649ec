import { DAY } from '../../lib/time.ts'

/** What is known of an order's way, as far as it says when the buyer has it. */
export interface Journey {
  readonly status: 'pending' | 'unshipped' | 'shipped' | 'delivered' | 'cancelled' | 'unknown'
  readonly orderedAt: Date
  /** When the marketplace last changed the order. */
  readonly changedAt: Date | null
  /** Parcels by the reports of shipments, or, where none has told of one, the days on which lines were sent. */
  readonly parcels: readonly Parcel[]
}

export interface Parcel {
  readonly shippedAt: Date
  readonly arrivesAt: Date | null
  readonly deliveredAt: Date | null
}

/**
 * A parcel of which nobody says when it arrived or shall arrive is taken to have arrived so many days after it was sent:
 * five business days, the slower end of standard shipping within a country (Amazon's template: 3 to 5). Ours to choose;
 * what is taken for later than it was would be kept for longer than the marketplace allows.
 */
export const transitDays = 7
/**
 * An order that is neither sent nor cancelled is taken to be sent by this day: no marketplace lets one wait longer, and
 * whoever has not sent it by then will not.
 */
export const longestWaitDays = 30

/** When the last part of an order was with its buyer: as told, else as estimated, else as reckoned from when it was sent. */
export function arrivedAt({ status, orderedAt, changedAt, parcels }: Journey): Date {
  if (parcels.length > 0) return latestOf(parcels.map(arrivalOf))
  const changed = changedAt ?? orderedAt
  // What is cancelled never arrives, and what is delivered has: the last change is the last that is known of either.
  if (status === 'cancelled' || status === 'delivered') return changed
  if (status === 'shipped') return after(changed, transitDays)
  return after(orderedAt, longestWaitDays + transitDays)
}

/** Whether the buyer's data of an order has been kept for its time. */
export const isKeptLongEnough = (journey: Journey, keptDays: number, now: Date): boolean =>
  after(arrivedAt(journey), keptDays) <= now

const arrivalOf = ({ deliveredAt, arrivesAt, shippedAt }: Parcel): Date =>
  deliveredAt ?? arrivesAt ?? after(shippedAt, transitDays)

const after = (moment: Date, days: number): Date => new Date(moment.getTime() + days * DAY)

const latestOf = (moments: readonly Date[]): Date => new Date(Math.max(...moments.map((moment) => moment.getTime())))
