import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, type Page, type PageWanted, readCursor } from '../../platform/paging.ts'
import { memberNames } from '../access/index.ts'
import { mayUndo } from './rules.ts'
import { type Cleanup, type CleanupRun, type KindName, kindNames } from './schema.ts'
import { type Offered, offeredKind, offeredKinds } from './service.kinds.ts'
import * as runs from './store.runs.ts'
import * as store from './store.ts'

/** Every kind of invalid data: how old it must be, how many there were at the last look, what became of them. */
export async function listCleanups(context: Context): Promise<Cleanup[]> {
  const set = await store.daysSet(context.db)
  const looks = new Map((await store.allLooks(context.db)).map((look) => [look.kind, look]))
  const last = await asRuns(context, await runs.lastRuns(context.db, kindNames))
  return (await offeredKinds(context)).map((offered) =>
    asCleanup(
      offered,
      set.get(offered.name),
      looks.get(offered.name),
      last.find(({ kind }) => kind === offered.name),
    ),
  )
}

function asCleanup(
  { name, kind }: Offered,
  days: number | undefined,
  look: store.LookRecord | undefined,
  run: CleanupRun | undefined,
): Cleanup {
  return {
    kind: name,
    days: kind.days === null ? null : (days ?? kind.days),
    defaultDays: kind.days,
    weighs: kind.weighs,
    canClean: kind.clean !== undefined,
    canUndo: kind.restore !== undefined,
    look: look
      ? { status: look.status, days: look.days, found: look.found, askedAt: look.askedAt, endedAt: look.endedAt }
      : null,
    run: run ?? null,
  }
}

/** Says how old what is invalid of a kind must be, from the next look on. */
export function changeDays(context: Context, name: KindName, days: number): Promise<void> {
  return transact(context, async (context) => {
    const kind = await offeredKind(context, name)
    if (kind.days === null) throw new Refusal('cleanups.no-days')
    const before = (await store.daysSet(context.db)).get(name) ?? kind.days
    if (before === days) return
    await store.setDays(context.db, name, days)
    await recordAudit(context, {
      action: 'cleanups.days-changed',
      subject: { kind: 'cleanup', id: name },
      changes: [{ field: 'days', before, after: days }],
    })
  })
}

/** One page of what was cleaned away, by whom and when, the newest first. */
export async function listRuns(context: Context, { after, limit }: PageWanted): Promise<Page<CleanupRun>> {
  const from = after === undefined ? {} : { after: idIn(readCursor(after, 1)[0]) }
  const page = cutPage(await runs.listRuns(context.db, { ...from, limit: limit + 1 }), limit, ({ id }) => [id])
  return { ...page, items: await asRuns(context, page.items) }
}

/** A run as the page shows it. */
export async function asRun(context: Context, record: runs.RunRecord): Promise<CleanupRun> {
  const [run] = await asRuns(context, [record])
  if (!run) throw new Refusal('cleanups.run-not-found')
  return run
}

async function asRuns(context: Context, records: readonly runs.RunRecord[]): Promise<CleanupRun[]> {
  const people = await memberNames(context, [...new Set(records.map(({ askedBy }) => askedBy))])
  const names = new Map(people.map((person) => [person.id, person]))
  return records.map((record) => ({
    id: record.id,
    kind: record.kind,
    status: record.status,
    chosen: record.chosen,
    cleaned: record.cleaned,
    kept: record.kept,
    askedBy: names.get(record.askedBy) ?? { id: record.askedBy, name: '' },
    askedAt: record.askedAt,
    endedAt: record.endedAt,
    mayUndo: mayUndo(record, context.now()),
    undo: record.undoStatus && {
      status: record.undoStatus,
      undone: record.undone,
      endedAt: record.undoEndedAt,
    },
  }))
}
