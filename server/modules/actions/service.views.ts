import { type Context, scopeOf } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, momentIn, type Page, readCursor } from '../../platform/paging.ts'
import { memberNames, membersByIds } from '../access/index.ts'
import { maskPersonal } from '../classification/index.ts'
import { commentsOfUnits } from '../orders/index.ts'
import { readTicketRecords, ticketWithin } from '../tickets/index.ts'
import { isOverdue, sideOf, stageAfter } from './rules.ts'
import { type Action, type ActionDetail, type ActionQuery, type Evidence, type Move, moves } from './schema.ts'
import { departmentsOf, listDepartments } from './store.departments.ts'
import { type EntryRecord, entriesOf } from './store.entries.ts'
import * as store from './store.ts'

/**
 * How far a permission reaches over actions: `own` what one asked or owns, `team` also what was asked of one's departments,
 * `stores` also what is of one's stores. Who is nobody's contact sees nothing of others (UX §6).
 */
export async function reachOf(context: Context, permission: string): Promise<store.ActionReach> {
  const scope = scopeOf(context, permission)
  if (scope === 'all') return {}
  const { id: memberId, storeIds } = context.actor
  if (scope === 'own' || scope === undefined) return { memberId }
  const departmentIds = await departmentsOf(context.db, memberId)
  return { memberId, departmentIds, ...(scope === 'stores' && { storeIds }) }
}

const reaches = ({ memberId, departmentIds = [], storeIds = [] }: store.ActionReach, action: store.ActionRecord) =>
  memberId === undefined ||
  action.ownerId === memberId ||
  action.askedBy === memberId ||
  departmentIds.includes(action.departmentId) ||
  (action.storeId !== null && storeIds.includes(action.storeId))

/** The action, when the actor may see it. Out of reach and not there look the same. */
export async function actionWithin(context: Context, id: string): Promise<store.ActionRecord> {
  const action = await store.readAction(context.db, id)
  if (!action || !reaches(await reachOf(context, 'actions.read'), action)) throw new Refusal('actions.not-found')
  return action
}

/** Whether the actor may make a move: the department answers, those who ask accept, open again and withdraw. */
export async function mayMove(context: Context, action: store.ActionRecord, move: Move): Promise<boolean> {
  const permission = sideOf(move) === 'department' ? 'actions.work' : 'actions.ask'
  return scopeOf(context, permission) !== undefined && reaches(await reachOf(context, permission), action)
}

