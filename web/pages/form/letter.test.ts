import { describe, expect, test } from 'vitest'
import { ProblemError } from '../../api/problem.ts'
import { blank, mendingOf, refusedFields, wrongFields } from './letter.ts'
import { words } from './words/en.words.ts'

const whole = { ...blank, name: 'Anna', email: 'anna@buyer.test', reason: 'damaged', text: 'It is broken.' } as const

describe('what a buyer has still to mend', () => {
  test.each([
    ['nothing', whole, []],
    ['everything', blank, ['name', 'email', 'reason', 'text']],
    ['blanks', { ...whole, name: '  ', text: '\n' }, ['name', 'text']],
    ['half an address', { ...whole, email: 'anna@buyer' }, ['email']],
    ['two addresses', { ...whole, email: 'a@b.test,c@d.test' }, ['email']],
    ['an address with space around it', { ...whole, email: ' anna@buyer.test ' }, []],
  ] as const)('%s', (_, written, wrong) => expect(wrongFields(written)).toEqual(wrong))
})

describe('what a failed sending is told as', () => {
  const refused = (status: number, code: string, errors: { field: string; message: string }[] = []) =>
    new ProblemError(status, { code, detail: 'said by the server', errors })
  test.each([
    ['no connection', new ProblemError(0, undefined), words.failed],
    ['a wrong field', refused(400, 'request.invalid', [{ field: 'email', message: 'x' }]), words.someWrong],
    ['a filled trap', refused(422, 'portal.form-trap'), words.trapped],
    ['no photo', refused(422, 'portal.not-a-photo'), words.notPhoto],
    ['too large', refused(413, 'request.too-large'), words.tooLarge],
    ['too often', refused(429, 'portal.form-too-many'), words.tooOften],
    ['switched off meanwhile', refused(404, 'request.not-found'), words.notFound],
    ['a defect', refused(500, 'internal'), words.failed],
  ])('%s', (_, error, said) => expect(mendingOf(error, words)).toBe(said))

  test('the fields are those that the page has', () => {
    const errors = ['email', 'priority'].map((field) => ({ field, message: 'x' }))
    expect(refusedFields(refused(400, 'request.invalid', errors))).toEqual(['email'])
    expect(refusedFields(new Error('else'))).toEqual([])
  })
})
