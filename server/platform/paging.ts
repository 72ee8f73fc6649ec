import { Refusal } from './errors.ts'

/** Which page of a list is wanted. */
export interface PageWanted {
  readonly after?: string
  readonly limit: number
}

export interface Page<Item> {
  items: Item[]
  next: string | null
}

/** Cuts a page out of rows that were read with `limit + 1`; `keyOf` makes the cursor from the last row shown. */
export function cutPage<Item>(
  rows: readonly Item[],
  limit: number,
  keyOf: (item: Item) => readonly unknown[],
): Page<Item> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null }
}

/** A cursor is the sort key of the last row shown, opaque to the caller. */
export function writeCursor(key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** Reads a cursor back; a forged or broken one is refused as a bad request. */
export function readCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(key) && key.length === length && key.every(isPlain)) return key
  } catch {
    // A cursor that is no JSON is refused below like any other broken one.
  }
  throw brokenCursor()
}

/** The refusal of a cursor that is none of the list asked for. */
const brokenCursor = () =>
  new Refusal('request.invalid', { errors: [{ field: 'after', message: 'not a cursor of this list' }] })

const isPlain = (value: unknown): value is string | number | null =>
  value === null || typeof value === 'string' || typeof value === 'number'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A part of a cursor that is an id; anything else is refused before it reaches the database. */
export function idIn(part: string | number | null | undefined): string {
  if (typeof part === 'string' && uuid.test(part)) return part
  throw brokenCursor()
}

/** A part of a cursor that is a moment (ISO 8601), or `infinity` where a list sorts what is never due last. */
export function momentIn(part: string | number | null | undefined): string {
  if (typeof part === 'string' && (part === 'infinity' || isMoment(part))) return part
  throw brokenCursor()
}

const isMoment = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(text) && !Number.isNaN(Date.parse(text))
