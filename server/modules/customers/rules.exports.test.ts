import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asCsv, attachmentPath, partsTogether } from './rules.exports.ts'

describe('a table as CSV', () => {
  test.each([
    ['has the columns of all rows', [{ a: 1 }, { a: 2, b: null }], '"a","b"\r\n"1",""\r\n"2",""\r\n'],
    [
      'writes moments as ISO 8601',
      [{ at: new Date('2026-03-02T09:00:00Z') }],
      '"at"\r\n"2026-03-02T09:00:00.000Z"\r\n',
    ],
    ['has no formulas', [{ name: '=cmd()' }], `"name"\r\n"'=cmd()"\r\n`],
    ['says yes and no', [{ vip: true }], '"vip"\r\n"true"\r\n'],
    ['of nothing is a line without columns', [], '\r\n'],
  ])('%s', (_name, rows, csv) => {
    expect(asCsv(rows)).toBe(`\uFEFF${csv}`)
  })
})

test('parts that name the same table are one, each row kept', () => {
  const together = partsTogether([
    { tables: { orders: [{ id: 1 }] }, files: [{ path: 'a', sha256: '1' }] },
    { tables: { orders: [{ id: 2 }], tickets: [] }, files: [] },
  ])
  expect(together).toEqual({
    tables: { orders: [{ id: 1 }, { id: 2 }], tickets: [] },
    files: [{ path: 'a', sha256: '1' }],
  })
})

test('whatever files are called, no two have one path, and none leaves its folder', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 30 }), (names) => {
      const paths = names.map((name, at) => attachmentPath(at, name))
      expect(new Set(paths).size).toBe(names.length)
      for (const path of paths) expect(path).toMatch(/^attachments\/\d{4}-[^/\\]*$/)
    }),
  )
})