/** One page of the actions that the actor may see. */
export async function listActions(context: Context, query: ActionQuery): Promise<Page<Action>> {
  const [moment, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const { view } = query
  const { id: memberId } = context.actor
  const isClosed = view === 'closed'
  const found = await store.listActions(context.db, {
    ...(await reachOf(context, 'actions.read')),
    isOpen: !isClosed,
    inDepartments: view === 'department' ? await departmentsOf(context.db, memberId) : undefined,
    ownerId: view === 'mine' ? memberId : undefined,
    askedBy: view === 'asked' ? memberId : undefined,
    lateAt: view === 'overdue' ? context.now() : undefined,
    ...(query.after !== undefined && { after: [momentIn(moment), idIn(id)] as const }),
    limit: query.limit + 1,
  })
  const cut = cutPage(found, query.limit, (action) => [
    (isClosed ? (action.closedAt ?? action.dueAt) : action.dueAt).toISOString(),
    action.id,
  ])
  return { items: await linesOf(context, cut.items), next: cut.next }
}

/** Actions as lines of a list, in the order given. */
export async function linesOf(context: Context, actions: readonly store.ActionRecord[]): Promise<Action[]> {
  if (actions.length === 0) return []
  const departments = new Map((await listDepartments(context.db)).map((each) => [each.id, each]))
  const memberIds = actions.flatMap(({ ownerId, askedBy }) => [askedBy, ...(ownerId ? [ownerId] : [])])
  const names = new Map((await memberNames(context, [...new Set(memberIds)])).map(({ id, name }) => [id, name]))
  const ticketIds = actions.flatMap(({ ticketId }) => ticketId ?? [])
  const tickets = ticketIds.length > 0 ? await readTicketRecords(context, [...new Set(ticketIds)]) : []
  const numbers = new Map(tickets.map(({ id, number }) => [id, number]))
  const now = context.now()
  return actions.map((action) => {
    const { id, name, field } = departments.get(action.departmentId) ?? {
      id: action.departmentId,
      name: '',
      field: 'other' as const,
    }
    return {
      id: action.id,
      title: action.title,
      department: { id, name, field },
      stage: action.stage,
      outcome: action.outcome,
      owner: action.ownerId && { id: action.ownerId, name: names.get(action.ownerId) ?? '' },
      askedBy: { id: action.askedBy, name: names.get(action.askedBy) ?? '' },
      ticket: action.ticketId && { id: action.ticketId, number: numbers.get(action.ticketId) ?? 0 },
      askedAt: action.askedAt,
      dueAt: action.dueAt,
      overdue: isOverdue(action, now),
      answeredAt: action.answeredAt,
      closedAt: action.closedAt,
    } as Action
  })
}

/** One action within reach, with its evidence, every step, and what the actor may do now. */
export const showAction = async (context: Context, id: string): Promise<ActionDetail> =>
  detailOf(context, await actionWithin(context, id))

/** An action, opened. */
export async function detailOf(context: Context, action: store.ActionRecord): Promise<ActionDetail> {
  const [line] = await linesOf(context, [action])
  const department = (await listDepartments(context.db)).find(({ id }) => id === action.departmentId)
  if (!line || !department) throw new Refusal('actions.not-found')
  const entries = await entriesOf(context.db, action.id)
  const people = new Set(entries.flatMap(({ actorId, ownerId }) => [actorId, ...(ownerId ? [ownerId] : [])]))
  const names = new Map((await memberNames(context, [...people])).map(({ id, name }) => [id, name]))
  const possible: Move[] = []
  for (const move of moves)
    if (stageAfter(action.stage, move) && (await mayMove(context, action, move))) possible.push(move)
  const isOpen = action.stage !== 'closed'
  const owners = (await membersByIds(context, department.memberIds)).filter(({ state }) => state === 'active')
  return {
    ...line,
    ask: action.ask,
    evidence: await readEvidence(context, action.evidence),
    answer: action.answer,
    entries: entries.map(({ id, kind, note, ownerId, dueAt, undoneAt, actorId, at }) => ({
      id,
      kind,
      note,
      owner: (ownerId && names.get(ownerId)) || null,
      dueAt,
      undoneAt,
      by: names.get(actorId) ?? null,
      at,
    })),
    owners: owners.map(({ id, name }) => ({ id, name })),
    moves: possible,
    mayGive: isOpen && ((await mayMove(context, action, 'answer')) || (await mayMove(context, action, 'withdraw'))),
    mayPostpone: action.stage === 'open' && (await mayMove(context, action, 'withdraw')),
    mayUndo: (await undoable(context, action, entries)) !== undefined,
  }
}

/**
 * The step that an undo takes back: the newest that stands, by who made it themselves. What others have built on is not
 * taken from under them; they open it again and say why.
 */
export async function undoable(
  context: Context,
  action: store.ActionRecord,
  entries: readonly EntryRecord[],
): Promise<EntryRecord | undefined> {
  const last = entries.find(({ kind, undoneAt }) => kind !== 'undone' && kind !== 'overdue' && undoneAt === null)
  if (!last?.before || last.actorId !== context.actor.id) return undefined
  const isOwn = last.kind === 'answered' || last.kind === 'given' ? 'actions.work' : 'actions.ask'
  const may = scopeOf(context, isOwn) ?? (last.kind === 'given' ? scopeOf(context, 'actions.ask') : undefined)
  return may && reaches(await reachOf(context, 'actions.read'), action) ? last : undefined
}

/** Comments of buyers are read anew each time, without what points to a person: what was erased is gone here too. */
async function readEvidence(context: Context, evidence: readonly Evidence[]): Promise<Evidence[]> {
  const unitIds = evidence.filter(({ kind }) => kind === 'comment').map(({ ref }) => ref)
  if (unitIds.length === 0) return [...evidence]
  const words = new Map((await commentsOfUnits(context, unitIds)).map(({ id, comments }) => [id, comments]))
  return evidence.flatMap((each) => {
    if (each.kind !== 'comment') return [each]
    const text = maskPersonal(words.get(each.ref) ?? '').slice(0, 500)
    return text ? [{ ...each, text }] : []
  })
}

/** The actions that were asked on a ticket, the newest first. */
export async function actionsOfTicket(context: Context, ticketId: string): Promise<{ items: Action[] }> {
  await ticketWithin(context, ticketId, 'tickets.read')
  return { items: await linesOf(context, await store.actionsOfTicket(context.db, ticketId)) }
}
