import {
  type AwkwardFile,
  encoded,
  englishHeadings,
  englishRow,
  type Hand,
  type Maker,
  type MeantFault,
  type MeantLine,
  meantLine,
  written,
} from './files.ts'

const crlf: Hand = { delimiter: ',', end: '\r\n', quotes: 'needed' }
const tabs: Hand = { delimiter: '\t', end: '\r\n', quotes: 'none' }
const headings = englishHeadings.join(',')

/** A file that is told by its bytes. */
const shaped = (
  name: string,
  bytes: Buffer | string,
  lines: readonly MeantLine[],
  more: { readonly faults?: readonly MeantFault[]; readonly besides?: number } = {},
): AwkwardFile => ({
  ...{ name, filename: 'orders.csv', bytes: Buffer.from(bytes) },
  meant: { kind: 'read', lines, faults: more.faults ?? [], besides: more.besides ?? 0 },
})

const row = (number: string): string => englishRow(number).join(',')

/** Tables that are awkward as a whole, and can be read all the same. */
export const shapeFiles: readonly Maker[] = [
  (number) => {
    const title = 'Lamp;\r\nwhite, "80"\ncm'
    const bytes = written([englishHeadings, englishRow(number(1), { 'product-name': title })], {
      ...crlf,
      delimiter: ';',
    })
    const meant = [meantLine(number(1), { title })]
    return shaped('ends of lines between quotation marks, semicolons, UTF-16', encoded(bytes, 'utf-16le', true), meant)
  },
  (number) => {
    const bytes = written(
      [
        ['', ...englishHeadings, '', ' '],
        ['', ...englishRow(number(1)), '', ' '],
      ],
      crlf,
    )
    return shaped('empty columns before, after and without a heading', bytes, [meantLine(number(1), { others: {} })])
  },
  (number) => {
    const bytes = written(
      [
        [...englishHeadings, '', 'note'],
        [...englishRow(number(1)), 'x', 'y'],
      ],
      crlf,
    )
    const others = { 'column 8': 'x', note: 'y' }
    return shaped('a column without a heading that holds something', bytes, [meantLine(number(1), { others })])
  },
  (number) => {
    const bytes = written(
      [
        [...englishHeadings, 'sku', 'sku', 'gift', 'gift'],
        [...englishRow(number(1)), 'L-2', 'L-3', 'yes', 'no'],
      ],
      tabs,
    )
    const others = { sku: 'L-2', 'sku (2)': 'L-3', gift: 'yes', 'gift (2)': 'no' }
    return shaped('headings that stand twice and thrice', bytes, [meantLine(number(1), { others })])
  },
  (number) => {
    const bytes = `sep=;\r\n${written([englishHeadings, englishRow(number(1))], { ...crlf, delimiter: ';' })}`
    return shaped('a line that tells Excel the delimiter', bytes, [meantLine(number(1))])
  },
  (number) => {
    const bytes = `All orders of Nordhaus\n\nfrom 2026-09-01, to 2026-09-30\n${headings}\n\n,,,,,,\n${row(number(1))}\n\n`
    return shaped('lines before the headings, and blank ones between', bytes, [meantLine(number(1))])
  },
  (number) => {
    const bytes = `${headings}\r${row(number(1))}\r\n${row(number(2))}\n${row(number(3))}`
    const lines = [1, 2, 3].map((at) => meantLine(number(at)))
    return shaped('three kinds of ends of lines, and none after the last', bytes, lines)
  },
  (number) => {
    const bytes = `${headings}\n${row(number(1))}\n${headings}\n${row(number(2))}\n`
    const lines = [meantLine(number(1)), meantLine(number(2))]
    return shaped('two reports one below the other, with the headings of both', bytes, lines)
  },
  (number) =>
    shaped('the sign by which DOS ends a file', `${headings}\n${row(number(1))}\n\u001a`, [meantLine(number(1))]),
  (number) => {
    const bytes = written([englishHeadings, englishRow(number(1))], { ...crlf, quotes: 'all' })
    return shaped(
      'two byte order marks before a heading in quotation marks',
      encoded(`\ufeff${bytes}`, 'utf-8', true),
      [meantLine(number(1))],
    )
  },
  (number) => {
    const bytes = `${headings}\n${row(number(1)).replace('Lamp', '"Lamp 24')}\n${row(number(2))}\n`
    const lines = [meantLine(number(1), { title: '"Lamp 24' }), meantLine(number(2))]
    return shaped('a quotation mark that nothing closes', bytes, lines)
  },
  (number) => {
    const short = englishRow(number(1)).slice(0, 6)
    const bytes = written([englishHeadings, short, [...englishRow(number(2)), 'more'], englishRow(number(3))], tabs)
    const lines = [meantLine(number(1), { price: 0 }), meantLine(number(3))]
    const faults = [{ row: 2, heading: '', code: 'too-many-cells' as const }]
    return shaped('a row with cells missing, and one with too many', bytes, lines, { faults })
  },
  (number) => {
    const bytes = `${headings}\n${row(number(1)).replace('Lamp', 'Lamp, white')}\n${row(number(2))}\n`
    const faults = [
      { row: 1, heading: '', code: 'too-many-cells' as const },
      { row: 1, heading: 'currency', code: 'no-currency' as const },
      { row: 1, heading: 'item-price', code: 'no-amount' as const },
      { row: 1, heading: 'quantity', code: 'no-count' as const },
    ]
    return shaped('a comma in a title without quotation marks', bytes, [meantLine(number(2))], { faults })
  },
  () => shaped('headings and nothing below them', `${headings}\n`, []),
  (number) => {
    const broken = Buffer.concat([
      Buffer.from(`\ufeff${headings}\n`),
      Buffer.from(englishRow(number(1), { 'product-name': 'Küchenlampe weiß 灯' }).join(',')),
      Buffer.from(`\n${number(2)},2026-09-29T14:03:11Z,Lampe für K`),
      // Half of ü, as where a title was cut after so many bytes.
      Buffer.from([0xc3]),
      Buffer.from(`,L-1,1,USD,35.00\n${number(3)},2026-09-29T14:03:11Z,La`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('mp,L-1,1,USD,35.00\n'),
    ])
    const lines = [
      meantLine(number(1), { title: 'Küchenlampe weiß 灯' }),
      meantLine(number(2), { title: 'Lampe für K' }),
    ]
    return shaped('a title cut within a character, and one with bytes that are none', broken, lines, {
      faults: [{ row: 3, heading: 'product-name', code: 'unreadable' }],
    })
  },
  (number) => {
    const plain = Array.from({ length: 2_000 }, (_, at) =>
      englishRow(number(at + 10), { 'product-name': `Lamp ${'of oak '.repeat(14)}` }),
    )
    const chinese = ['台灯 暖白色', '椅子', '书桌'].map((title, at) =>
      englishRow(number(at), { 'product-name': title }),
    )
    const lines = ['台灯 暖白色', '椅子', '书桌'].map((title, at) => meantLine(number(at), { title }))
    const bytes = encoded(written([englishHeadings, ...plain, ...chinese], tabs), 'gb18030')
    return shaped('GB18030 of which the first 300 KB are plain', bytes, lines, { besides: plain.length })
  },
  (number) => {
    const lines = [
      ...[
        '',
        '"Order Number","Buyer Username","Item Number","Item Title","Custom Label","Quantity","Sold For","Sale Date"',
      ],
      ...['', `"${number(1)}","lamp_fan","225512345678","Lamp","","1","$4.50","Sep-29-26"`],
      `"${number(2)}","fan","2.25512E+11","Lamp","","1","$4.50","Sep-29-26"`,
      ...['', '"2","record(s) downloaded,","from Sep-01-26","to Sep-30-26"', '"Seller ID: lamps"'],
    ]
    const day = '2026-09-29T00:00:00.000Z'
    const meant = [meantLine(number(1), { sku: '225512345678', price: 450, orderedAt: day })]
    return shaped('an export of eBay that was opened in Excel', lines.join('\r\n'), meant, {
      faults: [{ row: 2, heading: 'Item Number', code: 'lost' }],
    })
  },
]
