import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openLog } from '../../server/platform/log.ts'
import type { World } from '../world.ts'
import { openDesk, type Person, type PlantedPerson, personOf, plantPerson } from './person.ts'
import { aloneInWorld, openLimits } from './setting.ts'

/** Where a person is found: a table's column, a file, the log. */
type Finding = string

/** Looks through each column of each table, whatever its type, each file of the data folder, and the log. */
async function findPeople(world: World, people: readonly Person[], log: readonly string[]): Promise<Finding[][]> {
  const words = people.flatMap((person) => Object.values(person)).map((word) => word.toLowerCase())
  const found = (await inTables(world, words)).map(({ place, word }) => `${place}: ${word}`)
  for (const file of await filesIn(world.services.config.dataFolder)) {
    const bytes = (await readFile(file)).toString('latin1').toLowerCase()
    for (const word of words) if (bytes.includes(word)) found.push(`file: ${word}`)
  }
  const told = log.map((line) => line.toLowerCase())
  for (const word of words) if (told.some((line) => line.includes(word))) found.push(`log: ${word}`)
  return people.map((person) =>
    found.filter((finding) => Object.values(person).some((word) => finding.endsWith(`: ${word}`))).sort(),
  )
}

/** One question for all tables; what stands as text in a bytea shows as hex, and is looked for there too. */
async function inTables(world: World, words: readonly string[]): Promise<{ place: string; word: string }[]> {
  const tables: { schema: string; name: string }[] = await world.sql(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const parts = tables.map(
    ({ schema, name }) => `select '${name}.' || held.key as place, canary.word
      from "${schema}"."${name}" t, jsonb_each_text(to_jsonb(t)) held, canary
      where strpos(lower(held.value), canary.word) > 0 or strpos(lower(held.value), canary.hex) > 0`,
  )
  return world.sql(
    `with canary as (select word, encode(convert_to(word, 'UTF8'), 'hex') as hex from unnest($1::text[]) word)
     ${parts.join(' union ')}`,
    [words],
  )
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Every figure of the desk: what was sold, sent, paid, sent back, asked, answered and judged. */
async function figuresOf(world: World, people: readonly PlantedPerson[]): Promise<Record<string, unknown>> {
  const one = async (text: string) => (await world.sql(text))[0]
  const standings = await Promise.all(
    people.map(async ({ customerId }) => (await world.first.get(`/api/customers/${customerId}/standing`)).body),
  )
  const histories = await Promise.all(
    people.map(async ({ customerId }) => (await world.first.get(`/api/customers/${customerId}/history`)).body.items),
  )
  return {
    orders: await world.sql(
      `select number, status, ordered_at, currency, country, store_id from orders order by number`,
    ),
    lines: await one(
      `select count(*), sum(price), sum(tax), sum(shipping), sum(discount), sum(quantity) from order_lines`,
    ),
    units: await world.sql(
      `select order_number, sku, quantity, reason, refunded, returned_at from returned_units order by 1, 2`,
    ),
    money: await one(`select count(*), sum(amount) from money_entries`),
    tickets:
      await world.sql(`select number, kind, sub_type, status, priority, order_number, tags, created_at, resolved_at,
      resolution ->> 'result' as result, resolution ->> 'customerFeedback' as feedback, jsonb_array_length(reasons) from tickets order by number`),
    messages: await world.sql(
      `select direction, automatic, delivery, count(*) from messages group by 1, 2, 3 order by 1, 2, 3`,
    ),
    mails: await world.sql(`select status, count(*), sum(size) from received_mails where status = 'done' group by 1`),
    sent: await world.sql(`select status, automatic, count(*) from outgoing_mails group by 1, 2 order by 1, 2`),
    clocks: await world.sql(
      `select measure, stopped_how, count(*), sum(spent_ms) from clocks group by 1, 2 order by 1, 2`,
    ),
    taught: await one(`select count(*) from classification_corrections`),
    links: await world.sql(`select ticket_id, order_id, confidence, linked_by from order_links order by 1`),
    imports: await world.sql(
      `select status, added, changed, unchanged, refused, rows_settled from imports order by id`,
    ),
    standings,
    histories: histories.map((items: Record<string, unknown>[]) => items.map(({ title: _, ...entry }) => entry)),
  }
}

/** A customer who was erased beside one who was not. */
export interface Erased {
  readonly planted: number
  readonly before: readonly Finding[]
  readonly left: readonly Finding[]
  readonly otherBefore: readonly Finding[]
  readonly otherAfter: readonly Finding[]
  readonly figuresBefore: unknown
  readonly figuresAfter: unknown
  readonly status: string
  readonly seconds: number
}

/** Plants two people, has one of them erased, and looks for both before and after. */
export async function eraseOne(
  world: World,
  log: readonly string[],
): Promise<Erased & { readonly theirs: PlantedPerson; readonly others: PlantedPerson }> {
  const desk = await openDesk(world)
  const [one, other] = [personOf('alpha'), personOf('omega')]
  const theirs = await plantPerson(world, desk, one, 1)
  const others = await plantPerson(world, desk, other, 2)
  const people = [theirs, others]
  await world.work()
  const [before = [], otherBefore = []] = await findPeople(world, [one, other], log)
  const figuresBefore = await figuresOf(world, people)
  const url = `/api/customers/${theirs.customerId}/erasure`
  const begun = performance.now()
  await world.first.post(url, { irreversible: true })
  await world.work()
  const seconds = (performance.now() - begun) / 1_000
  const [left = ['nobody has looked'], otherAfter = []] = await findPeople(world, [one, other], log)
  return {
    theirs,
    others,
    planted: Object.keys(one).length,
    before,
    left,
    otherBefore,
    otherAfter,
    figuresBefore,
    figuresAfter: await figuresOf(world, people),
    status: (await world.first.get(url)).body.last?.status,
    seconds,
  }
}

/** The same on a desk of its own, with a log that tells all it can. */
export function eraseAlone(): Promise<Erased> {
  const log: string[] = []
  const settings = { settings: openLimits, log: openLog('trace', { write: (line) => void log.push(line) }) }
  return aloneInWorld(settings, (world) => eraseOne(world, log))
}
