import { describe, expect, test } from 'vitest'
import { confirmationSubject } from './rules.ts'

describe('the subject of a confirmation', () => {
  const words = { en: 'Received', de: 'Erhalten' }
  test.each([
    ['de', 'Erhalten · T-1042'],
    ['de-AT', 'Erhalten · T-1042'],
    ['pl', 'Received · T-1042'],
  ])('%s', (language, subject) => {
    expect(confirmationSubject(words, language, 1_042)).toBe(subject)
  })
})
