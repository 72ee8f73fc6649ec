import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Held, rebalance } from './rules.rebalance.ts'
import { type Candidate, judge, type Work } from './rules.ts'

const person = (memberId: string, load: number, change: Partial<Candidate> = {}): Candidate => ({
  memberId,
  name: memberId,
  state: 'on-duty',
  mayWork: true,
  stores: 'all',
  languages: ['en'],
  kinds: [],
  capacity: 20,
  load,
  open: load,
  lastGivenAt: null,
  ...change,
})
const held = (holderId: string, count: number, change: Partial<Work> = {}): Held[] =>
  Array.from({ length: count }, (_, i) => ({
    holderId,
    work: {
      ticketId: `${holderId}-${i}`,
      kind: 'inquiry',
      language: 'en',
      storeId: 'store-1',
      weight: 1,
      lastAssigneeId: null,
      objections: new Map(),
      ...change,
    },
  }))
const loadsAfter = (people: Candidate[], holdings: Held[]) => {
  const moves = rebalance(holdings, people, () => true)
  return people.map(
    ({ memberId, load }) =>
      load + moves.filter(({ to }) => to === memberId).length - moves.filter(({ from }) => from === memberId).length,
  )
}

describe('evening out', () => {
  test('brings everybody to the same', () => {
    expect(
      loadsAfter([person('anna', 12), person('bo', 0), person('chen', 3)], [...held('anna', 12), ...held('chen', 3)]),
    ).toEqual([5, 5, 5])
  })

  test('moves the first of the list first, and nothing that is even', () => {
    const moves = rebalance(held('anna', 3), [person('anna', 3), person('bo', 1)], () => true)
    expect(moves).toEqual([{ ticketId: 'anna-0', from: 'anna', to: 'bo' }])
    expect(rebalance(held('anna', 3), [person('anna', 3), person('bo', 2)], () => true)).toEqual([])
  })

  test('takes everything from who is away, and gives nothing to who is not there', () => {
    const people = [person('anna', 4, { state: 'away' }), person('bo', 9), person('chen', 0, { state: 'off-duty' })]
    expect(loadsAfter(people, held('anna', 4))).toEqual([0, 13, 0])
  })

  test('leaves what nobody else may take', () => {
    const people = [person('anna', 9), person('bo', 0, { kinds: ['return'] })]
    expect(rebalance(held('anna', 9), people, () => true)).toEqual([])
  })

  test('never makes the fullest fuller, and gives only to who may take it', () => {
    const anyPeople = fc.array(
      fc.record({ load: fc.integer({ min: 0, max: 15 }), capacity: fc.integer({ min: 1, max: 20 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    fc.assert(
      fc.property(anyPeople, (sizes) => {
        const people = sizes.map(({ load, capacity }, i) => person(`member-${i}`, load, { capacity }))
        const holdings = people.flatMap(({ memberId, load }) => held(memberId, load))
        const fullness = (loads: number[]) => Math.max(...loads.map((load, i) => load / (people[i]?.capacity ?? 1)))
        const after = loadsAfter(people, holdings)
        expect(fullness(after)).toBeLessThanOrEqual(fullness(people.map(({ load }) => load)))
        expect(after.reduce((sum, load) => sum + load, 0)).toBe(people.reduce((sum, { load }) => sum + load, 0))
        for (const { to, ticketId } of rebalance(holdings, people, () => true)) {
          const taker = people.find(({ memberId }) => memberId === to)
          const work = holdings.find((each) => each.work.ticketId === ticketId)?.work
          expect(taker && work && judge(work, { ...taker, load: 0 }).eligible).toBe(true)
        }
      }),
    )
  })
})
