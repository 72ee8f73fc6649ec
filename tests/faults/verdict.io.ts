import { createHash } from 'node:crypto'

/** A row of a table, or a letter, as JSON. */
export interface Row {
  readonly table: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** All that a run has left behind, past what it began with. */
export interface Left {
  readonly rows: readonly Row[]
  /** Message-IDs of the letters that the mail server took, one for each time. */
  readonly letters: readonly string[]
  /** What is wrong in itself, whatever other runs left: files that are gone, jobs that wait, a chain that is broken. */
  readonly wrong: readonly string[]
}

/** The fields of a table that need not be alike, as `table.field`. */
export type Volatile = ReadonlySet<string>

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Message-IDs and addresses of our own hold a token that is made anew (server/modules/channels/service.tokens.ts). */
const ownMark = /[\w-]{16,}\.[0-9a-f]{32}@|\+[\w-]{16,}@/g
/** Tickets' numbers rise, and skip what was given in a transaction that was taken back: here they count from one. */
const ticketNumber = /(?<![A-Za-z])T-(\d+)\b/g
const moment = /^(\d{4}-\d\d-\d\dT\d\d):\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)$/
/** How often names of ids are refined: over as many references can two rows be told apart. */
const rounds = 4

/**
 * Fields that runs without any fault fill differently: secrets, hashes, moments of the database's own clock. What differs
 * is the field's values of all rows together, ids apart.
 */
export function volatileFields(runs: readonly Left[]): Volatile {
  const valuesOf = ({ rows }: Left) => {
    const values = new Map<string, string[]>()
    for (const row of rows)
      for (const [field, value] of Object.entries(row.fields)) {
        const name = `${row.table}.${field}`
        values.set(name, [...(values.get(name) ?? []), JSON.stringify(told(field, value, () => 'id'))])
      }
    return new Map([...values].map(([name, all]) => [name, all.sort().join('\n')]))
  }
  const all = runs.map(valuesOf)
  const names = new Set(all.flatMap((values) => [...values.keys()]))
  return new Set([...names].filter((name) => new Set(all.map((values) => values.get(name))).size > 1))
}

/** By what two runs are compared. */
export interface How {
  readonly volatile: Volatile
  /**
   * What was done and not answered: of a letter the mail server's word, of a statement PostgreSQL's. Where it was a letter
   * the mail server may have it twice; where it was a statement, who signs in or reads has done so twice, and it is told.
   */
  readonly lost?: 'letter' | 'statement'
}

/** What is done again as often as it is asked for, and recorded each time. */
const againEachTime = new Set(['access.signed-in', 'messages.attachment-opened'])

/** The rows with what somebody did again told once, and the audit log's entries counted from one. */
function toldOnce(rows: readonly Row[]): Row[] {
  const known = new Set<string>()
  const isFirst = ({ table, fields }: Row) => {
    if (table !== 'sessions' && !(table === 'audit_entries' && againEachTime.has(String(fields.action)))) return true
    const { action, member_id, subject_kind } = fields
    const act = JSON.stringify([table, action, member_id, subject_kind])
    return !known.has(act) && known.add(act) !== undefined
  }
  const inOrder = rows.toSorted((one, other) => Number(one.fields.sequence ?? 0) - Number(other.fields.sequence ?? 0))
  const kept = inOrder.filter(isFirst)
  const entries = kept.filter(({ table }) => table === 'audit_entries')
  return kept.map((row) => {
    if (row.table === 'audit_entries') return { ...row, fields: { ...row.fields, sequence: entries.indexOf(row) + 1 } }
    return row.table === 'audit_heads' ? { ...row, fields: { ...row.fields, sequence: entries.length } } : row
  })
}

/**
 * What the run with a fault has left otherwise than the one without. Ids are known by what bears and names them, moments
 * by their hour.
 */
