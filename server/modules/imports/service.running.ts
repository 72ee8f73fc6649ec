import { setImmediate as turnOver } from 'node:timers/promises'
import { allEnded } from '../../lib/all-ended.ts'
import { type Context, transact } from '../../platform/context.ts'
import {
  entryIdentity,
  type FeedbackRow,
  type MoneyRow,
  type OrderRow,
  type Recorded,
  type ReturnRow,
  readyOrderRows,
  readyReturnRows,
  recordFeedbackRows,
  recordMoneyRows,
  recordReadyRows,
  recordReadyUnits,
  recordShipmentRows,
  type ShipmentRow,
} from '../orders/index.ts'
import { type CostRow, recordCosts } from '../products/index.ts'
import { wholeOrders } from './rules.batches.ts'
import { occurrenceIn } from './rules.occurrences.ts'
import type { RowRead } from './rules.rows.reading.ts'
import { readerOf } from './rules.rows.ts'
import type { ImportFault, Subject } from './schema.ts'
import { readRows } from './service.reading.ts'
import * as store from './store.ts'

/** Faults that are kept of one import; the rest is counted only. */
const mostFaults = 10_000
/** When none of so many rows can be read the columns are wrong, not the rows. */
const enoughRefused = 500
/** Rows that are read without a look at anything else. */
const piece = 100

/**
 * Reads a file in, from the first row that is not settled yet. Each batch of rows is written in one transaction with the
 * count of settled rows, so that a killed worker's import goes on where it was, by whichever worker. Ends early when
 * somebody stops it. Rejects when another worker goes on with it: the job is tried again, in case that one ends.
 */
export async function runImport(context: Context, importId: string): Promise<void> {
  const begun = await begin(context, importId)
  if (!begun) return
  const { subject, record } = begun
  const reader = readerOf(subject, record.columns, record.conventions)
  const count = occurrenceIn(subject, entryIdentity)
  const run: Run = { importId, subject, storeId: record.storeId, settled: record.rowsSettled, rows: 0, readable: 0 }
  let writing: Promise<boolean> = Promise.resolve(true)
  /** Makes a batch ready while the one before is written; false when that one has ended the import. */
  const write = async (some: readonly RowOfFile[]): Promise<boolean> => {
    const last = some.at(-1)
    if (!last) return true
    const rows = some.flatMap(({ said }) => ('row' in said ? [said.row] : []))
    const ready = await makeReady(context, run, rows)
    if (!(await writing)) return false
    const faults = some.flatMap(({ said }) => ('faults' in said ? said.faults : []))
    writing = settle(context, run, { rows, ready, faults, upTo: last.at, bytes: last.bytes })
    // Whether it failed is asked when the next has been read; until then nobody else may be told.
    writing.catch(() => undefined)
    return true
  }
  const bytes = context.services.storage.open(record.sha256)
  try {
    const read: RowOfFile[] = []
    for await (const batch of readRows(bytes, record.format)) {
      for (const [at, { cells, row, bytes }] of batch.entries()) {
        // Between two pieces what is being written goes on: each of its steps waits for the answer to the one before.
        if (at % piece === piece - 1) await turnOver()
        const said = reader(cells, row)
        // Rows that were settled before are counted all the same: which of several alike a row is depends on those before it.
        if ('row' in said) count(said.row)
        if (row > run.settled) read.push({ at: row, bytes, said })
      }
      if (!(await write(read.splice(0, subject === 'orders' ? wholeOrders(read.map(orderNumberOf)) : read.length))))
        return
    }
    if (!(await write(read))) return
  } finally {
    // What was begun is written before somebody tries again: two at once would each think that the other goes on.
    await writing.catch(() => undefined)
  }
  if (await writing) await finish(context, run, record.size)
}

/** A row, where it stands in the file, and how far the file had been read by then. */
interface RowOfFile {
  readonly at: number
  readonly bytes: number
  readonly said: RowRead<Row>
}

const orderNumberOf = ({ said }: RowOfFile): string | null =>
  'row' in said && 'orderNumber' in said.row ? said.row.orderNumber : null

type Row = OrderRow | ShipmentRow | ReturnRow | MoneyRow | FeedbackRow | CostRow

interface Run {
  readonly importId: string
  readonly subject: Subject
  readonly storeId: string | null
  settled: number
  rows: number
  readable: number
}

