import { describe, expect, test } from 'vitest'
import { differences, type Left, type Row, renumbered, volatileFields } from './verdict.io.ts'

const id = (which: number) => `0192f0c0-0000-7000-8000-${String(which).padStart(12, '0')}`
/** Two tickets with a message each; ids begin at a number of their own in each run. */
const day = (first: number, more: Partial<Record<'at' | 'secret', string>> = {}): Row[] => [
  { table: 'tickets', fields: { id: id(first), subject: 'My lamp', created_at: '2030-03-04T09:10:00+00:00' } },
  {
    table: 'tickets',
    fields: { id: id(first + 1), subject: 'My chair', created_at: more.at ?? '2030-03-04T09:00:00Z' },
  },
  { table: 'messages', fields: { id: id(first + 2), ticket_id: id(first), text: 'It is broken' } },
  { table: 'messages', fields: { id: id(first + 3), ticket_id: id(first + 1), text: 'Where is it?' } },
  { table: 'sessions', fields: { id: id(first + 4), token_hash: more.secret ?? 'one' } },
]
const left = (rows: Row[], more: Partial<Left> = {}): Left => ({ rows, letters: ['a', 'b'], wrong: [], ...more })
const how = { volatile: new Set<string>() }
const found = (one: Left, more: object = {}) => differences(left(day(1)), one, { ...how, ...more })

describe('what a day has left', () => {
  test('is the same with other ids, in another order, some minutes later', () => {
    expect(found(left(day(50, { at: '2030-03-04T09:40:00.123Z' }).reverse()))).toEqual([])
  })

  test('has lasted as long, to the hour', () => {
    const lasted = (minutes: number) => left([{ table: 'clocks', fields: { spent_ms: minutes * 60_000 } }])
    expect(differences(lasted(70), lasted(80), how)).toEqual([])
    expect(differences(lasted(70), lasted(130), how)).toHaveLength(2)
  })

  test('is not the same an hour later, with a row less, or with one twice', () => {
    expect(found(left(day(50, { at: '2030-03-04T10:00:00Z' })))).toHaveLength(2)
    expect(found(left(day(50).slice(1)))).toEqual([
      expect.stringContaining('1 × missing: tickets {"id":"id","subject":"My lamp"'),
    ])
    expect(found(left([...day(50), ...day(60).slice(4)]))).toEqual([expect.stringContaining('1 × too many: sessions')])
  })

  test('is not the same when a message lies on another ticket, though all rows are there', () => {
    const [lamp, chair, broken, where, session] = day(50) as [Row, Row, Row, Row, Row]
    const onTheChair = { ...broken, fields: { ...broken.fields, ticket_id: chair.fields.id } }
    const onTheLamp = { ...where, fields: { ...where.fields, ticket_id: lamp.fields.id } }
    expect(found(left([lamp, chair, onTheChair, onTheLamp, session])).length).toBeGreaterThan(0)
  })

  test('differs where days without a fault differ, and there alone it may', () => {
    const volatile = volatileFields([left(day(1)), left(day(30, { secret: 'two' })), left(day(60))])
    expect([...volatile]).toEqual(['sessions.token_hash'])
    expect(found(left(day(50, { secret: 'three' })))).toHaveLength(2)
    expect(found(left(day(50, { secret: 'three' })), { volatile })).toEqual([])
  })

  test('tickets count from one, whatever numbers were skipped', () => {
    const numbered = (one: number, other: number): Row[] => [
      { table: 'tickets', fields: { number: other } },
      { table: 'tickets', fields: { number: one } },
      { table: 'messages', fields: { text: `registered as_T-${one}` } },
    ]
    expect(renumbered(numbered(1001, 1005))).toEqual(numbered(1, 2))
    expect(renumbered(numbered(1005, 1001))).not.toEqual(numbered(1, 2))
  })

  test('our own marks are known as such', () => {
    const marked = (token: string) => ({
      table: 'letters',
      fields: { to: `kitto+${token}@desk.demo`, id: `<${token}.${'0a'.repeat(16)}@desk.demo>` },
    })
    expect(differences(left([marked('k1Xy_'.repeat(5))]), left([marked('Zz-09'.repeat(5))]), how)).toEqual([])
  })
})

describe('letters', () => {
  test('none is missing', () => {
    expect(found(left(day(50), { letters: ['a'] }))).toEqual(['1 letters, not 2'])
  })

  test('one comes twice only where the answer to the last dot was lost, and then as itself', () => {
    const twice = left(day(50), { letters: ['a', 'a', 'b'] })
    expect(found(twice)).toEqual(['a letter 1 times more than once'])
    expect(found(twice, { lost: 'letter' })).toEqual([])
    expect(found(left(day(50), { letters: ['a', 'b', 'c'] }), { lost: 'letter' })).toEqual(['3 letters, not 2'])
  })
})

describe('what somebody did again because no answer came', () => {
  const entry = (sequence: number, action: string): Row => ({ table: 'audit_entries', fields: { sequence, action } })
  const session = (which: number): Row => ({ table: 'sessions', fields: { id: id(which), member_id: id(9) } })
  const once = [session(1), entry(4, 'access.signed-in'), entry(5, 'stores.store-changed')]
  const twice = [session(1), session(2), entry(4, 'access.signed-in'), entry(5, 'access.signed-in')]
  const compare = (rows: Row[], more: object) => differences(left(once), left(rows), { ...how, ...more })

  test('is told twice where the answer was lost, and nowhere else', () => {
    const again = [...twice, entry(6, 'stores.store-changed')]
    expect(compare(again, { lost: 'statement' })).toEqual([])
    expect(compare(again, {})).not.toEqual([])
  })

  test('what is done by a key is not', () => {
    const again = [...once, entry(6, 'stores.store-changed')]
    expect(compare(again, { lost: 'statement' })).toHaveLength(1)
  })
})

test('what is wrong in itself is told', () => {
  expect(found(left(day(50), { wrong: ['a file is gone: ab'] }))).toEqual(['a file is gone: ab'])
})
