import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, choose, deal, judge, speakerExists, type Work } from './rules.ts'
import { wordsFor } from './rules.words.ts'

const person = (memberId: string, change: Partial<Candidate> = {}): Candidate => ({
  memberId,
  name: memberId,
  state: 'on-duty',
  mayWork: true,
  stores: 'all',
  languages: ['en', 'de'],
  kinds: [],
  capacity: 30,
  load: 0,
  open: 0,
  lastGivenAt: null,
  ...change,
})
const work = (change: Partial<Work> = {}): Work => ({
  ticketId: 'ticket',
  kind: 'inquiry',
  language: 'de',
  storeId: 'store-1',
  weight: 1,
  lastAssigneeId: null,
  objections: new Map(),
  ...change,
})
const chosen = (ticket: Work, people: Candidate[], sticky = true) =>
  choose(
    ticket,
    people.map((candidate) => judge(ticket, candidate)),
    sticky,
  )

describe('who may take a ticket', () => {
  test.each<[string, Partial<Candidate>, Partial<Work>, string[]]>([
    ['anybody who fits', {}, {}, []],
    ['not who has no such role', { mayWork: false }, {}, ['no-permission']],
    ['not who serves other stores', { stores: ['store-2'] }, {}, ['store']],
    [
      'not who serves some stores, when nobody knows which it is',
      { stores: ['store-1'] },
      { storeId: null },
      ['store'],
    ],
    ['not who takes other kinds', { kinds: ['return'] }, {}, ['kind']],
    ['not who speaks other languages', { languages: ['en'] }, {}, ['language']],
    ['everybody, when the language is unknown', { languages: [] }, { language: 'und' }, []],
    ['not who is off duty, busy as they are', { state: 'off-duty', load: 30 }, {}, ['off-duty', 'full']],
    ['not who is away', { state: 'away', load: 30 }, {}, ['away']],
    ['not who has no room', { load: 29 }, { weight: 2 }, ['full']],
    ['not who takes nothing', { capacity: 0 }, {}, ['full']],
    ['not who is not certified', {}, { objections: new Map([['anna', ['not certified']]]) }, ['objection']],
  ])('%s', (_who, candidate, ticket, codes) => {
    const verdict = judge(work(ticket), person('anna', candidate))
    expect(verdict.reasons.map(({ code }) => code)).toEqual(codes)
    expect(verdict.eligible).toBe(codes.length === 0)
    expect(verdict.allowed).toBe(codes.every((code) => ['off-duty', 'away', 'full'].includes(code)))
  })

  test('a language that nobody speaks is held against no one', () => {
    const japanese = work({ language: 'ja' })
    expect(speakerExists(japanese, [person('anna'), person('bo', { languages: ['ja'], stores: [] })])).toBe(false)
    expect(judge(japanese, person('anna'), false).eligible).toBe(true)
    expect(speakerExists(japanese, [person('anna'), person('bo', { languages: ['ja'], state: 'off-duty' })])).toBe(true)
  })
})

describe('who gets it', () => {
  test('the least full by their own capacity, then who has waited longest', () => {
    const people = [
      person('anna', { load: 10 }),
      person('bo', { load: 4, capacity: 10 }),
      person('chen', { load: 10, lastGivenAt: 5 }),
    ]
    expect(chosen(work(), people)).toEqual({ memberId: 'anna', because: 'least-load' })
  })

  test("the customer's last agent, unless they cannot", () => {
    const known = work({ lastAssigneeId: 'bo' })
    expect(chosen(known, [person('anna'), person('bo', { load: 20 })])).toEqual({ memberId: 'bo', because: 'sticky' })
    expect(chosen(known, [person('anna'), person('bo', { load: 20 })], false)?.memberId).toBe('anna')
    expect(chosen(known, [person('anna'), person('bo', { state: 'away' })])?.memberId).toBe('anna')
  })

  test('nobody, when nobody can', () => {
    expect(chosen(work(), [person('anna', { state: 'off-duty' })])).toBeNull()
  })
})

