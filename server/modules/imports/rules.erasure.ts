import { nameKey } from '../../lib/text.keys.ts'
import type { Cell } from './rules.cells.ts'

/** By what rows of a file are known to tell of a person. */
export interface Sought {
  readonly orderNumbers: readonly string[]
  /** E-mail addresses and aliases as they are written, and folded. */
  readonly addresses: readonly string[]
  readonly names: readonly string[]
  /** Telephone numbers however they are written. */
  readonly phones: readonly string[]
}

/** Digits that tell one number from another: a country's code and a leading zero are written or not. */
const tellingDigits = 7
const comparedDigits = 9
/** A longer cell may be a whole row of a file that was cut wrongly, or a text: it is searched, not compared. */
const longCell = 60
/** A name may have marks and spaces that its other writing has not. */
const nameSlack = 8

/** Whether a row tells of a person: one of its cells is their order's number, their address, their number, or their name. */
export function tellsOf(sought: Sought): (cells: readonly Cell[]) => boolean {
  const plain = [...sought.orderNumbers, ...sought.addresses].map((text) => text.trim().toLowerCase()).filter(Boolean)
  const known = new Set(plain)
  const within = plain.length > 0 ? new RegExp(plain.map(escaped).join('|'), 'i') : undefined
  const isName = nameAmong(sought.names)
  const phones = new Set(sought.phones.map(digitsOf).filter((digits) => digits.length >= tellingDigits))
  const isTheirs = (cell: string): boolean => {
    if (cell === '') return false
    if (cell.length > longCell) return within?.test(cell) === true || isName(cell)
    if (known.has(cell.toLowerCase()) || isName(cell)) return true
    return phones.size > 0 && /^[+\d][\d\s()./-]{5,29}$/.test(cell) && phones.has(digitsOf(cell))
  }
  return (cells) => cells.some((cell) => isTheirs(String(cell).trim()))
}

/** Most cells are figures and codes: only what is as long as a name that is sought, and has letters, is folded. */
function nameAmong(names: readonly string[]): (cell: string) => boolean {
  const keys = new Set(names.map(nameKey).filter((key) => key !== ''))
  const longest = Math.max(0, ...names.map(({ length }) => length)) + nameSlack
  return (cell) => keys.size > 0 && cell.length <= longest && /\p{L}/u.test(cell) && keys.has(nameKey(cell))
}

const digitsOf = (text: string): string => text.replace(/\D/g, '').slice(-comparedDigits)
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
