import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from './config.ts'
import { compileValidator, fieldProblems } from './validation.ts'
import { knowsPattern } from './validation.words.ts'

/** What the reader is told about one field of a body. */
function told(schema: object, value: unknown, language: 'en' | 'zh-CN') {
  const validate = compileValidator({ type: 'object', properties: { field: schema } }, 'body')
  validate({ field: value })
  return fieldProblems(validate.errors ?? [], language)
}

describe('a text of the wrong form is told in words, not as a regular expression', () => {
  test.each([
    ['a blank name', { pattern: '\\S' }, '  ', 'must not be blank', '不能为空白'],
    ['a currency', { pattern: '^[A-Z]{3}$' }, 'eur', 'like EUR', '如 EUR'],
    ['a day', { pattern: '^\\d{4}-\\d{2}-\\d{2}$' }, '31.3.2026', 'like 2026-03-31', '如 2026-03-31'],
    ['an address', { format: 'email' }, 'nobody', 'like name@example.com', '如 name@example.com'],
    ['an id', { format: 'uuid' }, '7', 'UUID', 'UUID'],
    [
      'a pattern that nobody has put into words',
      { pattern: '^q{7}$' },
      'x',
      'the form that is asked for',
      '格式不符合要求',
    ],
  ])('%s', (_what, form, value, en, zh) => {
    const schema = { type: 'string', ...form }
    expect(told(schema, value, 'en')).toEqual([{ field: 'field', message: expect.stringContaining(en) }])
    expect(told(schema, value, 'zh-CN')).toEqual([{ field: 'field', message: expect.stringContaining(zh) }])
  })

  test('what is no pattern keeps its words', () => {
    expect(told({ type: 'string', minLength: 3 }, 'x', 'zh-CN')[0]?.message).toMatch(/3/)
  })
})

test.each([
  ['2026-06-30T10:00:00Z', true],
  ['2026-06-30T10:00:00+02:00', true],
  ['2026-06-30T23:59:60Z', false],
  ['2026-06-30', false],
  ['+275760-09-13T00:00:00.000Z', false],
])('%s is a moment: %s', (text, is) => {
  expect(told({ type: 'string', format: 'date-time' }, text, 'en')).toHaveLength(is ? 0 : 1)
})

test('every pattern of the contract has been put into words', () => {
  const patterns = new Set<string>()
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if ('pattern' in part && typeof part.pattern === 'string') patterns.add(part.pattern)
    for (const inner of Object.values(part)) look(inner)
  }
  look(JSON.parse(readFileSync(join(projectRoot, 'openapi.json'), 'utf8')))
  expect(patterns.size).toBeGreaterThan(10)
  expect([...patterns].filter((pattern) => !knowsPattern(pattern))).toEqual([])
})
