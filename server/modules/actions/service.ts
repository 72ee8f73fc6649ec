import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { announce } from '../../platform/realtime.ts'
import { deadlineAfter } from '../sla/index.ts'
import { tell, ticketWithin } from '../tickets/index.ts'
import { refusalAt } from './errors.ts'
import { needsWords, stageAfter } from './rules.ts'
import type {
  ActionDetail,
  ActionDue,
  ActionMoved,
  AttachedEvidence,
  EntryKind,
  Evidence,
  Move,
  NewAction,
} from './schema.ts'
import { actionWithin, detailOf, mayMove, undoable } from './service.views.ts'
import { readDepartment } from './store.departments.ts'
import { type EntryRecord, entriesOf, insertEntry, markUndone } from './store.entries.ts'
import * as store from './store.ts'

/** Asks a department for something; due when it says, else within the time that the department answers in. */
export function askDepartment(context: Context, wanted: NewAction): Promise<ActionDetail> {
  return ask(
    context,
    wanted,
    (wanted.evidence ?? []).map((each, at) => attached(context, each, at)),
  )
}

/** As `askDepartment`, for what a higher storey has found: with its figures and with the words of buyers. */
export function ask(
  context: Context,
  wanted: Omit<NewAction, 'evidence'>,
  evidence: readonly Evidence[],
): Promise<ActionDetail> {
  return transact(context, async (context) => {
    const now = context.now()
    const department = await readDepartment(context.db, wanted.departmentId)
    if (!department?.active) throw refusalAt('departmentId', 'actions.department-not-found', context.language)
    const ticket = wanted.ticketId ? await ticketWithin(context, wanted.ticketId, 'tickets.read') : undefined
    if (wanted.ownerId && !department.memberIds.includes(wanted.ownerId))
      throw refusalAt('ownerId', 'actions.owner-unknown', context.language)
    const action: store.ActionRecord = {
      id: context.newId(),
      departmentId: department.id,
      title: wanted.title.trim(),
      ask: wanted.ask.trim(),
      ticketId: ticket?.id ?? null,
      storeId: ticket?.storeId ?? null,
      evidence: [...evidence],
      stage: 'open',
      outcome: null,
      askedBy: context.actor.id,
      // Of one it is clear who does it.
      ownerId: wanted.ownerId ?? (department.memberIds.length === 1 ? (department.memberIds[0] ?? null) : null),
      askedAt: now,
      dueAt: wanted.dueAt ? dueAfter(context, wanted.dueAt) : await deadlineAfter(context, now, department),
      answer: null,
      answeredAt: null,
      closedAt: null,
      remindedAt: null,
    }
    await store.insertAction(context.db, action)
    await keepStep(context, action, 'asked', { ownerId: action.ownerId, dueAt: action.dueAt, before: null })
    await recordAudit(context, { action: 'actions.asked', subject: subjectOf(action) })
    if (action.ticketId)
      await tell(context, action.ticketId, 'action-asked', {
        department: department.name,
        dueAt: action.dueAt.toISOString(),
      })
    return detailOf(context, action)
  })
}

const subjectOf = ({ id }: store.ActionRecord) => ({ kind: 'action', id })

function dueAfter(context: Context, sent: string): Date {
  const dueAt = new Date(sent)
  if (dueAt <= context.now()) throw refusalAt('dueAt', 'actions.due-past', context.language)
  return dueAt
}

/** A link that a browser would run as a program is refused. */
function attached(context: Context, { kind, ref, text = '' }: AttachedEvidence, at: number): Evidence {
  if (kind === 'link' && !/^https?:\/\/[^\s]+$/i.test(ref.trim()))
    throw refusalAt(`evidence.${at}.ref`, 'actions.link-unsafe', context.language)
  return {
    kind,
    ref: ref.trim(),
    text: text.trim(),
    count: null,
    of: null,
    expected: null,
    amount: null,
    currency: null,
  }
}

const entryOf = { answer: 'answered', accept: 'accepted', reopen: 'reopened', withdraw: 'withdrawn' } as const

/** Answers an action, accepts the answer, opens it again or withdraws it. */
export function moveAction(context: Context, id: string, { move, text, dueAt }: ActionMoved): Promise<ActionDetail> {
  return step(context, id, async (context, action) => {
    const stage = stageAfter(action.stage, move)
    if (!stage) throw new Refusal('actions.not-now', { stage: action.stage, move })
    if (!(await mayMove(context, action, move))) throw new Refusal('actions.not-yours')
    const note = text?.trim() ?? ''
    if (needsWords(move) && !note) throw refusalAt('text', 'actions.words-missing', context.language)
    const department = await readDepartment(context.db, action.departmentId)
    const now = context.now()
    const changes: { readonly [each in Move]: () => Promise<Partial<store.ActionRecord>> } = {
      answer: async () => ({ answer: note, answeredAt: now, ownerId: action.ownerId ?? context.actor.id }),
      accept: async () => ({ outcome: 'accepted', closedAt: now }),
      withdraw: async () => ({ outcome: 'withdrawn', closedAt: now }),
      reopen: async () => ({
        outcome: null,
        closedAt: null,
        answer: null,
        answeredAt: null,
        remindedAt: null,
        dueAt: dueAt
          ? dueAfter(context, dueAt)
          : await deadlineAfter(context, now, department ?? { limitSeconds: 86_400, calendarId: null }),
      }),
    }
    const changed = { ...action, stage, ...(await changes[move]()) }
    const noted = { note, ...(move === 'reopen' && { dueAt: changed.dueAt }) }
    if (action.ticketId)
      await tell(context, action.ticketId, `action-${entryOf[move]}`, { department: department?.name ?? '' })
    return { changed, kind: entryOf[move], entry: noted }
  })
}

