import type { FaultCode } from '../../server/modules/imports/schema.ts'
import {
  type AwkwardFile,
  type EnglishHeading,
  encoded,
  englishHeadings,
  englishRow,
  type Hand,
  type Maker,
  type MeantFault,
  type MeantLine,
  meantLine,
  plainHand,
  written,
} from './files.ts'

/** One column written in many ways: each a row, and what it means, or why it means nothing. */
interface Ways {
  readonly name: string
  readonly heading: EnglishHeading
  readonly field: 'orderedAt' | 'title' | 'sku' | 'quantity' | 'currency' | 'price'
  readonly ways: readonly (readonly [text: string, meant: string | number | { readonly fault: FaultCode }])[]
  /** Of all rows. */
  readonly beside?: Partial<Record<EnglishHeading, string>>
  readonly meantBeside?: Partial<MeantLine>
  readonly hand?: Hand
  readonly said?: AwkwardFile['said']
}

const midnight = (day: string): string => `${day}T00:00:00.000Z`
const no = (fault: FaultCode) => ({ fault })
const semicolons: Hand = { delimiter: ';', end: '\r\n', quotes: 'needed' }
const euro = { beside: { currency: 'EUR' }, meantBeside: { currency: 'EUR' } } as const

const columns: readonly Ways[] = [
  {
    name: 'days in every form of one file',
    heading: 'purchase-date',
    field: 'orderedAt',
    ways: [
      ['29-Sep-2026', midnight('2026-09-29')],
      ['29.09.2026', midnight('2026-09-29')],
      ['Sep-29-26', midnight('2026-09-29')],
      ['20260929', midnight('2026-09-29')],
      ['Tuesday, September 29th 2026', midnight('2026-09-29')],
      ['29 août 2026', midnight('2026-08-29')],
      ['29 mei 2026', midnight('2026-05-29')],
      ['29 października 2026', midnight('2026-10-29')],
      ['2026-09-29T14:03:11.250+09:00', '2026-09-29T05:03:11.250Z'],
      ['2026-09-29 14:03:11 GMT+02:00', '2026-09-29T12:03:11.000Z'],
      ['29.09.2026 14:03:11 MESZ', '2026-09-29T12:03:11.000Z'],
      ['９月２９日 2026', midnight('2026-09-29')],
      ['30.02.2026', no('no-day')],
      ['0000-00-00', no('no-day')],
      ['2026-09-29T25:00:00Z', no('no-day')],
      ['next week', no('no-day')],
      ['########', no('no-day')],
      ['', no('missing')],
      ['--', no('missing')],
    ],
  },
  {
    name: 'days of Excel as the numbers behind them',
    heading: 'purchase-date',
    field: 'orderedAt',
    ways: [
      ['46294', midnight('2026-09-29')],
      ['46294.5', '2026-09-29T12:00:00.000Z'],
      ['46294,75', '2026-09-29T18:00:00.000Z'],
      ['1', no('no-day')],
      ['999999', no('no-day')],
    ],
  },
  {
    name: 'one day after the twelfth: the day comes first',
    heading: 'purchase-date',
    field: 'orderedAt',
    ways: [
      ['03/04/2026', midnight('2026-04-03')],
      ['29/09/2026', midnight('2026-09-29')],
    ],
  },
  {
    name: 'one day after the twelfth: the month comes first',
    heading: 'purchase-date',
    field: 'orderedAt',
    ways: [
      ['03/04/2026', midnight('2026-03-04')],
      ['09/29/2026 2:03 PM', '2026-09-29T14:03:00.000Z'],
      ['31/31/2026', no('no-day')],
    ],
  },
  {
    name: 'dots: nobody who writes them begins with the month',
    heading: 'purchase-date',
    field: 'orderedAt',
    ways: [['03.04.2026', midnight('2026-04-03')]],
  },
  {
    name: 'days that could be either, and a person says which',
    heading: 'purchase-date',
    field: 'orderedAt',
    ways: [['03/04/2026', midnight('2026-04-03')]],
    said: { conventions: { dayOrder: 'day-first' } },
  },
  {
    name: 'amounts with thousands, signs and codes',
    heading: 'item-price',
    field: 'price',
    ways: [
      ['1,234.50', 123_450],
      ['1,234,567.00', 123_456_700],
      ["1'234.50", 123_450],
      ['1 234.50', 123_450],
      ['1\u202f234.50', 123_450],
      ['1,23,456.00', 12_345_600],
      ['$35', 3_500],
      ['USD 35.00', 3_500],
      ['35.00 USD', 3_500],
      ['１２．３４', 1_234],
      ['.5', 50],
      ['35.0000', 3_500],
      ['', 0],
      ['--', 0],
      ['35.005', no('no-amount')],
      ['1.000', no('no-amount')],
      ['12.34.5', no('no-amount')],
      ['=1+1', no('no-amount')],
      ['#VALUE!', no('no-amount')],
      ['#N/A', no('no-amount')],
      ['free', no('no-amount')],
      ['-35.00', no('negative')],
      ['(35.00)', no('negative')],
    ],
  },
  {
    name: 'semicolons, and no amount that shows its decimal mark',
    heading: 'item-price',
    field: 'price',
    hand: semicolons,
    ...euro,
    ways: [
      ['1.000', 100_000],
      ['2.500', 250_000],
      ['35', 3_500],
    ],
  },
  {
    name: 'semicolons and decimal points all the same',
    heading: 'item-price',
    field: 'price',
    hand: semicolons,
    ...euro,
    ways: [
      ['1.50', 150],
      ['1,000', 100_000],
      ['12.34', 1_234],
    ],
  },
  {
    name: 'decimal commas between quotation marks',
    heading: 'item-price',
    field: 'price',
    ...euro,
    ways: [
      ['1.234,50', 123_450],
      ['1.000', 100_000],
      ['12,34', 1_234],
      ['1,000', no('no-amount')],
    ],
  },
  {
    name: 'yen, which have no smaller coin',
    heading: 'item-price',
    field: 'price',
    beside: { currency: 'JPY' },
    meantBeside: { currency: 'JPY' },
    ways: [
      ['1,200', 1_200],
      ['¥1,234,567', 1_234_567],
      ['3500', 3_500],
      ['35.50', no('no-amount')],
    ],
  },
  {
    name: 'currencies by code, sign and name',
    heading: 'currency',
    field: 'currency',
    ways: [
      ['usd', 'USD'],
      ['€', 'EUR'],
      ['人民币', 'CNY'],
      ['£', 'GBP'],
      ['US $', 'USD'],
      ['Taler', no('no-currency')],
      ['XXZ', no('no-currency')],
    ],
  },
  {
    name: 'how many, with thousands and without',
    heading: 'quantity',
    field: 'quantity',
    ways: [
      ['1,000', 1_000],
      ['2.0', 2],
      ['３', 3],
      ['0', 0],
      ['1.000', no('no-count')],
      ['1.5', no('no-count')],
      ['two', no('no-count')],
      ['1e3', no('no-count')],
      ['-1', no('negative')],
      ['', no('missing')],
    ],
  },
  {
    name: 'numbers that a spreadsheet has shortened, and its errors',
    heading: 'sku',
    field: 'sku',
    ways: [
      ['="00123"', '00123'],
      ['00123', '00123'],
      ['1.12346E+16', no('lost')],
      ['9,4E+21', no('lost')],
      ['#N/A', no('lost')],
      ['#REF!', no('lost')],
      ['', no('missing')],
    ],
  },
  {
    name: 'marks that nobody sees around a number',
    heading: 'sku',
    field: 'sku',
    ways: [
      ['\u200eL-1\u202c', 'L-1'],
      ['\u00a0L-2\u3000', 'L-2'],
      ['\ufeffL-3\u200b', 'L-3'],
      [`L-${'4'.repeat(130)}`, no('too-long')],
    ],
  },
  {
    name: 'titles with every sign, and one that is a book',
    heading: 'product-name',
    field: 'title',
    ways: [
      ['Lamp, "white"\r\n80 cm', 'Lamp, "white"\r\n80 cm'],
      ['=HYPERLINK("http://x.test")', '=HYPERLINK("http://x.test")'],
      ['<b>Lamp</b> & Söhne 👩‍👧 灯', '<b>Lamp</b> & Söhne 👩‍👧 灯'],
      ['Lamp\u0000', 'Lamp'],
      ['x'.repeat(600), no('too-long')],
    ],
  },
]

