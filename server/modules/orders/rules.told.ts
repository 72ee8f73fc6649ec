import { hashOf } from '../../lib/hash.ts'

const hashes = new WeakMap<object, number>()

/** The hash by which a row that comes again is known; reckoned once for each row. */
export function toldBy(row: object): number {
  const known = hashes.get(row)
  if (known !== undefined) return known
  const told = hashOf(JSON.stringify(row))
  hashes.set(row, told)
  return told
}