interface Batch {
  readonly rows: readonly Row[]
  readonly ready: Ready
  readonly faults: readonly ImportFault[]
  /** The last row's number. */
  readonly upTo: number
  /** How far the file was read. */
  readonly bytes: number
}

const begin = (context: Context, importId: string) =>
  transact(context, async (context) => {
    const record = await store.lockImport(context.db, importId)
    if (!record || record.subject === null || (record.status !== 'waiting' && record.status !== 'running'))
      return undefined
    await store.setStatus(context.db, importId, 'running')
    return { record, subject: record.subject }
  })

/** Writes one batch; false when the import has ended meanwhile or is another worker's. */
async function settle(context: Context, run: Run, batch: Batch): Promise<boolean> {
  const from = run.settled
  const refused = new Set(batch.faults.map(({ row }) => row)).size
  run.settled = batch.upTo
  run.rows += batch.rows.length + refused
  run.readable += batch.rows.length
  if (run.readable === 0 && run.rows >= enoughRefused) {
    await transact(context, async (context) => {
      await store.insertFaults(context.db, run.importId, batch.faults.slice(0, mostFaults))
      await store.setStatus(context.db, run.importId, 'failed', {
        endedAt: context.now(),
        problem: 'imports.nothing-readable',
      })
    })
    return false
  }
  return transact(context, async (context) => {
    const [recorded] = await allEnded([batch.ready(context), store.commitUnawaited(context.db)])
    const goesOn = await store.settleRows(context.db, run.importId, {
      from,
      rows: batch.upTo,
      bytes: batch.bytes,
      ...recorded,
      refused,
    })
    if (!goesOn) throw new Superseded()
    if (run.rows - run.readable <= mostFaults) await store.insertFaults(context.db, run.importId, batch.faults)
    return true
  }).catch(async (error: unknown) => {
    if (!(error instanceof Superseded)) throw error
    const now = await store.readImport(context.db, run.importId)
    if (now?.status === 'running') throw error
    return false
  })
}

/** What was written of the batch goes back: the import was stopped, or somebody else counts it. */
class Superseded extends Error {
  constructor() {
    super('another worker goes on with the import')
  }
}

/** Rows that are ready to be recorded. */
type Ready = (context: Context) => Promise<Recorded>

/** Does what can be done for rows while those before them are written. */
async function makeReady(context: Context, run: Run, rows: readonly Row[]): Promise<Ready> {
  const { subject, storeId } = run
  if (rows.length === 0) return () => Promise.resolve({ added: 0, changed: 0, unchanged: 0 })
  if (subject === 'costs') return (context) => recordCosts(context, rows as readonly CostRow[])
  if (storeId === null) throw new Error('all but costs are of a store')
  if (subject === 'orders') {
    const ready = await readyOrderRows(context, storeId, rows as readonly OrderRow[])
    return (context) => recordReadyRows(context, ready)
  }
  if (subject === 'seller-feedback')
    return (context) => recordFeedbackRows(context, storeId, rows as readonly FeedbackRow[])
  if (subject === 'shipments') return (context) => recordShipmentRows(context, storeId, rows as readonly ShipmentRow[])
  if (subject === 'settlement' || subject === 'refund-feed')
    return (context) => recordMoneyRows(context, storeId, rows as readonly MoneyRow[])
  const ready = await readyReturnRows(context, storeId, rows as readonly ReturnRow[])
  return (context) => recordReadyUnits(context, ready)
}

async function finish(context: Context, run: Run, size: number): Promise<void> {
  await transact(context, async (context) => {
    const counts = { added: 0, changed: 0, unchanged: 0, refused: 0 }
    const settled = { from: run.settled, rows: run.settled, bytes: size, ...counts }
    if (await store.settleRows(context.db, run.importId, settled))
      await store.setStatus(context.db, run.importId, 'done', { endedAt: context.now() })
  })
}

/** An import whose last try has failed is shown as such, and can be started again. */
export async function giveUpImport(context: Context, importId: string): Promise<void> {
  await transact(context, async (context) => {
    const record = await store.lockImport(context.db, importId)
    if (record?.status !== 'waiting' && record?.status !== 'running') return
    await store.setStatus(context.db, importId, 'failed', { endedAt: context.now(), problem: 'imports.given-up' })
  })
}
