import pg from 'pg'
import { expect, test } from 'vitest'
import { plainError } from './log.ts'

test('an error of PostgreSQL is logged without the row it was thrown over', () => {
  const error = Object.assign(
    new pg.DatabaseError('duplicate key value violates unique constraint "members_email"', 1, 'error'),
    {
      code: '23505',
      detail: 'Key (email)=(anna@buyer.test) already exists.',
      where: 'COPY members, line 1: "Anna Schmidt"',
      parameters: ['Anna Schmidt'],
    },
  )
  const logged = plainError(new Error('invalid input syntax for type uuid: "Anna Schmidt"', { cause: error }))
  expect(logged).toMatchObject({
    type: 'Error',
    message: 'invalid input syntax for type uuid: "…"',
    cause: { code: '23505' },
  })
  expect(logged.stack).toContain('log.test.ts')
  expect(JSON.stringify(logged)).not.toMatch(/Anna|anna/)
})

test('addresses and key values are cut from a message; what is no error says nothing', () => {
  expect(plainError(new Error('550 <anna@buyer.test>: no such user')).message).toBe('550 <…@…>: no such user')
  expect(plainError({ password: 'x' })).toEqual({ type: 'object', message: 'not an error' })
})