/** Gives an action to one of the department, or to nobody in particular. */
export function giveAction(context: Context, id: string, memberId: string | null): Promise<ActionDetail> {
  return step(context, id, async (context, action) => {
    if (action.stage === 'closed') throw new Refusal('actions.not-now', { stage: action.stage })
    if (!((await mayMove(context, action, 'answer')) || (await mayMove(context, action, 'withdraw'))))
      throw new Refusal('actions.not-yours')
    const department = await readDepartment(context.db, action.departmentId)
    if (memberId !== null && !department?.memberIds.includes(memberId))
      throw refusalAt('memberId', 'actions.owner-unknown', context.language)
    return { changed: { ...action, ownerId: memberId }, kind: 'given', entry: { ownerId: memberId } }
  })
}

/** Agrees on another day, with the reason; whoever was told that it is late is told anew when that day has passed. */
export function postponeAction(context: Context, id: string, { dueAt, reason }: ActionDue): Promise<ActionDetail> {
  return step(context, id, async (context, action) => {
    if (action.stage !== 'open') throw new Refusal('actions.not-now', { stage: action.stage })
    if (!(await mayMove(context, action, 'withdraw'))) throw new Refusal('actions.not-yours')
    const due = dueAfter(context, dueAt)
    return {
      changed: { ...action, dueAt: due, remindedAt: null },
      kind: 'postponed',
      entry: { note: reason.trim(), dueAt: due },
    }
  })
}

/** Takes the actor's own newest step back: the action is what it was before, and both stay to be seen. */
export function undoStep(context: Context, id: string): Promise<ActionDetail> {
  return step(context, id, async (context, action) => {
    const last = await undoable(context, action, await entriesOf(context.db, id))
    if (!last?.before) throw new Refusal('actions.nothing-to-undo')
    await markUndone(context.db, last.id, context.now())
    const { dueAt, answeredAt, closedAt, remindedAt, ...before } = last.before
    const moment = (text: string | null) => (text === null ? null : new Date(text))
    return {
      changed: {
        ...action,
        ...before,
        dueAt: new Date(dueAt),
        answeredAt: moment(answeredAt),
        closedAt: moment(closedAt),
        remindedAt: moment(remindedAt),
      },
      kind: 'undone',
      entry: {},
    }
  })
}

interface Step {
  readonly changed: store.ActionRecord
  readonly kind: EntryKind
  readonly entry: Partial<Pick<EntryRecord, 'note' | 'ownerId' | 'dueAt'>>
}

/** Loads an action behind its lock, lets it be changed, and keeps what it was before with the step. */
function step(
  context: Context,
  id: string,
  work: (context: Context, action: store.ActionRecord) => Promise<Step>,
): Promise<ActionDetail> {
  return transact(context, async (context) => {
    await store.lockAction(context.db, id)
    const action = await actionWithin(context, id)
    const { changed, kind, entry } = await work(context, action)
    await store.updateAction(context.db, changed)
    await keepStep(context, changed, kind, { ...entry, before: kind === 'undone' ? null : beforeOf(action) })
    await recordAudit(context, { action: 'actions.moved', subject: subjectOf(action), notes: { step: kind } })
    if (changed.stage === 'closed' && action.stage !== 'closed') await emit(context, 'actions.closed', { actionId: id })
    if (changed.stage !== 'closed' && action.stage === 'closed')
      await emit(context, 'actions.reopened', { actionId: id })
    return detailOf(context, changed)
  })
}

const beforeOf = (action: store.ActionRecord) => ({
  stage: action.stage,
  outcome: action.outcome,
  ownerId: action.ownerId,
  answer: action.answer,
  dueAt: action.dueAt.toISOString(),
  answeredAt: action.answeredAt?.toISOString() ?? null,
  closedAt: action.closedAt?.toISOString() ?? null,
  remindedAt: action.remindedAt?.toISOString() ?? null,
})

async function keepStep(
  context: Context,
  action: store.ActionRecord,
  kind: EntryKind,
  entry: Partial<Pick<EntryRecord, 'note' | 'ownerId' | 'dueAt' | 'before'>>,
): Promise<void> {
  await insertEntry(context.db, {
    id: context.newId(),
    actionId: action.id,
    kind,
    note: '',
    ownerId: null,
    dueAt: null,
    before: null,
    ...entry,
    undoneAt: null,
    actorId: context.actor.id,
    at: context.now(),
  })
  await announce(
    context,
    { topic: 'action', id: action.id },
    { permission: 'actions.read', storeId: action.storeId, memberIds: [action.ownerId, action.askedBy] },
  )
}

/** Says of actions that are late that they are, once each: in their history, on their ticket, and to the open pages. */
export async function remindOverdue(context: Context): Promise<void> {
  while ((await remindSome(context)) === remindedAtOnce);
}

const remindedAtOnce = 100

function remindSome(context: Context): Promise<number> {
  return transact(context, async (context) => {
    const now = context.now()
    const late = await store.lockUnreminded(context.db, now, remindedAtOnce)
    for (const action of late) {
      await store.updateAction(context.db, { ...action, remindedAt: now })
      await keepStep(context, action, 'overdue', { ownerId: action.ownerId, dueAt: action.dueAt })
      if (action.ticketId) {
        const department = await readDepartment(context.db, action.departmentId)
        await tell(context, action.ticketId, 'action-overdue', { department: department?.name ?? '' })
      }
      await emit(context, 'actions.overdue', { actionId: action.id })
    }
    return late.length
  })
}

/** How far actions are, for those who have asked for them. */
export async function stagesOf(context: Context, ids: readonly string[]) {
  const found = ids.length === 0 ? [] : await store.readActions(context.db, ids)
  return new Map(found.map(({ id, stage, outcome, closedAt }) => [id, { stage, outcome, closedAt }]))
}