/** What a line is otherwise whose one field means this. */
function changed(field: Ways['field'], meant: string | number): Partial<MeantLine> {
  if (typeof meant === 'number') return field === 'price' ? { price: meant } : { quantity: meant }
  if (field === 'orderedAt') return { orderedAt: meant }
  if (field === 'title') return { title: meant }
  return field === 'currency' ? { currency: meant } : { sku: meant }
}

/** A file for each column that can be awkward by itself. */
export const cellFiles: readonly Maker[] = columns.map(
  ({ name, heading, field, ways, beside, meantBeside, hand, said }) =>
    (number) => {
      const rows = ways.map(([text], at) => englishRow(number(at), { ...beside, [heading]: text }))
      const lines: MeantLine[] = []
      const faults: MeantFault[] = []
      for (const [at, [, meant]] of ways.entries()) {
        if (typeof meant === 'object') faults.push({ row: at + 1, heading, code: meant.fault })
        else lines.push(meantLine(number(at), { ...meantBeside, ...changed(field, meant) }))
      }
      return {
        name,
        filename: 'orders.csv',
        bytes: encoded(written([englishHeadings, ...rows], hand ?? plainHand), 'utf-8'),
        ...(said && { said }),
        meant: { kind: 'read', lines, faults },
      }
    },
)
