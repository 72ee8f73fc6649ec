import { byteOrderMark, csvLine } from '../../lib/csv.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { enqueue } from '../../platform/jobs.ts'
import { type Page, type PageWanted, readCursor, writeCursor } from '../../platform/paging.ts'
import { spanOf } from './rules.ts'
import type { CleanupFinding, KindName } from './schema.ts'
import { offeredKind } from './service.kinds.ts'
import { openRun } from './store.runs.ts'
import * as store from './store.ts'

export const lookJob = 'cleanups.look'

/** Has these kinds counted anew, by jobs. One that is being counted or cleaned up already is left to that. */
export function askForLooks(context: Context, kinds: readonly KindName[]): Promise<void> {
  return transact(context, async (context) => {
    for (const name of [...kinds].sort()) {
      const last = await store.lockLook(context.db, name)
      const isOpen = last?.status === 'waiting' || last?.status === 'running'
      if (isOpen || (await openRun(context.db, name))) continue
      const kind = await offeredKind(context, name)
      const days = (await store.daysSet(context.db)).get(name) ?? kind.days
      const id = context.newId()
      const now = context.now()
      await store.replaceLook(context.db, { id, kind: name, ...spanOf(days, now), askedAt: now })
      await enqueue(context, lookJob, { kind: name, lookId: id }, { key: id })
    }
  })
}

/** Looks through the rows of a kind, part by part, and keeps the keys of what is invalid. A killed one goes on where it was. */
export async function lookThrough(context: Context, name: KindName, lookId: string): Promise<void> {
  for (let more = true; more; ) more = await transact(context, (context) => lookOnce(context, name, lookId))
}

async function lookOnce(context: Context, name: KindName, lookId: string): Promise<boolean> {
  const look = await store.lockLook(context.db, name)
  if (look?.id !== lookId || look.status === 'done' || look.status === 'failed') return false
  if (look.status === 'waiting') await store.dropFindings(context.db, name)
  const kind = await offeredKind(context, name)
  const { keys, after } = await kind.find(context, look, look.afterMark)
  const found = look.found + (await store.addFindings(context.db, name, keys))
  await store.updateLook(context.db, lookId, {
    status: after === null ? 'done' : 'running',
    afterMark: after,
    found,
    ...(after === null && { endedAt: context.now() }),
  })
  return after !== null
}

/** The job's last try has failed: the page says so, and another look may be asked for. */
export async function giveUpLook(context: Context, lookId: string): Promise<void> {
  await store.updateLook(context.db, lookId, { status: 'failed', endedAt: context.now() })
}

/** One page of what the last look at a kind has found, each with its reason; what is gone since is left out. */
export async function listFindings(
  context: Context,
  name: KindName,
  { after, limit }: PageWanted,
): Promise<Page<CleanupFinding>> {
  const look = await store.readLook(context.db, name)
  if (!look) return { items: [], next: null }
  const from = after === undefined ? {} : { after: String(readCursor(after, 1)[0]) }
  const keys = await store.findingsAfter(context.db, name, { ...from, limit: limit + 1 })
  const shown = keys.slice(0, limit)
  const kind = await offeredKind(context, name)
  const items = await kind.describe(context, shown, look)
  return { items: [...items], next: keys.length > limit ? writeCursor([shown.at(-1)]) : null }
}

const header = ['key', 'what', 'reason', 'when', 'amount (minor units)', 'currency', 'stays instead']
const stride = 500
const mostExported = 100_000

/** What the last look at a kind has found, as CSV; the export is recorded. */
export async function exportFindings(context: Context, name: KindName): Promise<AsyncGenerator<string>> {
  await recordAudit(context, { action: 'cleanups.exported', subject: { kind: 'cleanup', id: name } })
  return linesOf(context, name)
}

async function* linesOf(context: Context, name: KindName): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(header)
  let after: string | undefined
  for (let written = 0; written < mostExported; written += stride) {
    const page = await listFindings(context, name, { ...(after !== undefined && { after }), limit: stride })
    yield page.items.map(asLine).join('')
    if (page.next === null) return
    after = page.next
  }
}

const asLine = ({ key, title, reason, at, amount, currency, other }: CleanupFinding): string =>
  csvLine([key, title, reason, at?.toISOString() ?? '', amount ?? '', currency ?? '', other?.title ?? ''])
