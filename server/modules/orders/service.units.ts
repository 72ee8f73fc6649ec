import { allEnded } from '../../lib/all-ended.ts'
import { type Context, transact } from '../../platform/context.ts'
import { sendJobs } from '../../platform/jobs.ts'
import { newestSold, type Sold } from '../products/index.ts'
import { unitKey } from './rules.identity.ts'
import { toldBy } from './rules.told.ts'
import type { ReturnRow } from './schema.rows.ts'
import { tellSold } from './service.products.ts'
import { goodsOf, hashesOf, manyRows, type Recorded } from './service.rows.ts'
import { redactedNumbers } from './store.redaction.ts'
import { countEarly, type Given, holdStore } from './store.rows.ts'
import { givenUnits, insertUnits, type ToldUnit, toldUnits, type UnitToWrite, updateUnits } from './store.units.ts'

/** What is known of the units that rows tell of. */
interface Known {
  readonly told: readonly ToldUnit[]
  /** Orders whose buyers are not to be known any more. */
  readonly redacted: ReadonlySet<string>
}

/** What rows change, and how that is sent. */
interface Change {
  readonly newUnits: Given
  readonly knownUnits: Given
  readonly sold: readonly Sold[]
}

/** Units that rows tell of, each once, and what they change by what was known when they were read. */
export interface ReadyUnits {
  readonly storeId: string
  /** Of the rows as they were read: several may tell of one unit. */
  readonly rows: number
  readonly units: ReadonlyMap<string, UnitToWrite>
  readonly known: Known
  readonly change: Change
}

/** Does ahead what can be done for rows while those before them are written. */
export async function readyReturnRows(
  context: Context,
  storeId: string,
  rows: readonly ReturnRow[],
): Promise<ReadyUnits> {
  const hashes = await hashesOf(rows)
  const units = new Map<string, UnitToWrite>()
  for (const [at, row] of rows.entries()) {
    const key = unitKey(row)
    units.set(nameOf(row.source, key), { ...row, id: context.newId(), unitKey: key, told: hashes[at] ?? toldBy(row) })
  }
  const known = await knownOf(context, storeId, units)
  return { storeId, rows: rows.length, units, known, change: changeOf(storeId, units, known) }
}

/** Records rows of returns reports: what a later one says of a unit replaces what an earlier one said. */
export const recordReturnRows = async (
  context: Context,
  storeId: string,
  rows: readonly ReturnRow[],
): Promise<Recorded> => recordReadyUnits(context, await readyReturnRows(context, storeId, rows))

/** As `recordReturnRows`, of rows that were made ready. */
export function recordReadyUnits(context: Context, ready: ReadyUnits): Promise<Recorded> {
  const { storeId, units } = ready
  return transact(context, async (context) => {
    const { db } = context
    const [, known] = await allEnded([holdStore(db, storeId), knownOf(context, storeId, units)])
    const change = isSame(known, ready.known) ? ready.change : changeOf(storeId, units, known)
    const added = change.newUnits.count
    if (added + change.knownUnits.count === 0) return { added: 0, changed: 0, unchanged: ready.rows }
    await tellSold(context, change.sold)
    const [, changed] = await allEnded([
      insertUnits(db, change.newUnits, context.now()),
      updateUnits(db, change.knownUnits, context.now()),
      sendJobs(context),
      ...(ready.rows >= manyRows ? [countEarly(db)] : []),
    ])
    return { added, changed, unchanged: ready.rows - added - changed }
  })
}

async function knownOf(context: Context, storeId: string, units: ReadonlyMap<string, UnitToWrite>): Promise<Known> {
  const all = [...units.values()]
  const numbers = [...new Set(all.map(({ orderNumber }) => orderNumber))]
  const [told, redacted] = await allEnded([
    toldUnits(context.db, storeId, all),
    redactedNumbers(context.db, storeId, numbers),
  ])
  return { told, redacted }
}

const isSame = (one: Known, other: Known): boolean => {
  if (one.told.length !== other.told.length || one.redacted.size !== other.redacted.size) return false
  if (one.redacted.difference(other.redacted).size > 0) return false
  const before = toldByName(other)
  return one.told.every(({ source, unitKey, told }) => before.get(nameOf(source, unitKey)) === told)
}

const nameOf = (source: string, key: string): string => `${source} ${key}`
const toldByName = ({ told }: Known): Map<string, number> =>
  new Map(told.map(({ source, unitKey, told }) => [nameOf(source, unitKey), told]))

function changeOf(storeId: string, units: ReadonlyMap<string, UnitToWrite>, known: Known): Change {
  const told = toldByName(known)
  const news = [...units].filter(([name, unit]) => told.get(name) !== unit.told)
  const [newUnits, knownUnits]: [UnitToWrite[], UnitToWrite[]] = [[], []]
  for (const [name, unit] of news) {
    const kept = known.redacted.has(unit.orderNumber) ? { ...unit, comments: '', others: null } : unit
    ;(told.has(name) ? knownUnits : newUnits).push(kept)
  }
  knownUnits.sort((one, other) => (one.unitKey < other.unitKey ? -1 : 1))
  return {
    newUnits: givenUnits(storeId, newUnits),
    knownUnits: givenUnits(storeId, knownUnits),
    sold: newestSold(news.map(([, unit]) => ({ ...goodsOf(unit), soldAt: unit.returnedAt }))),
  }
}
