import { type SheetCell, workbookOf } from '../fixtures/workbook.ts'
import { zipOf } from '../fixtures/zip.ts'
import { englishHeadings, type Maker, meantLine } from './files.ts'

/** 2026-09-29 as a spreadsheet counts it, from 1900 and from 1904. */
const day = 46_294
const dayFrom1904 = day - 1_462

const rowOf = (number: SheetCell, ordered: SheetCell, price: SheetCell, sku: SheetCell = 'L-1'): SheetCell[] => [
  ...[number, ordered, 'Lamp', sku, 1, 'USD', price],
]
const midnight = '2026-09-29T00:00:00.000Z'

/** Workbooks as spreadsheets save them. */
export const workbookFiles: readonly Maker[] = [
  (number) => ({
    name: 'a workbook: days of Excel, numbers, gaps, and headings in the third row of the second sheet',
    filename: '订单.xlsx',
    bytes: workbookOf({
      Notes: [['nothing here']],
      'Orders & more': [
        ['All orders'],
        [null, null],
        [...englishHeadings, null, 'note'],
        [...rowOf(number(1), { day: day + 0.5 }, 1_234.5), null, 'x'],
        [],
        rowOf(number(2), day, '1,234.50'),
        rowOf(number(3), '29.09.2026', 0.1 + 0.2),
        rowOf(number(4), { day }, null),
      ],
    }),
    meant: {
      kind: 'read',
      lines: [
        meantLine(number(1), { orderedAt: '2026-09-29T12:00:00.000Z', price: 123_450, others: { note: 'x' } }),
        meantLine(number(2), { orderedAt: midnight, price: 123_450 }),
        meantLine(number(3), { orderedAt: midnight, price: 30 }),
        meantLine(number(4), { orderedAt: midnight, price: 0 }),
      ],
    },
  }),
  (number) => ({
    name: 'a workbook of a Mac, whose days count from 1904',
    filename: 'orders.xlsx',
    bytes: workbookOf(
      { Orders: [[...englishHeadings], rowOf(number(1), { day: dayFrom1904 }, 35)] },
      { from1904: true },
    ),
    meant: { kind: 'read', lines: [meantLine(number(1), { orderedAt: midnight })] },
  }),
  (number) => ({
    name: 'a workbook with errors, and with numbers of more digits than it keeps',
    filename: 'orders.xlsx',
    bytes: workbookOf({
      Orders: [
        [...englishHeadings],
        rowOf(number(1), { error: '#N/A' }, 35),
        rowOf(number(2), { day }, { error: '#VALUE!' }),
        rowOf(number(3), { day }, 35, { error: '#REF!' }),
        rowOf(number(4), { day }, 35, 12_345_678_901_234_568),
        rowOf(number(5), { day }, 1.005),
        rowOf(number(6), { day: 12 }, 35),
        rowOf(number(7), { day }, 35, 225_512_345_678),
      ],
    }),
    meant: {
      kind: 'read',
      lines: [meantLine(number(7), { orderedAt: midnight, sku: '225512345678' })],
      faults: [
        { row: 1, heading: 'purchase-date', code: 'no-day' },
        { row: 2, heading: 'item-price', code: 'no-amount' },
        { row: 3, heading: 'sku', code: 'lost' },
        { row: 4, heading: 'sku', code: 'lost' },
        { row: 5, heading: 'item-price', code: 'no-amount' },
        { row: 6, heading: 'purchase-date', code: 'no-day' },
      ],
    },
  }),
  () => ({
    name: 'a workbook without a table',
    filename: 'notes.xlsx',
    bytes: workbookOf({ Notes: [['nothing'], ['here']] }),
    meant: { kind: 'refused', code: 'imports.no-table' },
  }),
  () => ({
    name: 'a zip that holds a report',
    filename: 'report.zip',
    bytes: zipOf({ 'report.csv': 'order-id,sku\n1,2\n' }),
    meant: { kind: 'refused', code: 'imports.not-text' },
  }),
  () => ({
    name: 'a workbook that says it is 200 MB a part',
    filename: 'bomb.xlsx',
    bytes: zipOf({ 'xl/workbook.xml': '<a/>', 'xl/a.xml': '', 'xl/b.xml': '', 'xl/c.xml': '' }, 200 * 1024 * 1024),
    meant: { kind: 'refused', code: 'imports.workbook-too-large' },
  }),
]
