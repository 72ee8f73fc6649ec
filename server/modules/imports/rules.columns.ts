import { headingsOf } from './rules.headings.ts'
import { type Column, type Subject, subjects } from './schema.ts'

/** What a subject's rows cannot be without: of each group one field. */
export const requiredFields: Readonly<Record<Subject, readonly (readonly string[])[]>> = {
  orders: [['orderNumber'], ['orderedAt'], ['sku', 'itemNumber']],
  shipments: [['orderNumber'], ['shipmentItemId'], ['shippedAt'], ['sku'], ['quantity']],
  'fba-returns': [['orderNumber'], ['returnedAt'], ['sku']],
  'mfn-returns': [['orderNumber'], ['returnedAt'], ['sku']],
  settlement: [['settlementId'], ['amountType'], ['amount']],
  'refund-feed': [['orderNumber'], ['refundReason'], ['price']],
  'seller-feedback': [['orderNumber'], ['givenAt'], ['rating']],
  costs: [['sku'], ['unitCost']],
}

/** Fields of which a column may also be kept as it stands: a reader only derives something from them. */
const alsoKept = new Set(['itemNumber', 'buyerUsername', 'paidAt'])
export const isAlsoKept = (field: string): boolean => alsoKept.has(field)

/** A heading without what people and programs write differently: case, width, accents, spaces, hyphens, marks. */
export function folded(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** A field by folded heading, and how well that heading fits it: 0 is best. */
type Meanings = ReadonlyMap<string, { field: string; rank: number }>

const meanings = new Map<Subject, Meanings>()

function meaningsOf(subject: Subject): Meanings {
  const known = meanings.get(subject)
  if (known) return known
  const found = new Map<string, { field: string; rank: number }>()
  for (const [field, headings] of Object.entries(headingsOf[subject])) {
    for (const [rank, heading] of headings.entries()) {
      const name = folded(heading)
      if (!found.has(name)) found.set(name, { field, rank })
    }
  }
  meanings.set(subject, found)
  return found
}

/** The fields that a subject's columns can fill. */
export const fieldsOf = (subject: Subject): string[] => Object.keys(headingsOf[subject])

/**
 * What each column of a file holds. Of several columns for one field the one whose heading fits best fills it, of those
 * that fit alike the first; the others, and those nobody knows, are kept as they stand.
 */
export function columnsOf(headings: readonly string[], subject: Subject | null): Column[] {
  const known = subject === null ? null : meaningsOf(subject)
  const best = new Map<string, { index: number; rank: number }>()
  for (const [index, heading] of headings.entries()) {
    const meaning = known?.get(folded(heading))
    if (!meaning) continue
    const before = best.get(meaning.field)
    if (!before || meaning.rank < before.rank) best.set(meaning.field, { index, rank: meaning.rank })
  }
  const fields = new Map([...best].map(([field, { index }]) => [index, field]))
  return headings.map((heading, index) => ({
    index,
    heading: cleanHeading(heading),
    field: fields.get(index) ?? null,
  }))
}

const cleanHeading = (heading: string): string =>
  heading.replaceAll('\ufeff', '').replace(/\s+/g, ' ').trim().slice(0, 200).toWellFormed()

/** The groups of required fields that no column fills. */
export function missingFields(subject: Subject, columns: readonly Column[]): (readonly string[])[] {
  const filled = new Set(columns.map((column) => column.field))
  return requiredFields[subject].filter((group) => !group.some((field) => filled.has(field)))
}

/**
 * Whether the rows are parcels and not lines: a report of shipments names each parcel's part of a line, with a part of its
 * quantity, which would be taken for the whole.
 */
export const tellsOfParcels = (headings: readonly string[]): boolean =>
  headings.some((heading) => folded(heading) === 'shipmentitemid')

/** How many fields of a subject the headings fill; 0 where one is missing that it cannot be without. */
function filledBy(headings: readonly string[], subject: Subject): number {
  const columns = columnsOf(headings, subject)
  if (missingFields(subject, columns).length > 0) return 0
  return columns.filter((column) => column.field !== null).length
}

/** What a file with these headings tells of: the subject of which most is there. Null where none has what it needs. */
export function subjectOf(headings: readonly string[]): Subject | null {
  let best: Subject | null = null
  let most = 0
  for (const subject of subjects) {
    if (subject === 'orders' && tellsOfParcels(headings)) continue
    const filled = filledBy(headings, subject)
    if (filled > most) {
      most = filled
      best = subject
    }
  }
  return best
}

/** How many of the cells are headings that some subject knows. */
export function knownHeadings(cells: readonly string[]): number {
  const names = cells.map(folded).filter((name) => name !== '')
  return Math.max(...subjects.map((subject) => names.filter((name) => meaningsOf(subject).has(name)).length))
}
