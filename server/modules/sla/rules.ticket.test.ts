import { describe, expect, test } from 'vitest'
import { always } from '../../lib/calendar.ts'
import { HOUR } from '../../lib/time.ts'
import {
  answered,
  buyerWrote,
  type Desk,
  nextDueOf,
  opened,
  promised,
  promiseKept,
  reopened,
  resolved,
  retargeted,
  solutionProposed,
  type TicketClocks,
  waitsForBuyer,
  waitsNoLonger,
} from './rules.ticket.ts'
import { dueAt, stateOf } from './rules.ts'
import type { Measure } from './schema.ts'

const start = Date.parse('2026-01-05T08:00:00Z')
const h = (hours: number) => start + hours * HOUR

let ids = 0
const desk = (limits: Partial<Record<Measure, number>>, pausesForBuyer = false): Desk => ({
  limits: new Map(
    Object.entries(limits).map(([measure, hours]) => [
      measure as Measure,
      {
        measure: measure as Measure,
        policyId: 'p',
        policyName: 'p',
        limitSeconds: hours * 3_600,
        calendarId: null,
        pausesForBuyer: pausesForBuyer || measure === 'resolution',
        because: [],
        insteadOf: [],
      },
    ]),
  ),
  calendarOf: () => always,
  newId: () => `clock-${++ids}`,
})
const usual = desk({ 'first-response': 6, 'next-response': 24, promise: 4, resolution: 168 })
const complaint = desk({ 'first-response': 24, 'next-response': 24, 'solution-proposed': 24, resolution: 168 })

/** Every clock in a word: its state and when it is due, in hours from the start. */
const told = (ticket: TicketClocks) =>
  ticket.clocks.map((clock) => {
    const due = dueAt(always, clock)
    return `${clock.measure} ${stateOf(clock)} ${due === null ? '-' : (due - start) / HOUR}`
  })
const due = (ticket: TicketClocks) => {
  const next = nextDueOf(usual, ticket.clocks)
  return next && `${next.measure} ${(next.at - start) / HOUR}`
}

test('the clock that runs out first tells when it began', () => {
  const ticket = buyerWrote(usual, answered(usual, opened(usual, start), h(1)), h(2))
  expect(nextDueOf(usual, ticket.clocks)).toMatchObject({ measure: 'next-response', startedAt: h(2) })
})

describe('answers', () => {
  test('the first answer meets the first clock; each later message of the buyer starts another', () => {
    let ticket = opened(usual, start)
    expect(told(ticket)).toEqual(['first-response running 6', 'resolution running 168'])
    expect(due(ticket)).toBe('first-response 6')
    ticket = answered(usual, ticket, h(1))
    expect(due(ticket)).toBe('resolution 168')
    ticket = buyerWrote(usual, ticket, h(2))
    ticket = buyerWrote(usual, ticket, h(20))
    expect(due(ticket)).toBe('next-response 26')
    ticket = answered(usual, ticket, h(21))
    expect(told(ticket)).toEqual(['first-response met 6', 'resolution running 168', 'next-response met 26'])
  })

  test('a buyer who writes again before the first answer is still owed the first', () => {
    expect(told(buyerWrote(usual, opened(usual, start), h(3)))).toEqual(told(opened(usual, start)))
  })

  test('proposing a solution is an event of its own (S3)', () => {
    let ticket = answered(complaint, opened(complaint, start), h(1))
    expect(told(ticket)[1]).toBe('solution-proposed running 24')
    ticket = solutionProposed(complaint, ticket, h(2))
    expect(told(ticket)[1]).toBe('solution-proposed met 24')
  })
})

describe('promises', () => {
  test('run to the time that was told, or as the policy says', () => {
    const ticket = opened(usual, start)
    expect(due(promised(usual, ticket, h(1), h(3)))).toBe('promise 3')
    expect(due(promised(usual, ticket, h(1), null))).toBe('promise 5')
    expect(promised(desk({}), ticket, h(1), null)).toBe(ticket)
  })

  test('a new one takes the place of the old, and is kept', () => {
    let ticket = promised(usual, opened(desk({}), start), h(1), h(3))
    ticket = promiseKept(usual, promised(usual, ticket, h(2), h(9)), h(8))
    expect(told(ticket)).toEqual(['promise ended 3', 'promise met 9'])
  })
})