export function differences(calm: Left, faulty: Left, how: How): string[] {
  const told = (left: Left) => (how.lost === 'statement' ? { ...left, rows: toldOnce(left.rows) } : left)
  const [without, withFault] = [told(calm), told(faulty)]
  const ids = (left: Left) => asBag(bare(left, how.volatile))
  const here = difference(ids(without), ids(withFault))
  const deeper = here.length > 0 ? here : difference(asBag(refined(without, how)), asBag(refined(withFault, how)))
  return [...deeper, ...twiceOf(without, withFault, how.lost === 'letter'), ...withFault.wrong]
}

function twiceOf({ letters: wanted }: Left, { letters }: Left, isAnswerLost: boolean): string[] {
  const twice = letters.length - new Set(letters).size
  return [
    ...(new Set(letters).size === new Set(wanted).size
      ? []
      : [`${new Set(letters).size} letters, not ${wanted.length}`]),
    ...(twice > (isAnswerLost ? 1 : 0) ? [`a letter ${twice} times more than once`] : []),
  ]
}

/** The rows, ids left out. */
const bare = ({ rows }: Left, volatile: Volatile): string[] => rows.map((row) => lineOf(row, volatile, () => 'id'))

/** The rows, each id named after all that is said of it, and of those that are named beside it. */
function refined({ rows }: Left, { volatile }: { volatile: Volatile }): string[] {
  let names = new Map<string, string>()
  for (let round = 0; round < rounds; round += 1) {
    const said = new Map<string, string[]>()
    for (const row of rows) {
      const line = lineOf(row, volatile, (id) => names.get(id) ?? 'id')
      for (const [field, value] of Object.entries(row.fields)) {
        if (volatile.has(`${row.table}.${field}`)) continue
        for (const [id] of JSON.stringify(value)?.matchAll(uuid) ?? [])
          said.set(id, [...(said.get(id) ?? []), `${field} ${line}`])
      }
    }
    names = new Map([...said].map(([id, lines]) => [id, hashOf(lines.sort().join('\n'))]))
  }
  return rows.map((row) => lineOf(row, volatile, (id) => names.get(id) ?? 'id'))
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

function lineOf({ table, fields }: Row, volatile: Volatile, nameOf: (id: string) => string): string {
  const kept = Object.entries(fields).filter(([field]) => !volatile.has(`${table}.${field}`))
  return `${table} ${JSON.stringify(Object.fromEntries(kept.map(([field, value]) => [field, told(field, value, nameOf)])))}`
}

/** The same with tickets numbered from one, in the order of their numbers. */
export function renumbered(rows: readonly Row[]): Row[] {
  const numbers = rows.flatMap(({ table, fields }) => (table === 'tickets' ? [Number(fields.number)] : []))
  const sorted = numbers.sort((one, other) => one - other)
  const nth = (number: unknown) => sorted.indexOf(Number(number)) + 1
  const within = (text: string) => text.replaceAll(ticketNumber, (_, number) => `T-${nth(number)}`)
  return rows.map(({ table, fields }) => {
    const told = JSON.parse(within(JSON.stringify(fields)))
    return { table, fields: table === 'tickets' ? { ...told, number: nth(fields.number) } : told }
  })
}

const hourMs = 3_600_000

/** A field as it is compared: what lasted is told by the hour, as moments are. */
const told = (field: string, value: unknown, nameOf: (id: string) => string): unknown =>
  typeof value === 'number' && field.endsWith('_ms') ? Math.floor(value / hourMs) : named(value, nameOf)

/** A value with its ids named and its moments told by the hour. */
function named(value: unknown, nameOf: (id: string) => string): unknown {
  if (typeof value === 'string')
    return (moment.exec(value)?.[1] ?? value).replaceAll(uuid, nameOf).replaceAll(ownMark, 'own@')
  if (Array.isArray(value)) return value.map((each) => named(each, nameOf))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, named(each, nameOf)]))
  return value
}

const asBag = (lines: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(lines, (line) => line)].map(([line, all]) => [line, all.length]))

function difference(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): string[] {
  const lines = [...new Set([...one.keys(), ...other.keys()])]
  return lines.flatMap((line) => {
    const more = (other.get(line) ?? 0) - (one.get(line) ?? 0)
    if (more === 0) return []
    return [more > 0 ? `${more} × too many: ${line}` : `${-more} × missing: ${line}`]
  })
}
