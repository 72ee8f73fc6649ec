import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { DAY } from '../../lib/time.ts'
import { recordAccess, recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { defineHook } from '../../platform/hooks.ts'
import { enqueue } from '../../platform/jobs.ts'
import { memberNames } from '../access/index.ts'
import { asCsv, exportDays, partsTogether } from './rules.exports.ts'
import type { ErasedPart, ReachCounts, Whose } from './schema.erasure.ts'
import type { CustomerExport, ExportPart, ExportState } from './schema.exports.ts'
import { removeUnheld, whoseOrRefuse } from './service.erasure.ts'
import { readCustomer } from './service.ts'
import * as store from './store.exports.ts'
import { lockCustomer } from './store.ts'

export const exportJob = 'customers.export'

/** What each storey knows of a customer, to be told to them. */
export const exportPart = defineHook<Whose, ExportPart>('customers.export-part')

/** More than this no mailbox takes, and nobody has been known to have. */
const mostBytes = 4_000_000_000

/** How far the export is that was asked for last. */
export async function showExport(context: Context, customerId: string): Promise<ExportState> {
  await whoseOrRefuse(context, customerId)
  const last = await store.lastExport(context.db, customerId)
  return { last: last ? await asExport(context, last) : null }
}

/** Has everything that is known of a customer put into one file, by a job. One that is under way is this one too. */
export async function askForExport(context: Context, customerId: string): Promise<CustomerExport> {
  const customer = await readCustomer(context, customerId)
  if (!customer) throw new Refusal('customers.not-found')
  if (customer.erasedAt) throw new Refusal('customers.erased')
  return transact(context, async (context) => {
    await lockCustomer(context.db, customerId)
    const last = await store.lastExport(context.db, customerId)
    if (last?.status === 'waiting' || last?.status === 'running') return asExport(context, last)
    const id = context.newId()
    await store.insertExport(context.db, { id, customerId, askedBy: context.actor.id, askedAt: context.now() })
    await enqueue(context, exportJob, { exportId: id }, { key: id })
    await recordAudit(context, { action: 'customers.exported', subject: { kind: 'customer', id: customerId } })
    const asked = await store.lockExport(context.db, id)
    if (!asked) throw new Refusal('request.conflict')
    return asExport(context, asked)
  })
}

/** Makes the file of an export. The same again makes it anew. */
export async function makeExport(context: Context, exportId: string): Promise<void> {
  const asked = await store.readExport(context.db, exportId)
  if (!asked || (asked.status !== 'waiting' && asked.status !== 'running')) return
  const whose = await whoseOrRefuse(context, asked.customerId)
  const parts = partsTogether([
    await profileOf(context, asked.customerId),
    ...(await context.services.hooks.run(context, exportPart, whose)),
  ])
  const kept = await context.services.storage.keep(zipped(context, parts), mostBytes)
  await transact(context, async (context) => {
    const now = await store.lockExport(context.db, exportId)
    if (now?.status !== 'waiting' && now?.status !== 'running') return
    const expiresAt = new Date(context.now().getTime() + exportDays * DAY)
    await store.endExport(context.db, exportId, { status: 'done', at: context.now(), expiresAt, ...kept })
  })
}

/** The job's last try has failed: the page says so. */
export async function giveUpExport(context: Context, exportId: string): Promise<void> {
  await transact(context, async (context) => {
    const asked = await store.lockExport(context.db, exportId)
    if (!asked || asked.status === 'done') return
    await store.endExport(context.db, exportId, {
      status: 'failed',
      at: context.now(),
      problem: 'customers.export-failed',
    })
  })
}

/** The file, for whoever asked for it and as long as it is kept; anybody else's is not there. */
export async function openExport(
  context: Context,
  customerId: string,
  id: string,
): Promise<{ size: number; stream: Readable }> {
  const found = await store.readExport(context.db, id)
  if (found?.customerId !== customerId || found.askedBy !== context.actor.id) throw new Refusal('customers.export-gone')
  const { sha256, size, expiresAt } = found
  if (!sha256 || !expiresAt || expiresAt <= context.now()) throw new Refusal('customers.export-gone')
  await recordAccess(context, { action: 'customers.export-downloaded', subject: { kind: 'customer', id: customerId } })
  return { size: size ?? 0, stream: context.services.storage.open(sha256) }
}

/** Removes the files whose days are over. */
export async function forgetExports(context: Context): Promise<void> {
  const files = await transact(context, ({ db, now }) => store.dropExports(db, { before: now() }))
  if (files.length > 0) await removeUnheld(context, files)
}

/** How many exports an erasure reaches. */
export const exportsReached = async (context: Context, { customerId }: Whose): Promise<ReachCounts> => ({
  exports: await store.countExports(context.db, customerId),
})

/** Who is erased has no exports left either. */
export async function eraseExports(context: Context, { customerId }: Whose): Promise<ErasedPart> {
  const files = await store.dropExports(context.db, { customerId })
  return { counts: files.length > 0 ? { exports: files.length } : {}, files, more: false }
}

/** Of these files those that are exports. */
export const filesOfExports = (context: Context, files: readonly string[]): Promise<string[]> =>
  store.heldByExports(context.db, files)

async function profileOf(context: Context, id: string): Promise<ExportPart> {
  const customer = await readCustomer(context, id)
  if (!customer) throw new Refusal('customers.not-found')
  const { contacts, masked: _, erasedAt: __, ...profile } = customer
  return { tables: { profile: [profile], contacts: contacts.map(({ id: _, ...contact }) => contact) }, files: [] }
}

/** One JSON file with all, a CSV file for each table, and the files themselves. */
function zipped({ services: { storage }, now }: Context, { tables, files }: ExportPart): AsyncIterable<Uint8Array> {
  const zip = new ZipFile()
  const mtime = now()
  zip.addBuffer(Buffer.from(JSON.stringify(tables, null, 2)), 'everything.json', { mtime })
  for (const [name, rows] of Object.entries(tables)) zip.addBuffer(Buffer.from(asCsv(rows)), `${name}.csv`, { mtime })
  for (const { path, sha256 } of files)
    zip.addReadStreamLazy(path, { mtime }, (take) => take(null, storage.open(sha256)))
  zip.end()
  return Readable.from(zip.outputStream)
}

async function asExport(context: Context, record: store.ExportRecord): Promise<CustomerExport> {
  const { id, status, askedAt, endedAt, size, expiresAt, problem } = record
  const [askedBy] = await memberNames(context, [record.askedBy])
  return {
    id,
    status,
    askedBy: askedBy ?? { id: record.askedBy, name: '' },
    askedAt,
    endedAt,
    size,
    expiresAt: expiresAt && expiresAt > context.now() ? expiresAt : null,
    isMine: record.askedBy === context.actor.id,
    problem,
  }
}
