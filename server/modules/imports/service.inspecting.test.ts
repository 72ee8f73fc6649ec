import { Readable } from 'node:stream'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { zipOf } from '../../../tests/fixtures/zip.ts'
import type { Conventions } from './schema.ts'
import { inspectFile } from './service.inspecting.ts'
import { readRows } from './service.reading.ts'
import { sampleOf } from './service.sample.ts'

const defaults: Conventions = { dayOrder: 'month-first', decimal: '.', currency: 'USD', zone: 'UTC' }

/** A file in pieces of so many bytes. */
function sourceOf(bytes: Buffer, filename = 'orders.csv', piece = 7) {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, at) =>
    bytes.subarray(at * piece, (at + 1) * piece),
  )
  return { open: () => Readable.from(pieces, { objectMode: false }), filename, size: bytes.length }
}

async function inspected(bytes: Buffer) {
  const source = sourceOf(bytes)
  const result = await inspectFile(source, defaults)
  if ('refused' in result) throw new Error(result.refused)
  return { ...result, ...(await sampleOf({ ...source, ...result })) }
}

describe('files as people have them', () => {
  const chinese = '订单编号,购买日期,商品名称,SKU,数量,商品价格\r\n114-1,2026年9月29日,台灯 暖白色,L-1,2,35.00\r\n'
  const japanese =
    '注文番号\t購入日\t商品名\tSKU\t数量\t商品価格\r\n114-1\t2026/09/29\tデスクランプ 白\tL-1\t2\t3500\r\n'
  const german =
    'Bestellnummer;Kaufdatum;Artikelname;SKU;Menge;Artikelpreis\r\n114-1;29.09.2026;Tischlampe für Küche;L-1;2;1.235,00\r\n'
  const english =
    'order-id,purchase-date,product-name,sku,quantity,item-price\n114-1,29-Sep-2026,"Lamp,\nwhite",L-1,2,"1,235.00"\n'

  test.each([
    ['UTF-16', iconv.encode(chinese, 'utf-16le', { addBOM: true }), { encoding: 'utf-16le', delimiter: ',' }],
    [
      'UTF-16 without a mark',
      iconv.encode(japanese, 'utf-16be'),
      { encoding: 'utf-16be', delimiter: '\t', quoted: false },
    ],
    ['GB18030', iconv.encode(chinese, 'gb18030'), { encoding: 'gb18030', delimiter: ',' }],
    ['Shift_JIS', iconv.encode(japanese, 'shift_jis'), { encoding: 'shift_jis', delimiter: '\t' }],
    [
      'semicolons, and a letter of Windows',
      iconv.encode(german, 'windows-1252'),
      { encoding: 'windows-1252', delimiter: ';' },
    ],
    [
      'a byte order mark, quoted newlines, thousands',
      iconv.encode(english, 'utf-8', { addBOM: true }),
      { encoding: 'utf-8', delimiter: ',' },
    ],
  ])('%s', async (_name, bytes, format) => {
    const file = await inspected(bytes)
    expect(file).toMatchObject({ format, subject: 'orders', faults: [] })
    expect(file.columns.map(({ field }) => field)).toEqual([
      'orderNumber',
      'orderedAt',
      'title',
      'sku',
      'quantity',
      'price',
    ])
    expect(file.rows).toHaveLength(1)
    expect(file.rows[0]?.[0]).toBe('114-1')
    expect(file.rows[0]?.join()).not.toContain('\ufffd')
  })

  test('an export of eBay: blank lines around the headings, a trailer, and nothing counted but rows', async () => {
    const lines = [
      '',
      '"Order Number","Buyer Username","Item Number","Item Title","Custom Label","Quantity","Sold For","Sale Date"',
      '',
      '"12-1","lamp_fan","2255","Lamp","L-1","1","$4.50","Sep-29-26"',
      '"12-2","fan","2255","Lamp","L-1","1","$4.50","Sep-31-26"',
      '',
      '"2","record(s) downloaded,","from Sep-01-26","to Sep-30-26"',
      '"Seller ID: lamps"',
    ]
    const file = await inspected(Buffer.from(lines.join('\r\n')))
    expect(file).toMatchObject({ subject: 'orders', format: { skipped: 1 } })
    expect(file.rows).toHaveLength(2)
    expect(file.faults).toEqual([{ row: 2, heading: 'Sale Date', code: 'no-day', value: 'Sep-31-26' }])
  })

  test('headings that stand twice, empty columns, and columns nobody knows', async () => {
    const file = await inspected(Buffer.from('sku,unit cost,,sku,colour\nA,1.50,,B,red\n'))
    expect(file.subject).toBe('costs')
    expect(file.columns.map(({ field }) => field)).toEqual(['sku', 'unitCost', null, null, null])
  })
})

