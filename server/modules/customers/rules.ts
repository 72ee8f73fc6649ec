import { fold, UNSPACED } from '../../lib/text.ts'
import type { ContactKind } from './schema.ts'

/**
 * The form in which two spellings of one address are the same. Amazon puts a tag per message into its aliases
 * (`k3x+51f0…@marketplace.amazon.de`): the person is what stands before it. Undefined for what is no address.
 */
export function foldAddress(kind: ContactKind, address: string): string | undefined {
  const plain = address.normalize('NFKC').trim()
  if (kind === 'phone') return foldPhone(plain)
  const at = plain.lastIndexOf('@')
  if (at < 1 || at === plain.length - 1 || /\s/.test(plain) || plain.length > 320) return undefined
  const [local, domain] = [
    plain.slice(0, at).toLowerCase(),
    plain
      .slice(at + 1)
      .toLowerCase()
      .replace(/\.+$/, ''),
  ]
  if (!domain) return undefined
  const person = kind === 'amazon-alias' ? local.replace(/(?<=.)\+.*$/, '') : local
  return `${person}@${domain}`
}

/** No country's code begins with 0, so each 0 before it is the way out of one's own country and not part of the number. */
function foldPhone(plain: string): string | undefined {
  const dialled = plain.replace(/\D/g, '')
  const abroad = dialled.startsWith('00') || /^\D*\+/.test(plain)
  const digits = abroad ? dialled.replace(/^0+/, '') : dialled
  if (digits.length < 5 || digits.length > 20) return undefined
  return abroad ? `+${digits}` : digits
}

/** Whether the store is part of who an address belongs to: a marketplace makes an alias for each pair of buyer and store. */
export function belongsToStore(kind: ContactKind): boolean {
  return kind === 'amazon-alias' || kind === 'ebay-alias'
}

/** Enough of an address to tell two apart, not enough to write to it: `e…r@gmail.com`, `…4567`. */
export function maskAddress(kind: ContactKind, address: string): string {
  if (kind === 'phone') return `…${address.replace(/\D/g, '').slice(-3)}`
  const at = address.lastIndexOf('@')
  const characters = Array.from(address.slice(0, at))
  const ends = characters.length > 3 ? `${characters[0]}…${characters.at(-1)}` : '…'
  return `${ends}${address.slice(at)}`
}

/** Initials only: `E. C.`, `王…`. */
export function maskName(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const [first = ''] = Array.from(word)
      return unspaced.test(first) ? `${first}…` : `${first}.`
    })
    .join(' ')
}

const unspaced = new RegExp(`^[${UNSPACED}]+$`, 'u')
const runs = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu')
const longestWord = 60
const mostWords = 60

/**
 * The words under whose beginnings a customer is found: those of the name, those before the @ and the address whole.
 * A run of Chinese or Japanese is found from each of its characters on, since nothing in it says where a word begins.
 */
export function customerWords(name: string, addresses: readonly string[]): string[] {
  const found = new Set<string>()
  for (const address of addresses) found.add(fold(address).slice(0, 120))
  for (const text of [name, ...addresses.map((address) => address.replace(/@.*$/, ''))])
    for (const [run] of fold(text).matchAll(runs)) for (const word of beginnings(run)) found.add(word)
  return [...found].filter(Boolean).slice(0, mostWords)
}

function beginnings(run: string): string[] {
  if (!unspaced.test(run)) return [run.slice(0, longestWord)]
  const characters = Array.from(run).slice(0, 20)
  return characters.map((_first, index) => characters.slice(index).join(''))
}

/** What to look for when somebody types into the search box: each word that a customer must have, the longest first. */
export function searchedWords(typed: string): string[] {
  const folded = fold(typed.trim())
  if (folded.includes('@')) return [folded.replace(/\s+/g, '').slice(0, 120)]
  const words = [...folded.matchAll(runs)].map(([run]) => run.slice(0, longestWord))
  return [...new Set(words)].sort((one, other) => other.length - one.length).slice(0, 5)
}
