import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ToldEntry, toldTwice } from './rules.cleanups.ts'

const day = (number: number) => new Date(Date.UTC(2026, 0, number))
const entry = (id: string, source: ToldEntry['source'], change: Partial<ToldEntry> = {}): ToldEntry => ({
  ...{ id, source, entryKey: `key ${id}`, storeId: 's', orderNumber: '1', kind: 'refund', amount: -500 },
  ...{ currency: 'EUR', bookedAt: day(1), alsoTold: null },
  ...change,
})
const fed = (id: string, change?: Partial<ToldEntry>) => entry(id, 'refund-feed', change)
const settled = (id: string, change?: Partial<ToldEntry>) => entry(id, 'settlement', change)
const pair = (feedId: string, settlementId: string) => ({ feedId, settlementId })

test.each([
  ['of both, within the days', [fed('f'), settled('s', { bookedAt: day(15) })], [pair('f', 's')]],
  ['booked too far apart', [fed('f'), settled('s', { bookedAt: day(16) })], []],
  ['of another amount', [fed('f'), settled('s', { amount: -501 })], []],
  ['of another kind', [fed('f'), settled('s', { kind: 'fee' })], []],
  ['in another currency', [fed('f'), settled('s', { currency: 'USD' })], []],
  ['of another store', [fed('f'), settled('s', { storeId: 'other' })], []],
  ['of another order', [fed('f'), settled('s', { orderNumber: '2' })], []],
  ['on no day that is known', [fed('f', { bookedAt: null }), settled('s')], []],
  ['by the feed twice, settled once', [fed('f'), fed('g'), settled('s')], [pair('f', 's')]],
  [
    'by the feed twice, settled twice',
    [fed('f'), fed('g'), settled('s'), settled('t')],
    [pair('f', 's'), pair('g', 't')],
  ],
  ['by the feed, and one of two was removed for it', [fed('g'), settled('s', { alsoTold: 'key f' })], []],
  ['by the feed read in again', [fed('f'), fed('g'), settled('s', { alsoTold: 'key f' })], [pair('f', 's')]],
])('what is told twice: %s', (_which, entries, pairs) => {
  expect(toldTwice(entries, 14)).toEqual(pairs)
})

test('whichever duplicates are removed, and in how many goes, no refund is lost', () => {
  const some = (source: ToldEntry['source']) =>
    fc
      .array(fc.record({ amount: fc.constantFrom(-500, -700), at: fc.integer({ min: 1, max: 30 }) }), { maxLength: 6 })
      .map((rows) =>
        rows.map(({ amount, at }, place) => entry(`${source}${place}`, source, { amount, bookedAt: day(at) })),
      )
  fc.assert(
    fc.property(
      some('refund-feed'),
      some('settlement'),
      fc.array(fc.nat(5), { maxLength: 8 }),
      (feed, settlement, picks) => {
        let entries = [...feed, ...settlement]
        let removed = 0
        const remove = ({ feedId, settlementId }: ReturnType<typeof pair>) => {
          const gone = entries.find(({ id }) => id === feedId)
          entries = entries
            .filter(({ id }) => id !== feedId)
            .map((other) => (other.id === settlementId ? { ...other, alsoTold: gone?.entryKey ?? null } : other))
          removed += 1
        }
        for (const pick of picks) {
          const found = toldTwice(entries, 14)[pick]
          if (found) remove(found)
        }
        for (const found of toldTwice(entries, 14)) remove(found)
        // Each that is gone has a settlement's of its own amount that stands for it and for no other.
        const stands = entries.filter(({ alsoTold }) => alsoTold !== null)
        expect(stands).toHaveLength(removed)
        expect(new Set(stands.map(({ alsoTold }) => alsoTold)).size).toBe(removed)
        for (const { alsoTold, amount } of stands)
          expect(feed.find(({ entryKey }) => entryKey === alsoTold)?.amount).toBe(amount)
        expect(entries.filter(({ source }) => source === 'settlement')).toHaveLength(settlement.length)
      },
    ),
  )
})
