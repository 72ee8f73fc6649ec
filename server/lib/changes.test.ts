import { expect, test } from 'vitest'
import { changesBetween } from './changes.ts'

test.each([
  ['nothing', { name: 'A' }, { name: 'A' }, []],
  ['a value', { name: 'A', zone: 'UTC' }, { name: 'B', zone: 'UTC' }, [{ field: 'name', before: 'A', after: 'B' }]],
  [
    'a field within a field',
    { settings: { imap: { host: 'a.test', port: 993 } } },
    { settings: { imap: { host: 'b.test', port: 993 } } },
    [{ field: 'settings.imap.host', before: 'a.test', after: 'b.test' }],
  ],
  [
    'a list, as a whole',
    { speaks: ['en'] },
    { speaks: ['en', 'de'] },
    [{ field: 'speaks', before: ['en'], after: ['en', 'de'] }],
  ],
  ['a thing that was made', undefined, { id: 'x', name: 'A' }, [{ field: 'name', before: null, after: 'A' }]],
  ['a thing that is gone', { name: 'A', updatedAt: 'x' }, undefined, [{ field: 'name', before: 'A', after: null }]],
  ['absent and null, which are the same', { note: null }, {}, []],
])('tells %s', (_, before, after, changes) => expect(changesBetween(before, after)).toEqual(changes))

test('of what is personal or secret, only that it changed', () => {
  const before = { email: 'a@x.test', imapPassword: 'one', settings: { accessToken: 'one' } }
  const after = { email: 'b@x.test', imapPassword: 'two', settings: { accessToken: 'two' } }
  const told = changesBetween(before, after, ['email'])
  expect(told).toEqual([
    { field: 'email', before: null, after: null, hidden: 'personal' },
    { field: 'imapPassword', before: null, after: null, hidden: 'secret' },
    { field: 'settings.accessToken', before: null, after: null, hidden: 'secret' },
  ])
  expect(JSON.stringify(told)).not.toMatch(/x\.test|one|two/)
})

test('long values are cut, and halves of characters are mended', () => {
  const [long, broken] = changesBetween({}, { body: 'x'.repeat(10_000), name: 'half \ud83d of one' })
  expect(String(long?.after)).toHaveLength(300)
  expect(broken?.after).toBe('half \ufffd of one')
})
