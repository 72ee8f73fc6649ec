import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { subTypes } from '../classification/index.ts'
import { chosenBy, filledIn, isTrapped, subjectOf } from './rules.forms.ts'
import { formReasons } from './schema.forms.ts'

test('every reason but “other” is a sub-type that the desk knows, under its kind', () => {
  for (const reason of formReasons) {
    const chosen = chosenBy(reason)
    if (reason === 'other') expect(chosen).toBeNull()
    else expect(subTypes[chosen?.kind ?? 'inquiry']).toContain(chosen?.subType)
  }
})

describe('the subject', () => {
  test.each([
    ['Die Lampe ist kaputt.', 'Die Lampe ist kaputt.'],
    ['  Die Lampe   ist\tkaputt.  \n\nBitte helfen Sie.', 'Die Lampe ist kaputt.'],
    [`${'word '.repeat(40)}`, `${'word '.repeat(15).trim()}…`],
    ['灯'.repeat(100), `${'灯'.repeat(79)}…`],
    ['😀'.repeat(100), `${'😀'.repeat(79)}…`],
  ])('%j begins %j', (text, subject) => expect(subjectOf(text)).toBe(subject))

  test('is one line of at most 80 characters, and never empty where something was said', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => text.trim() !== ''),
        (text) => {
          const subject = subjectOf(text)
          expect(subject).not.toMatch(/[\r\n]/)
          expect(Array.from(subject).length).toBeLessThanOrEqual(80)
          expect(subject.trim()).not.toBe('')
        },
      ),
    )
  })
})

test('what is filled in is taken without the space around it; what is empty was not filled in', () =>
  expect(
    filledIn(
      new Map([
        ['name', ' Anna '],
        ['orderNumber', '  '],
        ['website', ''],
      ]),
    ),
  ).toEqual({ name: 'Anna' }))

test.each([
  [{}, false],
  [{ website: '' }, false],
  [{ website: 'http://spam.test' }, true],
])('%j is trapped: %s', (letter, trapped) => expect(isTrapped(letter)).toBe(trapped))
