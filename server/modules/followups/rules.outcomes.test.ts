import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterOutcome, mostAttempts, outcomeFault, type Standing, textFor, textsFault } from './rules.outcomes.ts'
import { outcomes } from './schema.ts'

const now = new Date('2026-03-02T09:00:00Z')
const open: Standing = {
  state: 'open',
  dueAt: new Date('2026-03-01T09:00:00Z'),
  attempts: 0,
  outcome: null,
  satisfaction: null,
  closedAt: null,
}

describe('an outcome', () => {
  test('closes a follow-up with what the customer said', () => {
    expect(afterOutcome(open, { outcome: 'satisfied', satisfaction: 5 }, 3, now)).toEqual({
      ...open,
      state: 'done',
      outcome: 'satisfied',
      satisfaction: 5,
      closedAt: now,
    })
  })

  test('of who was not reached comes again, and the third time ends it', () => {
    const first = afterOutcome(open, { outcome: 'not-reached' }, 3, now)
    expect(first).toEqual({ ...open, attempts: 1, dueAt: new Date('2026-03-05T09:00:00Z') })
    const third = afterOutcome({ ...first, attempts: 2 }, { outcome: 'not-reached' }, 3, now)
    expect(third).toMatchObject({ state: 'done', attempts: 3, outcome: 'not-reached', closedAt: now })
  })

  test('that corrects an earlier one keeps the day on which it ended', () => {
    const done = afterOutcome(open, { outcome: 'neutral' }, 3, new Date('2026-02-01T00:00:00Z'))
    expect(afterOutcome(done, { outcome: 'refused' }, 3, now)).toMatchObject({
      outcome: 'refused',
      closedAt: new Date('2026-02-01T00:00:00Z'),
    })
  })

  test('whatever comes one after the other, nobody is tried more than three times', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...outcomes), { minLength: 1 }), (all) => {
        const end = all.reduce<Standing>((before, outcome) => afterOutcome(before, { outcome }, 3, now), open)
        expect(end.attempts).toBeLessThanOrEqual(mostAttempts)
        if (all.length >= mostAttempts) expect(end.state).toBe('done')
      }),
    )
  })

  test.each([
    [{ outcome: 'satisfied', satisfaction: 4, suggestions: ['A lid'] }, null],
    [{ outcome: 'refused', suggestions: ['Leave me alone by mail'] }, null],
    [{ outcome: 'refused', satisfaction: 1 }, 'satisfaction'],
    [{ outcome: 'not-reached', satisfaction: 3 }, 'satisfaction'],
    [{ outcome: 'not-reached', suggestions: ['A lid'] }, 'suggestions'],
  ] as const)('%j is refused at: %s', (wanted, field) => {
    expect(outcomeFault({ ...wanted, suggestions: [...('suggestions' in wanted ? wanted.suggestions : [])] })).toBe(
      field,
    )
  })
})

describe('the texts of a plan', () => {
  const said = (language: string, subject = 'How are you?') => ({ language, subject, text: `in ${language}` })

  test.each([
    ['de', 'de'],
    ['de-CH', 'de'],
    ['pt', 'pt-BR'],
    ['ja', 'en'],
    [null, 'en'],
  ])('for a customer of %s: %s', (language, expected) => {
    expect(textFor([said('en'), said('de'), said('pt-BR')], language)?.language).toBe(expected)
  })

  test('come once a language, and a letter has its subject', () => {
    expect(textsFault('phone', [said('en', ''), said('de', '')])).toBeNull()
    expect(textsFault('phone', [said('en'), said('en')])).toEqual({ index: 1, fault: 'twice' })
    expect(textsFault('email', [said('en'), said('de', ' ')])).toEqual({ index: 1, fault: 'subject' })
  })
})
