import { byteOrderMark, csvLine } from '../../lib/csv.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, type Page, readCursor } from '../../platform/paging.ts'
import { membersByIds } from '../access/index.ts'
import type { Link } from './rules.ts'
import type { AuditChange, AuditEntry, AuditFilter, AuditQuery } from './schema.ts'
import * as store from './store.ts'

/** One page of the log, the newest first. */
export async function listEntries(context: Context, query: AuditQuery): Promise<Page<AuditEntry>> {
  requireAll(context)
  const { after, limit, ...filter } = query
  const before = after === undefined ? undefined : placeIn(after)
  const links = await store.listLinks(context.db, wantedBy(filter, before), limit + 1)
  const page = cutPage(links, limit, (link) => [link.sequence])
  return { ...page, items: await asEntries(context, page.items) }
}

/** An audit log is read whole or not at all: there is no part of it that is one store's or one team's. */
export function requireAll(context: Context): void {
  if (requirePermission(context, 'audit.read') !== 'all')
    throw new Refusal('request.forbidden', { permission: 'audit.read' })
}

function placeIn(cursor: string): number {
  const [sequence] = readCursor(cursor, 1)
  if (typeof sequence === 'number' && Number.isSafeInteger(sequence)) return sequence
  throw new Refusal('request.invalid', { errors: [{ field: 'after', message: 'not a cursor of this list' }] })
}

function wantedBy({ from, until, action, actor, subject }: AuditFilter, before: number | undefined): store.Wanted {
  return {
    ...(action !== undefined && { action }),
    ...(actor !== undefined && { actor }),
    ...(subject !== undefined && { subject }),
    ...(from !== undefined && { from: new Date(from) }),
    ...(until !== undefined && { until: new Date(until) }),
    ...(before !== undefined && { before }),
  }
}

/** Entries with the names that people have now: the log itself keeps ids, so that a person can be forgotten. */
async function asEntries(context: Context, links: readonly Link[]): Promise<AuditEntry[]> {
  const ids = new Set(
    links.flatMap((link) => [
      ...(link.actorKind === 'member' || link.actorKind === 'token' ? [link.actorId] : []),
      ...(link.subjectKind === 'member' ? [link.subjectId] : []),
    ]),
  )
  const names = new Map((await membersByIds(context, [...ids])).map(({ id, name }) => [id, name]))
  return links.map((link) => {
    const { changes, notes } = JSON.parse(link.details) as Pick<AuditEntry, 'notes'> & {
      changes: (Omit<AuditChange, 'hidden'> & { hidden?: AuditChange['hidden'] })[]
    }
    return {
      sequence: link.sequence,
      at: new Date(link.at),
      action: link.action,
      actor: {
        kind: link.actorKind as AuditEntry['actor']['kind'],
        id: link.actorId,
        name: names.get(link.actorId) ?? null,
      },
      subject: {
        kind: link.subjectKind,
        id: link.subjectId,
        name: link.subjectName || (names.get(link.subjectId) ?? ''),
      },
      changes: changes.map((change) => ({ ...change, hidden: change.hidden ?? null })),
      notes,
      requestId: link.requestId,
      hash: link.hash,
    }
  })
}

/** Rows of one export: what a spreadsheet still opens. */
export const mostExported = 100_000
const stride = 500

const header = [
  'sequence',
  'at',
  'actor_kind',
  'actor_id',
  'actor',
  'action',
  'subject_kind',
  'subject_id',
  'subject',
  'changes',
  'notes',
  'request_id',
  'hash',
]

/** The log as CSV, the newest first, 100,000 entries at most. That it was taken is an entry, kept before the first line. */
export async function exportEntries(context: Context, filter: AuditFilter): Promise<AsyncGenerator<string>> {
  requireAll(context)
  await recordAudit(context, { action: 'audit.exported', subject: { kind: 'audit', id: 'log' }, notes: { ...filter } })
  return linesOf(context, filter)
}

async function* linesOf(context: Context, filter: AuditFilter): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(header)
  let before: number | undefined
  for (let written = 0; written < mostExported; written += stride) {
    const links = await store.listLinks(context.db, wantedBy(filter, before), stride)
    const entries = await asEntries(context, links)
    yield entries.map((entry) => csvLine(cellsOf(entry))).join('')
    if (links.length < stride) return
    before = links.at(-1)?.sequence
  }
}

function cellsOf(entry: AuditEntry): (string | number)[] {
  const { actor, subject } = entry
  return [
    entry.sequence,
    entry.at.toISOString(),
    actor.kind,
    actor.id,
    actor.name ?? '',
    entry.action,
    subject.kind,
    subject.id,
    subject.name,
    entry.changes.map(changeInText).join('\n'),
    Object.entries(entry.notes)
      .map(([name, value]) => `${name}: ${valueInText(value)}`)
      .join('\n'),
    entry.requestId,
    entry.hash,
  ]
}

const changeInText = ({ field, before, after, hidden }: AuditChange): string =>
  hidden ? `${field}: [${hidden}]` : `${field}: ${valueInText(before)} → ${valueInText(after)}`

const valueInText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
