import type { FormReason } from './schema.forms.ts'

/** So many letters of one address in an hour are a person in need; more are a program. */
export const mostLettersPerHour = 10

/** A letter that has become a ticket is remembered this long, so that it is known when it comes again. */
export const letterKnownMs = 2 * 24 * 3_600_000

const kindOf = {
  'order-status': 'inquiry',
  'not-received': 'complaint',
  damaged: 'return',
  defective: 'return',
  'wrong-item': 'return',
  'missing-part': 'return',
  'not-as-described': 'return',
  'refund-request': 'return',
  'refund-status': 'return',
  cancel: 'order',
  'change-address': 'order',
  invoice: 'order',
  warranty: 'inquiry',
  'product-question': 'inquiry',
} as const satisfies Readonly<Record<Exclude<FormReason, 'other'>, string>>

/** Kind and sub-type of a ticket for what its buyer chose; null leaves it to the classification. */
export const chosenBy = (reason: FormReason) => (reason === 'other' ? null : { kind: kindOf[reason], subType: reason })

const longestSubject = 80

/** The subject of a letter that has none: how it begins, cut between words where there are any. */
export function subjectOf(text: string): string {
  const [first = ''] = text.trim().split(/\s*[\r\n]/u)
  const line = first.replace(/\s+/gu, ' ')
  const letters = Array.from(line)
  if (letters.length <= longestSubject) return line
  const cut = letters.slice(0, longestSubject - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > longestSubject / 2 ? cut.slice(0, space) : cut}…`
}

/** What a person has filled in: without the white space around it, empty fields left out. */
export const filledIn = (fields: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...fields].map(([name, value]) => [name, value.trim()] as const).filter(([, value]) => value))

/** A hidden field is filled by a program, or by a browser that is too helpful. */
export const isTrapped = (letter: { website?: string }): boolean => (letter.website ?? '') !== ''
