import type { Context } from '../../platform/context.ts'
import { defineHook } from '../../platform/hooks.ts'
import { recall } from '../../platform/settings-memory.ts'
import { activeMembers, type Member, membersByIds, permissionsOf } from '../access/index.ts'
import { lastAssigneeOf, openByAssignee, type TicketRecord } from '../tickets/index.ts'
import { type Candidate, judge, speakerExists, type Work } from './rules.ts'
import { type AssignmentSettings, shippedSettings } from './schema.ts'
import * as store from './store.ts'

/**
 * Asks what stands against these members taking this work: training hangs "not certified" here, leave "goes on leave
 * tomorrow". One answer a member and objection, in words of the reader's language; no answer lets them.
 */
export const mayTake = defineHook<
  { ticketId: string; kind: string; storeId: string | null; memberIds: readonly string[] },
  { memberId: string; objection: string }[]
>('assignment.may-take')

export const readSettings = async (context: Context): Promise<AssignmentSettings> =>
  (await recall(context, 'assignment.settings', () => store.readSettings(context.db))) ?? shippedSettings

/** Everybody who may work now, as candidates. */
export async function everybody(context: Context): Promise<Candidate[]> {
  return asCandidates(context, await activeMembers(context), await store.allAvailabilities(context.db))
}

export const isAnybodyOnDuty = async (context: Context): Promise<boolean> => (await store.onDuty(context.db)).length > 0

/** Only who is on duty: few, however large the company. */
export async function everybodyOnDuty(context: Context): Promise<Candidate[]> {
  const rows = await store.onDuty(context.db)
  if (rows.length === 0) return []
  const members = await membersByIds(
    context,
    rows.map(({ memberId }) => memberId),
  )
  return asCandidates(
    context,
    members.filter(({ state }) => state === 'active'),
    rows,
  )
}

async function asCandidates(
  context: Context,
  members: readonly Member[],
  rows: readonly store.AvailabilityRow[],
): Promise<Candidate[]> {
  const settings = await readSettings(context)
  const availabilities = new Map(rows.map((row) => [row.memberId, row]))
  const loads = new Map((await openByAssignee(context)).map((row) => [row.memberId, row]))
  const mayWork = rolesThatWork(context)
  const candidates: Candidate[] = []
  for (const member of members) {
    const row = availabilities.get(member.id)
    const { open = 0, pressing = 0 } = loads.get(member.id) ?? {}
    candidates.push({
      memberId: member.id,
      name: member.name,
      state: row?.state ?? 'off-duty',
      mayWork: await mayWork(member.roleIds),
      stores: member.allStores ? 'all' : member.storeIds,
      languages: member.speaks,
      kinds: row?.kinds ?? [],
      capacity: row?.capacity ?? settings.defaultCapacity,
      load: open + pressing * (settings.pressingWeight - 1),
      open,
      lastGivenAt: row?.lastGivenAt?.getTime() ?? null,
    })
  }
  return candidates
}

/** Whether a set of roles lets people work on tickets; a desk has few such sets, so each is looked up once. */
function rolesThatWork(context: Context): (roleIds: readonly string[]) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>()
  return (roleIds) => {
    const key = [...roleIds].sort().join()
    const found =
      known.get(key) ?? permissionsOf(context, roleIds).then((permissions) => permissions.has('tickets.work'))
    known.set(key, found)
    return found
  }
}

/** A ticket as work, with what other modules hold against these candidates. */
export async function workOf(context: Context, ticket: TicketRecord, candidates: readonly Candidate[]): Promise<Work> {
  const { pressingWeight } = await readSettings(context)
  const asked = {
    ticketId: ticket.id,
    kind: ticket.kind,
    storeId: ticket.storeId,
    memberIds: candidates.map(({ memberId }) => memberId),
  }
  const objections = new Map<string, string[]>()
  for (const { memberId, objection } of (await context.services.hooks.run(context, mayTake, asked)).flat()) {
    objections.set(memberId, [...(objections.get(memberId) ?? []), objection])
  }
  return {
    ticketId: ticket.id,
    kind: ticket.kind,
    language: ticket.language,
    storeId: ticket.storeId,
    weight: ticket.priority === 'urgent' || ticket.priority === 'high' ? pressingWeight : 1,
    lastAssigneeId: ticket.customerId ? await lastAssigneeOf(context, ticket.customerId) : null,
    objections,
  }
}

/**
 * Whether somebody of the workspace could take each work and speaks its language. The whole company is only looked at when
 * nobody at hand does.
 */
export async function speakersFor(
  context: Context,
  works: readonly Work[],
  atHand: readonly Candidate[],
): Promise<(work: Work) => boolean> {
  const unspoken = works.filter((work) => !atHand.some((candidate) => judge(work, candidate).allowed))
  const company = unspoken.length === 0 ? [] : await everybody(context)
  const without = new Set(unspoken.filter((work) => !speakerExists(work, company)).map(({ ticketId }) => ticketId))
  return (work) => !without.has(work.ticketId)
}
