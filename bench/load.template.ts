import { marks, type Pattern } from './load.patterns.ts'
import type { LeftRows } from './load.rows.ts'
import type { Shop } from './load.stage.ts'

/** What one new ticket puts in the places of a template. */
export interface Filling {
  readonly at: number
  readonly text: (index: number) => string
  readonly tokens: string
  readonly subject: string
  readonly first: string
  readonly last: string
  readonly characters: readonly string[]
  readonly local: string
  readonly mail: string
  readonly order: string
  readonly number: number
  readonly memberId: string
  readonly memberName: string
  readonly shop: Shop
  /** A known customer writes again: their id, and no rows of a new one. */
  readonly customerId: string | undefined
  readonly newId: (moment: number) => string
  readonly newHash: () => string
}

/** A played ticket with everything that is its own taken out; written anew as lines for COPY. */
export interface Template {
  readonly pattern: Pattern
  /** messages of a ticket of this kind */
  readonly messages: number
  write(filling: Filling, put: (table: string, line: string) => void): { customerId: string }
}

type Place = (of: Filled) => string
interface Filled extends Filling {
  readonly ids: string[]
  readonly times: string[]
}

const customerTables = new Set(['customers', 'customer_contacts', 'customer_words'])

/** Cuts a played ticket's rows into what stays and what differs. `known`: ids that are not the ticket's own. */
export function templateOf(pattern: Pattern, left: readonly LeftRows[], known: ReadonlySet<string>): Template {
  const tickets = left.find(({ table }) => table.name === 'tickets')?.rows.length ?? 0
  if (tickets !== 1)
    throw new Error(`“${pattern.shape.name}” in ${pattern.scene.marketplace} became ${tickets} tickets`)
  const cutter = new Cutter(pattern, known)
  const lines = left.flatMap(({ table, rows }) =>
    rows.map((row) => ({
      table: table.name,
      isCustomer: customerTables.has(table.name),
      parts: row.flatMap((value, at) => [
        ...(at > 0 ? ['\t'] : []),
        ...(table.columns[at] === 'tokens'
          ? [baseTokens(value ?? ''), (of: Filled) => of.tokens]
          : table.columns[at] === 'preview'
            ? [shortened(cutter.cut(value))]
            : cutter.cut(value)),
      ]),
    })),
  )
  const customerRow = left.find(({ table }) => table.name === 'customers')
  const customer = customerRow?.rows[0]?.[customerRow.table.columns.indexOf('id')] ?? ''
  const customerAt = cutter.ids.indexOf(customer)
  return {
    pattern,
    messages: left.find(({ table }) => table.name === 'messages')?.rows.length ?? 0,
    write(filling, put) {
      const ids = cutter.ids.map((id) => filling.newId(filling.at + momentOf(id) - pattern.begun.getTime()))
      if (filling.customerId) ids[customerAt] = filling.customerId
      const of = { ...filling, ids, times: cutter.offsets.map((offset) => new Date(filling.at + offset).toISOString()) }
      for (const { table, isCustomer, parts } of lines)
        if (!(isCustomer && filling.customerId)) put(table, joined(parts, of))
      return { customerId: ids[customerAt] ?? '' }
    },
  }
}

function joined(parts: readonly (string | Place)[], of: Filled): string {
  let line = ''
  for (const part of parts) line += typeof part === 'string' ? part : part(of)
  return line
}

const shortened =
  (parts: readonly (string | Place)[]): Place =>
  (of) =>
    joined(parts, of).slice(0, 160)

/** The words of the leads stay; the marks' own go. */
const baseTokens = (tokens: string): string =>
  `${escaped(tokens)
    .split(' ')
    .filter((token) => !/'(zq|𠀋|𠀌|𠀍|999\d|\d*999000\d)/u.test(token) && !/999\d/.test(token))
    .join(' ')} `

const momentOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
const escaped = (value: string): string =>
  value.replace(/[\\\n\r\t]/g, (found) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[found] ?? found)
