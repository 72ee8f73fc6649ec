import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Answer,
  endedInTime,
  fieldsOf,
  hasOutcome,
  isOpen,
  letterOf,
  missingOf,
  procedures,
  stageAfter,
  tellsOutcome,
  toldBy,
} from './rules.ts'
import { taskEvents, taskFields, taskKinds, taskStages } from './schema.ts'

const kind = fc.constantFrom(...taskKinds)
const stage = fc.constantFrom(...taskStages)
const event = fc.constantFrom(...taskEvents)

describe('how a task goes', () => {
  test.each([
    ['cancel', 'checked', 'ask', 'asked'],
    ['cancel', 'checked', 'carry-out', undefined],
    ['invoice', 'checked', 'carry-out', 'carried-out'],
    ['cancel', 'asked', 'ask', 'asked'],
    ['cancel', 'asked', 'carry-out', 'carried-out'],
    ['cancel', 'checked', 'refuse', 'refused'],
    ['cancel', 'asked', 'refuse', 'refused'],
    ['cancel', 'refused', 'ask', 'asked'],
    ['cancel', 'refused', 'carry-out', undefined],
    ['cancel', 'carried-out', 'tell', 'done'],
    ['cancel', 'refused', 'tell', 'declined'],
    ['cancel', 'asked', 'tell', undefined],
    ['cancel', 'checked', 'withdraw', 'withdrawn'],
    ['cancel', 'carried-out', 'withdraw', undefined],
    ['cancel', 'done', 'ask', undefined],
    ['cancel', 'withdrawn', 'ask', undefined],
  ] as const)('%s: %s, then %s: %s', (kind, from, event, to) => {
    expect(stageAfter(kind, from, event)).toBe(to)
  })

  test('is the same for the same, ends for good, and reaches an end from everywhere', () => {
    fc.assert(
      fc.property(kind, stage, event, (kind, stage, event) => {
        const after = stageAfter(kind, stage, event)
        expect(after).toBe(stageAfter(kind, stage, event))
        if (after !== undefined) {
          expect(taskStages).toContain(after)
          expect(isOpen(stage)).toBe(true)
        }
        const onward = taskEvents.filter((event) => stageAfter(kind, stage, event) !== undefined)
        expect(onward.length > 0).toBe(isOpen(stage))
      }),
    )
    for (const kind of taskKinds)
      for (const stage of taskStages.filter(isOpen)) {
        const reached = new Set([stage])
        for (const at of reached)
          for (const event of taskEvents) {
            const next = stageAfter(kind, at, event)
            if (next) reached.add(next)
          }
        expect([...reached].some((stage) => stage === 'done' || stage === 'declined')).toBe(true)
      }
  })

  test('ends told only by way of an outcome, whatever is tried', () => {
    fc.assert(
      fc.property(kind, fc.array(event, { maxLength: 12 }), (kind, events) => {
        let stage: (typeof taskStages)[number] = 'checked'
        for (const event of events) {
          const next = stageAfter(kind, stage, event)
          if (next === 'done' || next === 'declined') expect(hasOutcome(stage)).toBe(true)
          if (next === 'carried-out' && procedures[kind].mustAsk) expect(stage).toBe('asked')
          stage = next ?? stage
        }
      }),
    )
  })
})

describe('what must be known', () => {
  test.each([
    ['change-address', 'begin', ['address']],
    ['change-item', 'begin', ['sku', 'newSku', 'quantity']],
    ['cancel', 'begin', ['reason']],
    ['exchange', 'begin', ['sku', 'newSku', 'quantity', 'reason']],
    ['resend', 'begin', ['sku', 'quantity', 'reason']],
    ['invoice', 'begin', []],
    ['invoice', 'carry-out', ['reference']],
    ['cancel', 'carry-out', []],
    ['cancel', 'ask', ['askedOf']],
    ['cancel', 'refuse', ['reason']],
    ['cancel', 'tell', []],
  ] as const)('%s to %s: %j', (kind, event, fields) => {
    expect(fieldsOf(kind, event)).toEqual(fields)
  })

  test('a blank is missing, a number is not, and only what is needed can be', () => {
    expect(missingOf(['address', 'reason', 'quantity'], { address: ' \n', quantity: 1 })).toEqual(['address', 'reason'])
    fc.assert(
      fc.property(
        fc.subarray([...taskFields]),
        fc.dictionary(fc.constantFrom(...taskFields), fc.string()),
        (needed, given) => {
          const missing = missingOf(needed, given)
          for (const field of needed) expect(missing.includes(field)).toBe((given[field] ?? '').trim() === '')
          expect(missing.every((field) => needed.includes(field))).toBe(true)
        },
      ),
    )
  })
})

describe('telling the buyer', () => {
  const at = new Date('2026-03-02T12:00:00Z')
  const answer = (delivery: Answer['delivery'], templateKey: string | null = null): Answer => ({
    delivery,
    templateKey,
    sentAt: delivery === 'sent' ? at : null,
  })
  test.each([
    [[], 'not-told'],
    [[answer('held')], 'on-its-way'],
    [[answer('queued')], 'on-its-way'],
    [[answer('held'), answer('sent')], { told: at }],
  ] as const)('letters %j: %j', (answers, told) => {
    expect(toldBy(answers)).toEqual(told)
  })

  test('in time up to the very moment it is due', () => {
    expect([-1, 0, 1].map((late) => endedInTime(at, new Date(at.getTime() + late)))).toEqual([true, true, false])
  })

  test('an outcome has its letter; one that came too late its own', () => {
    expect(letterOf('cancel', 'carried-out', true)).toBe('order.cancelled')
    expect(letterOf('cancel', 'refused', true)).toBe('order.cancel-too-late')
    expect(letterOf('cancel', 'refused', false)).toBe('order.request-declined')
    expect(tellsOutcome('cancel', 'refused', 'order.cancel-too-late')).toBe(true)
    expect(tellsOutcome('cancel', 'refused', 'order.cancelled')).toBe(false)
    expect(tellsOutcome('cancel', 'asked', 'order.cancelled')).toBe(false)
    expect(tellsOutcome('cancel', 'carried-out', null)).toBe(false)
  })
})
