import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../tests/world.ts'
import { asArray } from './db.records.ts'
import { tablesOf } from './db.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const asked = async <Value>(values: unknown, type: string): Promise<Value[]> => {
  const db = tablesOf<Record<never, never>>(world.context().db)
  const { rows } = await sql<{ value: Value }>`select unnest(${values}::${sql.raw(type)}[]) as value`.execute(db)
  return rows.map(({ value }) => value)
}

test('texts arrive as they are, whatever marks, breaks, blanks and signs of an array stand in them', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.option(
          fc.oneof(
            fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
            fc.string({
              unit: fc.constantFrom('"', '\\', ',', '{', '}', '[', ']', ' ', '\n', '\t', 'n', 'u', '\u2028', 'é'),
            }),
            fc.constantFrom('', 'null', 'NULL', '\\n', '\\\\"', 'a"b', '\\u0041', '\u0007', '折りたたみ'),
          ),
        ),
        { maxLength: 20 },
      ),
      async (texts) => {
        expect(await asked(asArray(texts), 'text')).toEqual(texts)
      },
    ),
    { numRuns: 300 },
  ))

test('half a character arrives mended, as in any other parameter', async () => {
  expect(await asked(asArray(['a\ud83d', 'b']), 'text')).toEqual(['a\ufffd', 'b'])
})

test('numbers, yes and no, and nothing arrive as they are', async () => {
  expect(await asked(asArray([1, -2, 9_000_000_000_000, null]), 'bigint')).toEqual([1, -2, 9_000_000_000_000, null])
  expect(await asked(asArray([true, null, false]), 'boolean')).toEqual([true, null, false])
  expect(await asked(asArray([]), 'text')).toEqual([])
})

test('only what PostgreSQL would read otherwise is left to the driver', () => {
  expect(asArray(['Eichenstuhl "Nord"', 'C:\\n', null, 3])).toBe('{"Eichenstuhl \\"Nord\\"","C:\\\\n",null,3}')
  expect(asArray(['two\nlines'])).toEqual(['two\nlines'])
})