const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Finds the places in a value of a played ticket, and remembers its ids and moments. */
class Cutter {
  readonly ids: string[] = []
  readonly offsets: number[] = []
  readonly #pattern: Pattern
  readonly #known: ReadonlySet<string>
  readonly #places: RegExp

  constructor(pattern: Pattern, known: ReadonlySet<string>) {
    this.#pattern = pattern
    this.#known = known
    const { shop, agent, scene } = pattern
    const own = [shop.address, shop.name, agent.name, scene.order, ...marks.characters].map(literal)
    this.#places = new RegExp(
      [
        `${marks.fill}\\d+`,
        marks.subject,
        `[Zz]${marks.first.slice(1)}`,
        `[Zz]${marks.last.slice(1)}`,
        marks.local,
        marks.mail,
        ...own,
        '(?<!\\d)77\\d{7}(?!\\d)',
        '[0-9a-f]{64}',
        '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}',
        '[0-9a-f]{12}7[0-9a-f]{19}',
        '\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:\\+00|Z)',
        '(?<![\\w-])1[789]\\d{11}(?![\\w-])',
      ].join('|'),
      'gu',
    )
  }

  cut(value: string | null): (string | Place)[] {
    if (value === null) return ['\\N']
    const parts: (string | Place)[] = []
    const text = escaped(value)
    let from = 0
    for (const found of text.matchAll(this.#places)) {
      const place = this.#placeOf(found[0])
      parts.push(text.slice(from, found.index), place)
      from = found.index + found[0].length
    }
    return [...parts, text.slice(from)].filter((part) => part !== '')
  }

  #placeOf(found: string): string | Place {
    const { shop, agent, scene } = this.#pattern
    const [first, last] = [marks.first, marks.last]
    const fixed: Record<string, Place> = {
      [marks.subject]: (of) => of.subject,
      [first]: (of) => of.first,
      [last]: (of) => of.last,
      [first.toLowerCase()]: (of) => of.first.toLowerCase(),
      [last.toLowerCase()]: (of) => of.last.toLowerCase(),
      [marks.local]: (of) => of.local,
      [marks.mail]: (of) => of.mail,
      [shop.address]: (of) => of.shop.address,
      [shop.name]: (of) => of.shop.name,
      [agent.name]: (of) => of.memberName,
      [scene.order]: (of) => of.order,
    }
    const direct = fixed[found]
    if (direct) return direct
    const character = (marks.characters as readonly string[]).indexOf(found)
    if (character >= 0) return (of) => of.characters[character] ?? ''
    if (found.startsWith(marks.fill)) return this.#text(Number(found.slice(marks.fill.length)))
    if (/^77\d{7}$/.test(found)) return (of) => String(of.number)
    if (found.length === 64) return (of) => of.newHash()
    if (/^\d{13}$/.test(found)) return this.#moment(Number(found), (time) => String(Date.parse(time)))
    if (/^\d{4}-\d\d-\d\d[ T]/.test(found))
      return this.#moment(Date.parse(found.replace(' ', 'T').replace('+00', 'Z')), (time) => time)
    return this.#id(found)
  }

  #text(index: number): Place {
    return (of) => of.text(index)
  }

  #moment(moment: number, write: (time: string) => string): Place {
    const offset = moment - this.#pattern.begun.getTime()
    const at = this.offsets.includes(offset) ? this.offsets.indexOf(offset) : this.offsets.push(offset) - 1
    return (of) => write(of.times[at] ?? '')
  }

  #id(found: string): string | Place {
    const isBare = !found.includes('-')
    const id = isBare ? found.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : found
    const { shop, agent } = this.#pattern
    if (id === shop.storeId) return (of) => of.shop.storeId
    if (id === shop.channelId) return (of) => of.shop.channelId
    if (id === agent.id) return (of) => of.memberId
    if (this.#known.has(id)) return found
    const at = this.ids.includes(id) ? this.ids.indexOf(id) : this.ids.push(id) - 1
    return (of) => (isBare ? (of.ids[at] ?? '').replaceAll('-', '') : (of.ids[at] ?? ''))
  }
}