describe('waiting for the buyer', () => {
  test('stops the clocks whose policy says so, until the buyer writes', () => {
    let ticket = waitsForBuyer(usual, answered(usual, opened(usual, start), h(1)), h(2))
    expect([told(ticket)[1], due(ticket)]).toEqual(['resolution paused -', null])
    ticket = buyerWrote(usual, ticket, h(12))
    expect(told(ticket)).toEqual(['first-response met 6', 'resolution running 178', 'next-response running 36'])
  })

  test('or until the desk says otherwise', () => {
    const ticket = waitsForBuyer(usual, opened(usual, start), h(2))
    expect(told(waitsNoLonger(usual, ticket, h(5)))).toEqual(['first-response running 6', 'resolution running 171'])
  })
})

describe('the end', () => {
  test('meets the resolution and ends the rest unmet', () => {
    const ticket = resolved(complaint, opened(complaint, start), h(1))
    expect(told(ticket)).toEqual(['first-response ended 24', 'solution-proposed ended 24', 'resolution met 168'])
    expect(due(ticket)).toBeNull()
  })

  test('taken back, what was open goes on without the time in between', () => {
    const ticket = reopened(complaint, resolved(complaint, opened(complaint, start), h(1)), h(101))
    expect(told(ticket)).toEqual([
      'first-response running 124',
      'solution-proposed running 124',
      'resolution running 268',
    ])
  })

  test('an answer that was not needed does not come back', () => {
    let ticket = buyerWrote(usual, answered(usual, opened(usual, start), h(1)), h(2))
    ticket = reopened(usual, resolved(usual, ticket, h(3)), h(10))
    expect(told(ticket).filter((clock) => clock.includes('running'))).toEqual(['resolution running 175'])
    expect(due(buyerWrote(usual, ticket, h(10)))).toBe('next-response 34')
  })

  test('reopening what is open, or resolving twice, changes nothing', () => {
    const ticket = opened(usual, start)
    expect(reopened(usual, ticket, h(1))).toBe(ticket)
    const done = resolved(usual, ticket, h(1))
    expect(resolved(usual, done, h(2))).toBe(done)
  })
})

describe('another kind', () => {
  test('keeps what was spent, and asks for a solution since the buyer wrote (S5)', () => {
    const ticket = retargeted(complaint, opened(usual, start), h(3))
    expect(told(ticket)).toEqual([
      'first-response running 24',
      'resolution running 168',
      'solution-proposed running 24',
    ])
  })

  test('there and back again loses no time', () => {
    let ticket = retargeted(usual, opened(complaint, start), h(3))
    expect(told(ticket)[1]).toBe('solution-proposed ended 24')
    ticket = retargeted(complaint, ticket, h(5))
    expect(told(ticket)[1]).toBe('solution-proposed running 24')
  })

  test('does not make a late answer timely', () => {
    const ticket = retargeted(complaint, opened(usual, start), h(7))
    expect(told(ticket)[0]).toBe('first-response breached 6')
    expect(due(ticket)).toBe('first-response 6')
  })

  test('while waiting for the buyer, a clock that now pauses stands, and one that no longer does runs', () => {
    const pausing = desk({ 'first-response': 10 }, true)
    const steady = desk({ 'first-response': 10 })
    const waiting = waitsForBuyer(pausing, opened(pausing, start), h(2))
    expect(told(retargeted(steady, waiting, h(5)))).toEqual(['first-response running 13'])
    const running = waitsForBuyer(steady, opened(steady, start), h(2))
    expect(told(retargeted(pausing, running, h(5)))).toEqual(['first-response paused -'])
  })

  test('after the end waits until the ticket is reopened', () => {
    const done = resolved(usual, opened(usual, start), h(1))
    expect(retargeted(complaint, done, h(2))).toBe(done)
  })
})
