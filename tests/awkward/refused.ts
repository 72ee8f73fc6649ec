import { gzipSync } from 'node:zlib'
import { encoded, englishHeadings, englishRow, type Maker, written } from './files.ts'

const refused =
  (name: string, filename: string, bytes: Buffer | string, code: string): Maker =>
  () => ({ name, filename, bytes: Buffer.from(bytes), meant: { kind: 'refused', code: `imports.${code}` } })

const table = written([englishHeadings, englishRow('1')])

/** Files that nobody can read as a table, each refused with its reason, and one that nobody knows the words of. */
export const refusedFiles: readonly Maker[] = [
  refused('no byte at all', 'empty.csv', '', 'empty'),
  refused('a byte order mark and nothing after it', 'empty.txt', '\ufeff', 'empty'),
  refused('a byte order mark of UTF-16 and blank lines', 'empty.txt', encoded('\r\n \r\n', 'utf-16le', true), 'empty'),
  refused('a letter', 'letter.txt', 'Dear customer\r\nthank you\r\n', 'no-table'),
  refused('each line as one cell in quotation marks', 'odd.csv', '"a,b,c"\n"1,2,3"\n', 'no-table'),
  refused('a PDF', 'report.csv', '%PDF-1.7\n1 0 obj, 2, 3\n', 'not-text'),
  refused('a picture', 'report.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-text'),
  refused('a workbook of Excel 97', 'report.xls', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'not-text'),
  refused('a packed report', 'report.csv.gz', gzipSync(table), 'not-text'),
  refused('a page that calls itself a workbook', 'orders.xls', page(), 'not-text'),
  refused('a workbook of Excel 2003 in XML', 'orders.xls', `<?xml version="1.0"?>\n<Workbook a="1,2">`, 'not-text'),
  refused('JSON', 'orders.json', '[{"order-id":"1","sku":"A"},\n{"order-id":"2","sku":"B"}]', 'not-text'),
  refused('noise', 'noise', Buffer.from(Array.from({ length: 900 }, (_, at) => (at * 89) % 256)), 'not-text'),
  refused(
    '1,200 columns',
    'wide.csv',
    `${Array.from({ length: 1_200 }, (_, at) => `c${at}`)}\n1\n`,
    'too-many-columns',
  ),
  () => ({
    name: 'headings that nobody knows',
    filename: 'colours.csv',
    bytes: Buffer.from('colour,taste\nred,sweet\n'),
    meant: { kind: 'asked', fields: ['subject'] },
  }),
  () => ({
    name: 'a report of orders without its days',
    filename: 'orders.csv',
    bytes: Buffer.from('amazon-order-id,sku,quantity\n1,A,1\n'),
    said: { subject: 'orders' },
    meant: { kind: 'asked', fields: ['columns'] },
  }),
  () => ({
    name: 'parcels that somebody takes for orders',
    filename: 'shipments.txt',
    bytes: Buffer.from(
      'amazon-order-id\tshipment-item-id\tpurchase-date\tsku\tquantity-shipped\n1\tD\t2026-02-01\tA\t1\n',
    ),
    said: { subject: 'orders' },
    meant: { kind: 'asked', fields: ['subject'] },
  }),
]

function page(): string {
  return '<html><body style="margin:0;padding:0"><table><tr><td>order-id</td><td>sku;a</td></tr></table></body></html>'
}
