import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../lib/time.ts'
import { arrivedAt, isKeptLongEnough, type Journey, type Parcel } from './rules.redaction.ts'

const day = (date: string): Date => new Date(`2026-${date}T12:00:00Z`)
const parcel = (shipped: string, arrives?: string, delivered?: string): Parcel => ({
  shippedAt: day(shipped),
  arrivesAt: arrives ? day(arrives) : null,
  deliveredAt: delivered ? day(delivered) : null,
})
const journey = (change: Partial<Journey>): Journey => ({
  status: 'shipped',
  orderedAt: day('01-01'),
  changedAt: null,
  parcels: [],
  ...change,
})

describe('when an order was with its buyer', () => {
  test.each([
    ['as told', { parcels: [parcel('01-03', '01-09', '01-06')] }, '01-06'],
    ['as estimated, where nobody tells', { parcels: [parcel('01-03', '01-09')] }, '01-09'],
    ['seven days after it was sent, where nobody estimates', { parcels: [parcel('01-03')] }, '01-10'],
    ['with its last parcel', { parcels: [parcel('01-03', undefined, '01-05'), parcel('01-04', '01-20')] }, '01-20'],
    [
      'delivered, by no report of parcels: at the last change',
      { status: 'delivered', changedAt: day('01-08') },
      '01-08',
    ],
    ['shipped, by no report of parcels: reckoned from the change', { changedAt: day('01-04') }, '01-11'],
    ['shipped, and no change is known', {}, '01-08'],
    ['cancelled: from then on', { status: 'cancelled', changedAt: day('01-02') }, '01-02'],
    ['not sent yet', { status: 'unshipped', changedAt: day('01-30') }, '02-07'],
    ['pending', { status: 'pending' }, '02-07'],
    ['of unknown state', { status: 'unknown' }, '02-07'],
  ] as const)('%s', (_name, change, expected) => {
    expect(arrivedAt(journey(change))).toEqual(day(expected))
  })
})

const moment = fc.date({ min: day('01-01'), max: day('06-01'), noInvalidDate: true })
const someParcel = fc.record({
  shippedAt: moment,
  arrivesAt: fc.option(moment),
  deliveredAt: fc.option(moment),
})
const someJourney = fc.record({
  status: fc.constantFrom('pending', 'unshipped', 'shipped', 'delivered', 'cancelled', 'unknown'),
  orderedAt: moment,
  changedAt: fc.option(moment),
  parcels: fc.array(someParcel, { maxLength: 4 }),
}) as fc.Arbitrary<Journey>

describe('the time is over', () => {
  test('never before the days have passed since anything was delivered, and surely once they have since all was', () => {
    fc.assert(
      fc.property(
        fc.array(someParcel, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 90 }),
        moment,
        (parcels, days, now) => {
          const told = parcels.map((each) => ({ ...each, deliveredAt: each.deliveredAt ?? each.shippedAt }))
          const last = Math.max(...told.map(({ deliveredAt }) => deliveredAt.getTime()))
          const over = isKeptLongEnough(journey({ parcels: told }), days, now)
          expect(over).toBe(now.getTime() >= last + days * DAY)
        },
      ),
    )
  })

  test('for good: what was over on one day is over on each later one, and no more days make it earlier', () => {
    fc.assert(
      fc.property(someJourney, fc.nat(90), fc.nat(90), moment, fc.nat(400), (way, days, more, now, later) => {
        const over = isKeptLongEnough(way, days, now)
        if (over) expect(isKeptLongEnough(way, days, new Date(now.getTime() + later * DAY))).toBe(true)
        if (!over) expect(isKeptLongEnough(way, days + more, now)).toBe(false)
      }),
    )
  })

  test('at some time for every order, whatever is known of it', () => {
    fc.assert(
      fc.property(someJourney, (way) => {
        expect(isKeptLongEnough(way, 30, new Date('2027-01-01T00:00:00Z'))).toBe(true)
      }),
    )
  })
})