const languages = ['en', 'de', 'ja']
const stores = ['store-1', 'store-2', 'store-3']
const kinds = ['inquiry', 'return', 'complaint']
const anyPerson = fc.record({
  state: fc.constantFrom<Candidate['state']>('on-duty', 'on-duty', 'off-duty', 'away'),
  mayWork: fc.boolean(),
  stores: fc.oneof(fc.constant<'all'>('all'), fc.subarray(stores)),
  languages: fc.subarray(languages),
  kinds: fc.subarray(kinds),
  capacity: fc.integer({ min: 0, max: 12 }),
  load: fc.integer({ min: 0, max: 12 }),
})
const anyPeople = fc
  .array(anyPerson, { maxLength: 8 })
  .map((people) => people.map((each, i) => person(`member-${i}`, each)))
const anyWork = fc.record({
  kind: fc.constantFrom(...kinds),
  language: fc.constantFrom(...languages, 'und'),
  storeId: fc.constantFrom(...stores, null),
  weight: fc.constantFrom(1, 2),
  lastAssigneeId: fc.constantFrom('member-0', 'member-1', null),
})
const anyWorks = fc
  .array(anyWork, { maxLength: 40 })
  .map((works) => works.map((each, i) => work({ ...each, ticketId: `ticket-${i}` })))
const rules = { sticky: true, speakersExist: () => true, now: 0 }

describe('dealing', () => {
  test('never gives to who may not take it, nor more than they have room for, nor twice', () => {
    fc.assert(
      fc.property(anyWorks, anyPeople, (works, people) => {
        const dealt = deal(works, people, rules)
        expect(new Set(dealt.map(({ ticketId }) => ticketId)).size).toBe(dealt.length)
        for (const { ticketId, memberId } of dealt) {
          const [ticket, taker] = [
            works.find((each) => each.ticketId === ticketId),
            people.find((each) => each.memberId === memberId),
          ]
          expect(ticket && taker && judge(ticket, { ...taker, load: 0, capacity: 99 }).eligible).toBe(true)
        }
        for (const taker of people) {
          const theirs = dealt.filter(({ memberId }) => memberId === taker.memberId)
          const weight = theirs.reduce(
            (sum, { ticketId }) => sum + (works.find((each) => each.ticketId === ticketId)?.weight ?? 0),
            0,
          )
          if (theirs.length > 0) expect(taker.load + weight).toBeLessThanOrEqual(taker.capacity)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('leaves nothing behind that somebody could still take', () => {
    fc.assert(
      fc.property(anyWorks, anyPeople, (works, people) => {
        const dealt = deal(works, people, rules)
        const weightOf = (memberId: string) =>
          dealt
            .filter((each) => each.memberId === memberId)
            .reduce((sum, { ticketId }) => sum + (works.find((each) => each.ticketId === ticketId)?.weight ?? 0), 0)
        const after = people.map((each) => ({ ...each, load: each.load + weightOf(each.memberId) }))
        const left = works.filter(({ ticketId }) => !dealt.some((each) => each.ticketId === ticketId))
        expect(left.filter((each) => after.some((candidate) => judge(each, candidate).eligible))).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  test('gives equals the same, to within one ticket, whatever came before them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 200 }), (members, tickets) => {
        const people = Array.from({ length: members }, (_, i) =>
          person(`member-${i}`, { capacity: 1_000, lastGivenAt: i }),
        )
        const dealt = deal(
          Array.from({ length: tickets }, (_, i) => work({ ticketId: `ticket-${i}` })),
          people,
          rules,
        )
        const counts = people.map(({ memberId }) => dealt.filter((each) => each.memberId === memberId).length)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        expect(dealt).toHaveLength(tickets)
      }),
    )
  })

  test('gives by capacity: half a day gets half', () => {
    const people = [person('whole', { capacity: 40 }), person('half', { capacity: 20 })]
    const works = Array.from({ length: 30 }, (_, i) => work({ ticketId: `ticket-${i}` }))
    const dealt = deal(works, people, rules)
    expect(dealt.filter(({ memberId }) => memberId === 'half')).toHaveLength(10)
  })
})

test('reasons are said in the language of the reader', () => {
  expect(wordsFor({ code: 'language', about: 'de' }, 'zh-CN')).toBe('不会德语')
  expect(wordsFor({ code: 'language', about: 'de' }, 'en')).toBe('does not speak German')
  expect(wordsFor({ code: 'kind', about: 'return' }, 'zh-CN')).toBe('不处理此类工单：退返品')
  expect(wordsFor({ code: 'objection', about: '未通过认证' }, 'zh-CN')).toBe('未通过认证')
})