test.each([
  ['empty', Buffer.alloc(0)],
  ['empty', Buffer.from('\ufeff')],
  ['empty', Buffer.from('\r\n  \r\n')],
  ['no-table', Buffer.from('Dear customer\r\nthank you\r\n')],
  ['not-text', Buffer.from('%PDF-1.7\n1 0 obj, 2, 3\n')],
  ['not-text', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['not-text', Buffer.from(Array.from({ length: 600 }, (_, at) => (at * 89) % 256))],
  ['not-text', zipOf({ 'letter.txt': 'a,b\n1,2\n' })],
  ['not-text', Buffer.from('504b0304deadbeef', 'hex')],
  ['too-many-columns', Buffer.from(`${Array.from({ length: 1_200 }, (_, at) => `c${at}`).join(',')}\n`)],
])('refused: %s', async (refused, bytes) => {
  expect(await inspectFile(sourceOf(bytes, 'file', 64), defaults)).toEqual({ refused })
})

describe('a workbook', () => {
  const workbook = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="Notes" sheetId="1" r:id="rId1"/><sheet name="Costs" sheetId="2" r:id="rId2"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml':
      '<sst><si><t>SKU</t></si><si><r><t>单位</t></r><r><t>成本</t></r></si><si><t>灯</t><rPh><t>デン</t></rPh></si></sst>',
    'xl/worksheets/sheet1.xml':
      '<worksheet><sheetData><row><c t="inlineStr"><is><t>nothing</t></is></c></row></sheetData></worksheet>',
    'xl/worksheets/sheet2.xml':
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="str"><v>Valid from</v></c></row>' +
      '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><v>19.99</v></c><c r="D3" s="1"><v>46294</v></c></row></sheetData></worksheet>',
  }

  test('the sheet that holds a table is read, with its days, its shared texts and its gaps', async () => {
    const file = await inspected(zipOf(workbook))
    expect(file).toMatchObject({
      ...{ subject: 'costs', sheets: ['Notes', 'Costs'], format: { kind: 'workbook', sheet: 'Costs', skipped: 0 } },
      ...{ rows: [['灯', '19.99', '', '2026-09-29']], faults: [] },
    })
  })

  test('one that unpacks to more than may be is refused before it is', async () => {
    const result = await inspectFile(sourceOf(zipOf(workbook, 200 * 1024 * 1024)), defaults)
    expect(result).toEqual({ refused: 'workbook-too-large' })
  })

  test('one that names entities of its own is refused: none is expanded, none is fetched (class: XXE, billion laughs)', async () => {
    const bombs = [
      '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>',
      '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&x;</v></c></row></sheetData></worksheet>',
    ]
    for (const sheet of bombs)
      expect(await inspectFile(sourceOf(zipOf({ ...workbook, 'xl/worksheets/sheet2.xml': sheet })), defaults)).toEqual({
        refused: 'not-text',
      })
  })

  test('one that is no XML within is refused', async () => {
    const broken = zipOf({ ...workbook, 'xl/worksheets/sheet2.xml': '<worksheet><row></worksheet>' })
    expect(await inspectFile(sourceOf(broken), defaults)).toEqual({ refused: 'not-text' })
  })
})

test('however the bytes come, the rows are the same, counted from 1, with the way through the file', async () => {
  const format = { kind: 'text', delimiter: ',', quoted: true, sheet: null, skipped: 0 } as const
  const lines = ['sku,名称', 'A,"灯,\r\n白"', '', 'B,"say ""yes"""', 'C,ランプ']
  const encodings = fc.constantFrom('utf-8' as const, 'utf-16le' as const, 'gb18030' as const, 'shift_jis' as const)
  await fc.assert(
    fc.asyncProperty(encodings, fc.integer({ min: 1, max: 40 }), async (encoding, piece) => {
      const bytes = iconv.encode(lines.join('\r\n').replace('灯', encoding === 'shift_jis' ? '燈' : '灯'), encoding)
      const rows = []
      for await (const batch of readRows(sourceOf(bytes, 'x', piece).open(), { ...format, encoding }))
        rows.push(...batch)
      expect(rows.map(({ row }) => row)).toEqual([1, 2, 3])
      expect(rows.map(({ cells }) => cells[1])).toEqual([expect.stringMatching(/,\r\n白$/), 'say "yes"', 'ランプ'])
      expect(rows.at(-1)?.bytes).toBe(bytes.length)
    }),
    { numRuns: 60 },
  )
})
