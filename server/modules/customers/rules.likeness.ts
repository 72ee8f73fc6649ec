import { nameKey } from '../../lib/text.keys.ts'
import type { Likeness } from './schema.merging.ts'
import type { ContactKind } from './schema.ts'

/** An address in its folded form, as the rows have it. */
export interface KnownAddress {
  readonly kind: ContactKind
  readonly address: string
  readonly storeId: string | null
}

/** What is compared of a profile. */
export interface Profile {
  readonly name: string
  readonly contacts: readonly KnownAddress[]
}

/** How much each reason says, of a hundred; our own defaults: two of them make it likely, a name alone says nothing. */
const weights = {
  'same-email': 60,
  'same-phone': 50,
  'same-alias': 60,
  'same-name-and-place': 50,
  'same-name': 20,
  'other-name': -20,
} as const
const likely = 70
const possible = 30

const gmail = new Set(['gmail.com', 'googlemail.com'])
/** Digits at a number's end by which it is the same with and without its country: most areas' numbers have as many. */
const phoneEnd = 8

/**
 * The form in which two folded addresses are likely one person's: an e-mail address without what follows a plus, and with
 * Google without dots, which its mailboxes ignore; the end of a phone number; an alias without its store. The column
 * `likeness` of the rows says the same.
 */
export function likenessKey({ kind, address }: Pick<KnownAddress, 'kind' | 'address'>): string {
  if (kind === 'phone') return `tel:${address.replace(/[^0-9]/g, '').slice(-phoneEnd)}`
  if (kind !== 'email') return `alias:${address}`
  const at = address.lastIndexOf('@')
  const person = address.slice(0, at).replace(/(?<=.)\+.*$/, '')
  const domain = address.slice(at + 1)
  return gmail.has(domain) ? `mail:${person.replaceAll('.', '')}@gmail.com` : `mail:${person}@${domain}`
}

/**
 * How likely two profiles are the same person's, and why.
 *
 * @param sharesPlace whether orders of both went to somebody of the same name at the same postal code
 */
export function likenessOf(
  one: Profile,
  other: Profile,
  sharesPlace: boolean,
): Pick<Likeness, 'score' | 'level' | 'reasons'> {
  const shared = one.contacts.flatMap((mine) => other.contacts.filter((theirs) => isAlike(mine, theirs)))
  const has = (...kinds: readonly ContactKind[]) => shared.some(({ kind }) => kinds.includes(kind))
  const names = namesOf(one, other)
  const reasons: Likeness['reasons'] = [
    ...(has('email') ? (['same-email'] as const) : []),
    ...(has('phone') ? (['same-phone'] as const) : []),
    ...(has('amazon-alias', 'ebay-alias') ? (['same-alias'] as const) : []),
    ...(sharesPlace ? (['same-name-and-place'] as const) : []),
    ...(names === null ? [] : [names]),
  ]
  const sum = reasons.reduce((score, reason) => score + weights[reason], 0)
  const score = Math.min(100, Math.max(0, sum))
  return { score, reasons, level: score >= likely ? 'likely' : score >= possible ? 'possible' : null }
}

function isAlike(one: KnownAddress, other: KnownAddress): boolean {
  if (one.kind !== other.kind || likenessKey(one) !== likenessKey(other)) return false
  // Two numbers that both name their country are one only where they are the same.
  const isWhole = one.address.startsWith('+') && other.address.startsWith('+')
  return one.kind !== 'phone' || !isWhole || one.address === other.address
}

function namesOf(one: Profile, other: Profile): 'same-name' | 'other-name' | null {
  const [mine, theirs] = [nameKey(one.name), nameKey(other.name)]
  if (mine === '' || theirs === '') return null
  if (mine === theirs) return 'same-name'
  const words = new Set(mine.split(' '))
  return theirs.split(' ').some((word) => words.has(word)) ? null : 'other-name'
}
