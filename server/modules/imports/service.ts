import type { Readable } from 'node:stream'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, requirePermission, scopeOf, transact } from '../../platform/context.ts'
import { Refusal, wordsOf } from '../../platform/errors.ts'
import { enqueue } from '../../platform/jobs.ts'
import { cutPage, idIn, type Page, type PageWanted, readCursor } from '../../platform/paging.ts'
import { FileTooLarge } from '../../platform/storage.ts'
import { memberNames } from '../access/index.ts'
import { type Store, storeOrRefuse, storesOf } from '../stores/index.ts'
import { columnsOf, fieldsOf, missingFields, requiredFields, tellsOfParcels } from './rules.columns.ts'
import type { Column, Conventions, Import, ImportChange, ImportFault, ImportSample, Subject } from './schema.ts'
import { inspectFile } from './service.inspecting.ts'
import { headingsOf, sampleOf } from './service.sample.ts'
import * as store from './store.ts'

/** More than a million rows of the longest report (33 columns) take; a file of 2 GB is refused (issue "orders"). */
export const mostBytes = 1_000_000_000
export const runJob = 'imports.run'

const reads = 'imports.read'
/** Of a request that is not the file: the marks between its parts, and the file's name. */
const mostAround = 10_000

/** Refuses by what a request says of its length, before a byte of it is kept. */
export function refuseTooLarge(bytes: number): void {
  if (bytes > mostBytes + mostAround) throw new Refusal('imports.too-large', { most: mostBytes / 1_000_000 })
}

/**
 * Keeps a file and looks into it: how it seems to be written and what it seems to tell of. Nothing of it is recorded
 * before somebody has said that it was understood. Refuses what is no table.
 */
export async function uploadFile(context: Context, file: { filename: string; bytes: Readable }): Promise<Import> {
  const { storage } = context.services
  const stored = await storage.keep(file.bytes, mostBytes).catch((error: unknown) => {
    if (error instanceof FileTooLarge) throw new Refusal('imports.too-large', { most: mostBytes / 1_000_000 })
    throw error
  })
  const stores = (await storesOf(context)).filter(({ active }) => active)
  const only = stores.length === 1 ? stores[0] : undefined
  const inspected = await inspectFile(
    { open: () => storage.open(stored.sha256), filename: file.filename, size: stored.size },
    { ...usualConventions, ...(only && { currency: only.currency, zone: only.zone }) },
  )
  if ('refused' in inspected) throw new Refusal(`imports.${inspected.refused}`)
  const { subject, format, columns, conventions } = inspected
  const id = context.newId()
  return transact(context, async (context) => {
    await store.insertImport(context.db, {
      id,
      filename: file.filename.slice(0, 200) || 'file',
      ...stored,
      subject,
      storeId: subject !== null && isOfStore(subject) ? (only?.id ?? null) : null,
      format,
      columns,
      conventions,
      createdBy: context.actor.id,
      createdAt: context.now(),
    })
    return importOrRefuse(context, id)
  })
}

/** Where neither the file nor a store says otherwise. */
const usualConventions: Conventions = { dayOrder: 'month-first', decimal: '.', currency: 'USD', zone: 'UTC' }

const isOfStore = (subject: Subject): boolean => subject !== 'costs'

/** One page of imports, the newest first. */
export async function listImports(context: Context, page: PageWanted): Promise<Page<Import>> {
  const rows = await store.listImports(context.db, {
    ...visibleTo(context),
    ...(page.after !== undefined && { after: idIn(readCursor(page.after, 1)[0]) }),
    limit: page.limit + 1,
  })
  const cut = cutPage(rows, page.limit, ({ id }) => [id])
  return { items: await named(context, cut.items), next: cut.next }
}

export async function importOrRefuse(context: Context, id: string): Promise<Import> {
  const [found] = await named(context, [await recordOrRefuse(context, id)])
  if (!found) throw new Refusal('imports.not-found')
  return found
}

/** The beginning of the file, read as the import says that it is written. */
export async function showSample(context: Context, id: string): Promise<ImportSample> {
  const record = withFile(await recordOrRefuse(context, id))
  const { subject, columns } = record
  const sample = await sampleOf({ open: () => context.services.storage.open(record.sha256), ...record })
  if (subject === null) return { ...sample, fields: [], missing: [] }
  const required = new Set(requiredFields[subject].map(([field]) => field))
  return {
    ...sample,
    fields: fieldsOf(subject).map((field) => ({ field, required: required.has(field) })),
    missing: namesMissing(subject, columns),
  }
}

/** Of each group of fields of which one must be filled and none is, the first. */
const namesMissing = (subject: Subject, columns: readonly Column[]): string[] =>
  missingFields(subject, columns).flatMap(([field]) => field ?? [])

/** Says how the file is to be read, as long as it has not begun. What the columns mean is guessed anew where need be. */
export function changeImport(context: Context, id: string, change: ImportChange): Promise<Import> {
  return transact(context, async (context) => {
    const record = await lockedOrRefuse(context, id)
    if (record.status !== 'draft') throw new Refusal('imports.begun')
    const ofStore = change.storeId ? storeConventions(record, await storeOrRefuse(context, change.storeId)) : {}
    const subject = change.subject ?? record.subject
    const columns = change.columns ?? (await columnsAnew(context, record, change))
    if (subject && columns) refuseUnknownFields(context, subject, columns)
    await store.changeImport(context.db, id, { ...ofStore, ...change, ...(columns && { columns }) })
    return importOrRefuse(context, id)
  })
}

