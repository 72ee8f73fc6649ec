import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { encoded, type Maker, written } from './files.ts'

const semicolons = { delimiter: ';', end: '\r\n', quotes: 'needed' } as const
const tabs = { delimiter: '\t', end: '\r\n', quotes: 'none' } as const

/** Reports of returns and tables of costs, in the words of several languages. */
export const otherFiles: readonly Maker[] = [
  (number) => ({
    name: 'returns to the warehouses in Japanese, Shift_JIS, with empty columns',
    filename: '返品.txt',
    bytes: encoded(
      written(
        [
          ['返品日', '注文番号', 'SKU', '', '商品名', '数量', '返品理由', '購入者のコメント'],
          ['2026/09/29', number(1), 'L-1', '', 'デスクランプ', '１', 'DEFECTIVE', '点灯しません'],
          ['きのう', number(2), 'L-1', '', 'デスクランプ', '1', 'DEFECTIVE', ''],
        ],
        tabs,
      ),
      'shift_jis',
    ),
    meant: {
      kind: 'read',
      units: [
        {
          ...{ number: number(1), sku: 'L-1', title: 'デスクランプ', returnedAt: '2026-09-29T00:00:00.000Z' },
          ...{ quantity: 1, reason: 'DEFECTIVE' },
        },
      ],
      faults: [{ row: 2, heading: '返品日', code: 'no-day' }],
    },
  }),
  (number) => ({
    name: 'returns of a merchant in German, semicolons, a letter of Windows',
    filename: 'Rücksendungen.csv',
    bytes: encoded(
      written(
        [
          [
            'Bestellnummer',
            'Datum der Rücksendeanfrage',
            'Händler-SKU',
            'Artikelname',
            'Rücksendemenge',
            'Rückgabegrund',
          ],
          [number(1), '29-Sep-2026', 'L-1', 'Lampe; weiß', '2', 'CR-DEFECTIVE'],
          [number(2), '29.09.2026', '1,5E+13', 'Lampe', '1', 'CR-DEFECTIVE'],
        ],
        semicolons,
      ),
      'windows-1252',
    ),
    said: { subject: 'mfn-returns' },
    meant: {
      kind: 'read',
      units: [
        {
          ...{ number: number(1), sku: 'L-1', title: 'Lampe; weiß', returnedAt: '2026-09-29T00:00:00.000Z' },
          ...{ quantity: 2, reason: 'CR-DEFECTIVE' },
        },
      ],
      faults: [{ row: 2, heading: 'Händler-SKU', code: 'lost' }],
    },
  }),
  (number) => ({
    name: 'seller feedback in French, quoted newlines, Windows, a rating that is none',
    filename: 'Évaluations.csv',
    bytes: encoded(
      written(
        [
          ['Date', 'Évaluation', 'Commentaires', 'Votre réponse', 'Numéro de commande', "E-mail de l'évaluateur"],
          ['29/09/2026', '1', 'Arrivé cassé;\r\ntrès déçu', '', number(1), 'x1@marketplace.amazon.fr'],
          ['29 sept. 2026', '5,0', 'Parfait', 'Merci à vous', number(2), ''],
          ['29/09/2026', '6', 'Trop bien', '', number(3), ''],
        ],
        semicolons,
      ),
      'windows-1252',
    ),
    meant: {
      kind: 'read',
      feedback: [
        {
          ...{ number: number(1), givenAt: '2026-09-29T00:00:00.000Z', rating: 1, verdict: 'negative' as const },
          ...{ comments: 'Arrivé cassé;\r\ntrès déçu', response: '' },
        },
        {
          ...{ number: number(2), givenAt: '2026-09-29T00:00:00.000Z', rating: 5, verdict: 'positive' as const },
          ...{ comments: 'Parfait', response: 'Merci à vous' },
        },
      ],
      faults: [{ row: 3, heading: 'Évaluation', code: 'no-rating' }],
    },
  }),
  (number) => ({
    name: 'costs in Chinese, GB18030, thousands, and days of several forms',
    filename: '成本.csv',
    bytes: encoded(
      written([
        ['货号', '单位成本', '币种', '生效日期'],
        [`${number(1)}-A`, '￥1,234.50', 'CNY', '2026年9月29日'],
        [`${number(1)}-B`, '12.34', '人民币', '46294'],
        [`${number(1)}-C`, '-1', 'CNY', '2026-09-29'],
        [`${number(1)}-D`, '', 'CNY', '2026-09-29'],
      ]),
      'gb18030',
    ),
    meant: {
      kind: 'read',
      costs: [
        { sku: `${number(1)}-A`, unitCost: 123_450, currency: 'CNY', validFrom: '2026-09-29' },
        { sku: `${number(1)}-B`, unitCost: 1_234, currency: 'CNY', validFrom: '2026-09-29' },
      ],
      faults: [
        { row: 3, heading: '单位成本', code: 'negative' },
        { row: 4, heading: '单位成本', code: 'missing' },
      ],
    },
  }),
]

const folder = resolve(import.meta.dirname, '../../../shared/data/seller-reports')
/** Whether the collected samples of Amazon's reports lie beside the project. */
export const samplesAreHere = existsSync(folder)

const sample = (name: string): Buffer => readFileSync(join(folder, name))

/** Amazon's own reports, one row each, with numbers that were made up by whoever collected them. */
export const sampleFiles: readonly Maker[] = samplesAreHere
  ? [
      () => ({
        name: 'Amazon’s own report of returns to its warehouses',
        filename: 'fba_customer_returns.tsv',
        bytes: sample('fba_customer_returns.sample.tsv'),
        meant: {
          kind: 'read',
          units: [
            {
              ...{ number: '114-0000001-0000001', sku: 'SKU1004-UPC', title: 'Alternating Air Pressure Mattress Pad' },
              ...{ returnedAt: '2025-06-05T15:31:40.000Z', quantity: 1, reason: 'NOT_COMPATIBLE' },
            },
          ],
        },
      }),
      () => ({
        name: 'Amazon’s own report of a merchant’s returns, whose row ends early',
        filename: 'mfn_returns.tsv',
        bytes: sample('mfn_returns_flat_file.sample.tsv'),
        meant: {
          kind: 'read',
          units: [
            {
              ...{ number: '113-0000002-0000002', sku: 'SKU-925SS-IT', returnedAt: '2025-07-14T00:00:00.000Z' },
              ...{ title: 'Sterling Silver Necklace 16 to 18 Inch', quantity: 2, reason: 'AMZ-PG-WJ-TOO-SMALL' },
            },
          ],
        },
      }),
    ]
  : []
