import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchQuery, searchTokens } from './text.search.ts'

/** What PostgreSQL does with the query, for the small grammar that searchQuery writes. */
function matches(query: string, tokens: readonly string[]): boolean {
  const source = query
    .replace(/'((?:[^']|'')*)'(:\*)?/g, (_all, token: string, prefix?: string) => {
      const plain = token.replaceAll("''", "'").replaceAll('\\\\', '\\')
      return String(prefix ? tokens.some((one) => one.startsWith(plain)) : tokens.includes(plain))
    })
    .replaceAll(' & ', ' && ')
    .replaceAll(' | ', ' || ')
  if (!/^(?:true|false|[ &|!()])+$/.test(source)) throw new Error(`not a query: ${query}`)
  return Boolean(new Function(`return ${source}`)())
}

function finds(typed: string, text: string, language?: string): boolean {
  const query = searchQuery(typed)
  return query !== null && matches(query, searchTokens(text, language))
}

describe('a search finds', () => {
  test.each([
    ['refunds', 'I was never refunded', 'en'],
    ['WHERE parcel', 'Where is my parcel?', 'en'],
    ['Rucksendung', 'Die Rücksendungen sind unterwegs', 'de'],
    ['straße', 'STRASSE 5', 'de'],
    ['remboursement', 'Je veux être remboursé', 'fr'],
    ['退货', '我想退貨，怎么办', 'zh'],
    ['申请退款', '退款申请已经提交', 'zh'],
    ['返品', 'この商品を返品したい', 'ja'],
    ['환불', '환불해 주세요', 'ko'],
    ['112-1234567-7654321', 'Order #112-1234567-7654321!', 'en'],
    ['1234567', 'Order 112-1234567-7654321', 'en'],
    ['11212345677654321', 'Order 112-1234567-7654321', 'en'],
    ['SOFA-3-BLK', 'sku: sofa-3-blk', 'en'],
    ['jane@example.org', 'write to Jane@Example.org please', 'en'],
    ['example.org', 'write to Jane@example.org', 'en'],
    ['ＳＯＦＡ', 'sofa', 'en'],
    ['"退货地址"', '请给我退货地址', 'zh'],
    ['parcel -refund', 'the parcel is late', 'en'],
  ])('%j in %j', (typed, text, language) => {
    expect(finds(typed, text, language)).toBe(true)
  })
})

describe('a search does not find', () => {
  test.each([
    ['refund sofa', 'refund please'],
    ['"退货地址"', '退货的地址'],
    ['parcel -refund', 'the parcel is late, I want a refund'],
    ['退货', '退了，货没到'],
  ])('%j in %j', (typed, text) => {
    expect(finds(typed, text)).toBe(false)
  })
})

test('an unfinished last word is found while typing', () => {
  expect(searchQuery('sof', { prefix: true })).toContain("'sof':*")
  expect(searchQuery('sof')).not.toContain(':*')
})

test('nothing to search for is null', () => {
  for (const text of ['', '   ', '!!!', '"', '-', "'"]) expect(searchQuery(text)).toBeNull()
})

test('whatever is typed, the query is valid', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...'\'\\&|!():*<-"a退 ')).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const query = searchQuery(text, { prefix: true })
      if (query !== null) matches(query, [])
    }),
  )
})

test('every word of a text finds the text', () => {
  const word = fc.constantFrom(
    'Bestellung',
    "l'ordre",
    '退货',
    'ガス',
    '112-1234567-7654321',
    'SOFA-3',
    'naïve',
    'x',
    '好',
    'Größe',
  )
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.constantFrom('en', 'de', 'fr', 'zh', 'pl'), (all, language) => {
      const text = all.join(' ')
      for (const one of all) expect(finds(one, text, language)).toBe(true)
    }),
  )
})

test('tokens are short and few enough for a tsvector', () => {
  const tokens = searchTokens(
    `${'a'.repeat(5000)} ${Array.from({ length: 30_000 }, (_, index) => `w${index}`).join(' ')}`,
  )
  expect(tokens.length).toBeLessThan(21_000)
  expect(tokens.every((token) => token.length <= 64)).toBe(true)
})

test('indexing keeps up with two megabytes a second', () => {
  const text = 'Where is my order 112-1234567-7654321? Ich möchte es zurückgeben, 我要退货。'.repeat(4000)
  // Time of this process's core, not of the clock: other work may share the machine.
  const start = process.cpuUsage()
  searchTokens(text)
  const { user, system } = process.cpuUsage(start)
  expect(Buffer.byteLength(text) / (user + system)).toBeGreaterThan(2)
})