/** The store's currency and zone, as long as nobody has said others. */
function storeConventions(
  { conventions }: store.ImportRecord,
  { currency, zone }: Pick<Store, 'currency' | 'zone'>,
): Pick<ImportChange, 'conventions'> {
  const isUsual = conventions.currency === usualConventions.currency && conventions.zone === usualConventions.zone
  return isUsual ? { conventions: { ...conventions, currency, zone } } : {}
}

async function columnsAnew(
  context: Context,
  record: store.ImportRecord,
  change: ImportChange,
): Promise<Column[] | undefined> {
  const { format, subject } = change
  if (!format && (!subject || subject === record.subject)) return undefined
  const headings = format
    ? await headingsOf(context.services.storage.open(record.sha256), format)
    : record.columns.map(({ heading }) => heading)
  return columnsOf(headings, subject ?? record.subject)
}

function refuseUnknownFields(context: Context, subject: Subject, columns: readonly Column[]): void {
  const known = new Set(fieldsOf(subject))
  const filled = new Set<string>()
  for (const [at, { field }] of columns.entries()) {
    if (field === null) continue
    if (!known.has(field) || filled.has(field))
      throw unready(context, [[`columns.${at}.field`, 'unknown-field', field]])
    filled.add(field)
  }
}

/** Begins to read the file in, or goes on where it was stopped. */
export function startImport(context: Context, id: string): Promise<Import> {
  return transact(context, async (context) => {
    const record = await lockedOrRefuse(context, id)
    if (record.status === 'waiting' || record.status === 'running') return importOrRefuse(context, id)
    if (record.status === 'done') throw new Refusal('imports.begun')
    const { subject, storeId, columns } = withFile(record)
    const wanting: [string, string, string?][] = subject === null ? [['subject', 'subject-missing']] : []
    if (subject !== null && isOfStore(subject) && storeId === null) wanting.push(['storeId', 'store-missing'])
    for (const field of subject === null ? [] : namesMissing(subject, columns))
      wanting.push(['columns', 'field-missing', field])
    if (subject === 'orders' && tellsOfParcels(columns.map(({ heading }) => heading)))
      wanting.push(['subject', 'parcels'])
    if (wanting.length > 0) throw unready(context, wanting)
    if (storeId !== null) await storeOrRefuse(context, storeId)
    await store.setStatus(context.db, id, 'waiting', {
      ...(!record.startedAt && { startedAt: context.now() }),
      endedAt: null,
      problem: null,
    })
    await enqueue(context, runJob, { importId: id }, { key: id })
    await recordAudit(context, {
      action: 'imports.started',
      subject: { kind: 'import', id, name: record.filename },
    })
    return importOrRefuse(context, id)
  })
}

/** Stops after the rows that are being written; what was read in stays. */
export function stopImport(context: Context, id: string): Promise<Import> {
  return transact(context, async (context) => {
    const record = await lockedOrRefuse(context, id)
    if (record.status !== 'waiting' && record.status !== 'running') throw new Refusal('imports.not-running')
    await store.setStatus(context.db, id, 'stopped', { endedAt: context.now() })
    await recordAudit(context, { action: 'imports.stopped', subject: { kind: 'import', id, name: record.filename } })
    return importOrRefuse(context, id)
  })
}

function unready(context: Context, wanting: readonly [string, string, string?][]): Refusal {
  const errors = wanting.map(([field, code, name]) => ({
    field,
    message: wordsOf(new Refusal(`imports.${code}`, { field: name ?? '' }), context.language),
  }))
  return new Refusal('imports.unready', { errors })
}

/** One page of the rows that could not be read, in the order of the file. */
export async function listFaults(context: Context, id: string, page: PageWanted): Promise<Page<ImportFault>> {
  await recordOrRefuse(context, id)
  const [row, heading] = page.after === undefined ? [] : readCursor(page.after, 2)
  const rows = await store.listFaults(context.db, id, {
    ...(page.after !== undefined && { after: [Number(row), String(heading)] as const }),
    limit: page.limit + 1,
  })
  return cutPage(rows, page.limit, ({ row, heading }) => [row, heading])
}

async function named(context: Context, records: readonly store.ImportRecord[]): Promise<Import[]> {
  const names = new Map(
    (await memberNames(context, [...new Set(records.map(({ createdBy }) => createdBy))])).map((each) => [
      each.id,
      each,
    ]),
  )
  return records.map(({ sha256: _, createdBy, ...record }) => ({
    ...record,
    createdBy: names.get(createdBy) ?? { id: createdBy, name: '' },
  }))
}

async function recordOrRefuse(context: Context, id: string): Promise<store.ImportRecord> {
  return within(context, await store.readImport(context.db, id))
}

async function lockedOrRefuse(context: Context, id: string): Promise<store.ImportRecord> {
  requirePermission(context, 'imports.run')
  return within(context, await store.lockImport(context.db, id))
}

/** Refuses an import whose file an erasure has let go of. */
function withFile(record: store.ImportRecord): store.ImportRecord {
  if (record.sha256 === '') throw new Refusal('imports.file-erased')
  return record
}

function within(context: Context, record: store.ImportRecord | undefined): store.ImportRecord {
  const { reach } = visibleTo(context)
  if (!record || (reach && !isWithin(reach, record))) throw new Refusal('imports.not-found')
  return record
}

/** A file of which nobody has said whose it is may hold anybody's orders: only who gave it sees it. */
const isWithin = ({ storeIds, memberId }: store.ImportReach, { storeId, subject, createdBy }: store.ImportRecord) =>
  storeId === null ? subject === 'costs' || createdBy === memberId : storeIds.includes(storeId)

const visibleTo = (context: Context): { reach?: store.ImportReach } =>
  scopeOf(context, reads) === 'all' ? {} : { reach: { storeIds: context.actor.storeIds, memberId: context.actor.id } }
