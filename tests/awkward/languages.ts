import { encoded, type Hand, type Maker, type MeantLine, written } from './files.ts'
import { tongues } from './tongues.ts'

const fields = ['orderNumber', 'orderedAt', 'title', 'sku', 'quantity', 'currency', 'price'] as const

/** Each language in each encoding that its programs write; `true` is a byte order mark. */
const encodings: Readonly<Record<string, readonly (readonly [string, boolean])[]>> = {
  English: [
    ['utf-8', false],
    ['utf-16le', true],
    ['utf-16be', false],
    ['windows-1252', false],
  ],
  German: [
    ['windows-1252', false],
    ['utf-8', true],
    ['utf-16le', true],
  ],
  French: [
    ['windows-1252', false],
    ['utf-8', false],
    ['utf-16be', true],
  ],
  Spanish: [
    ['windows-1252', false],
    ['utf-8', true],
  ],
  Italian: [
    ['utf-8', false],
    ['utf-16le', false],
  ],
  Japanese: [
    ['shift_jis', false],
    ['utf-8', true],
    ['utf-16le', true],
    ['euc-jp', false],
  ],
  Chinese: [
    ['gb18030', false],
    ['gb18030', true],
    ['utf-8', true],
    ['utf-16le', true],
    ['utf-16be', false],
  ],
  'Chinese of Taiwan': [['big5', false]],
  Korean: [['euc-kr', false]],
}

const delimiters = [',', ';', '\t', '|'] as const
const ends = ['\r\n', '\n', '\r'] as const
const called: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
  '\r\n': 'CRLF',
  '\n': 'LF',
  '\r': 'CR',
}

/** Every language in its encodings, with delimiters, ends of lines and quotation marks by turns. */
export const languageFiles: readonly Maker[] = Object.entries(encodings)
  .flatMap(([name, of]) => of.map(([encoding, marked]) => ({ name, encoding, marked })))
  .map(({ name, encoding, marked }, at): Maker => {
    const delimiter = delimiters[at % 4] ?? ','
    const end = ends[at % 3] ?? '\n'
    // Amazon's tab-separated reports use no quotation marks.
    const quotes = delimiter === '\t' ? 'none' : at % 2 ? 'needed' : 'all'
    return (number) => inTongue(name, { encoding, marked, hand: { delimiter, end, quotes } }, number)
  })

function inTongue(
  name: string,
  { encoding, marked, hand }: { readonly encoding: string; readonly marked: boolean; readonly hand: Hand },
  number: (row: number) => string,
) {
  const tongue = tongues[name]
  if (!tongue) throw new Error(`nobody writes ${name}`)
  const { headings, currency, days, prices, titles, isForeign } = tongue
  const rows: string[][] = []
  const lines: MeantLine[] = []
  for (const [row, [day, orderedAt]] of days.entries()) {
    const [count, quantity] = tongue.counts[row] ?? ['1', 1]
    const [amount, price] = prices[row] ?? ['0', 0]
    const title = titles[row] ?? ''
    const sku = `L-${row + 1}`
    rows.push([number(row), day, title, sku, count, currency, amount])
    lines.push({ number: number(row), orderedAt, title, sku, quantity, currency, price })
  }
  const mark = marked ? ', marked' : ''
  return {
    name: `${name} in ${encoding}${mark}, ${called[hand.delimiter]}, ${called[hand.end]}`,
    filename: `${name}.${hand.delimiter === '\t' ? 'txt' : 'csv'}`,
    bytes: encoded(written([headings, ...rows], hand), encoding, marked),
    ...(isForeign && {
      said: {
        subject: 'orders' as const,
        fields: Object.fromEntries(headings.map((heading, at) => [heading, fields[at] ?? ''])),
      },
    }),
    meant: { kind: 'read' as const, lines },
  }
}
