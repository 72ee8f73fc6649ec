import { type Context, transact } from '../../platform/context.ts'
import { announce } from '../../platform/realtime.ts'
import { assignTo, readTicketRecord, type TicketRecord, ticketWithin, unassignedTickets } from '../tickets/index.ts'
import { choose, type Dealt, deal, judge } from './rules.ts'
import { wordsFor } from './rules.words.ts'
import type { AssignmentCandidate } from './schema.ts'
import { everybody, everybodyOnDuty, isAnybodyOnDuty, readSettings, speakersFor, workOf } from './service.candidates.ts'
import * as store from './store.ts'

/** Tickets that nobody has go to whom they suit best; they wait in the backlog where they suit nobody now. */
export async function giveOut(context: Context, ticketIds: readonly string[]): Promise<void> {
  // Whoever comes on duty is dealt what waits: with nobody there, no ticket has to wait for the giving of another.
  if (!(await readSettings(context)).automatic || !(await isAnybodyOnDuty(context))) return
  await alone(context, async (context) => {
    await giveTo(context, await dealt(context, await stillWaiting(context, ticketIds)))
  })
}

/** How many tickets one dealing looks at, and how many of them it gives out before others get their turn. */
const backlog = 1_000
const handful = 50

/** Gives out what waits, the most pressing first, until everybody on duty is full. */
export async function giveOutBacklog(context: Context): Promise<void> {
  if (!(await readSettings(context)).automatic) return
  const waiting = await unassignedTickets(context, backlog)
  for (let i = 0; i < waiting.length; i += handful) {
    const some = waiting.slice(i, i + handful)
    const roomLeft = await alone(context, async (context) => {
      const people = await everybodyOnDuty(context)
      if (people.every(({ load, capacity }) => load + 1 > capacity)) return false
      const still = await stillWaiting(
        context,
        some.map(({ id }) => id),
      )
      await giveTo(context, await dealt(context, still))
      return true
    })
    if (!roomLeft) return
  }
}

/** Others may have taken some of them since they were listed. */
async function stillWaiting(context: Context, ticketIds: readonly string[]): Promise<TicketRecord[]> {
  const still: TicketRecord[] = []
  for (const id of ticketIds) {
    const ticket = await readTicketRecord(context, id)
    if (ticket?.status === 'open' && ticket.assigneeId === null) still.push(ticket)
  }
  return still
}

/**
 * The buyer wrote on a ticket. When its assignee is not there, another who is takes it over; of one who is away it goes
 * back to the backlog at the least: no buyer waits for somebody on leave.
 */
export function coverAssignee(context: Context, ticketId: string): Promise<void> {
  return alone(context, async (context) => {
    const settings = await readSettings(context)
    const ticket = await readTicketRecord(context, ticketId)
    if (!settings.automatic || ticket?.status !== 'open') return
    if (ticket.assigneeId === null) return giveTo(context, await dealt(context, [ticket]))
    if (!settings.substitute) return
    const state = (await store.availabilityOf(context.db, ticket.assigneeId))?.state ?? 'off-duty'
    if (state === 'on-duty') return
    const [choice] = await dealt(context, [ticket], { sticky: false })
    if (choice) await assignTo(context, ticketId, choice.memberId, { code: 'substitute' })
    else if (state === 'away') await assignTo(context, ticketId, null, { code: 'assignee-away' })
  })
}

/** The caller takes the most pressing of the tickets that wait and that they may take; null when there is none. */
export function takeNext(context: Context): Promise<string | null> {
  return alone(context, async (context) => {
    const me = (await everybody(context)).filter(({ memberId }) => memberId === context.actor.id)
    for (const ticket of await unassignedTickets(context, 200)) {
      const work = await workOf(context, ticket, me)
      const speaks = await speakersFor(context, [work], me)
      // Whoever asks for work has room for it and is there, whatever the board says.
      if (!me.some((candidate) => judge(work, candidate, speaks(work)).allowed)) continue
      await assignTo(context, ticket.id, context.actor.id, { code: 'pulled' })
      return ticket.id
    }
    return null
  })
}

/** Everybody who works on tickets as a possible assignee of one, the recommended first, each with the reasons in words. */
export async function candidatesFor(context: Context, ticketId: string): Promise<AssignmentCandidate[]> {
  const ticket = await ticketWithin(context, ticketId, 'tickets.read')
  const people = (await everybody(context)).filter(({ mayWork }) => mayWork)
  const work = await workOf(context, ticket, people)
  const speaks = await speakersFor(context, [work], people)
  const verdicts = people.map((candidate) => judge(work, candidate, speaks(work)))
  const recommended = choose(work, verdicts, (await readSettings(context)).sticky)?.memberId
  return verdicts
    .map(({ candidate, allowed, eligible, reasons }) => ({
      memberId: candidate.memberId,
      name: candidate.name,
      state: candidate.state,
      open: candidate.open,
      load: candidate.load,
      capacity: candidate.capacity,
      allowed,
      eligible,
      recommended: candidate.memberId === recommended,
      reasons: reasons.map((reason) => ({ code: reason.code, text: wordsFor(reason, context.language) })),
    }))
    .sort((a, b) => rank(a) - rank(b) || a.load / a.capacity - b.load / b.capacity)
}

const rank = (candidate: AssignmentCandidate): number =>
  candidate.recommended ? 0 : candidate.eligible ? 1 : candidate.allowed ? 2 : 3

/** What stands against giving the ticket to this member by hand, in words; being off duty or busy does not. */
export async function objectionsToAssigning(
  context: Context,
  { ticketId, memberId }: { ticketId: string; memberId: string },
): Promise<string[]> {
  const ticket = await readTicketRecord(context, ticketId)
  const people = (await everybody(context)).filter((candidate) => candidate.memberId === memberId)
  if (!ticket) return []
  const work = await workOf(context, ticket, people)
  // A supervisor may know better than a profile who can read a language: it is no bar to a choice by hand.
  return people
    .flatMap((candidate) => judge(work, candidate, false).reasons)
    .filter(({ code }) => code !== 'off-duty' && code !== 'away' && code !== 'full')
    .map((reason) => wordsFor(reason, context.language))
}

async function dealt(
  context: Context,
  tickets: readonly TicketRecord[],
  rules: { sticky?: boolean } = {},
): Promise<Dealt[]> {
  const settings = await readSettings(context)
  const people = await everybodyOnDuty(context)
  if (people.length === 0) return []
  const works = []
  for (const ticket of tickets) works.push(await workOf(context, ticket, people))
  return deal(works, people, {
    sticky: rules.sticky ?? settings.sticky,
    speakersExist: await speakersFor(context, works, people),
    now: context.now().getTime(),
  })
}

async function giveTo(context: Context, gifts: readonly Dealt[]): Promise<void> {
  for (const [i, { ticketId, memberId, because }] of gifts.entries()) {
    await assignTo(context, ticketId, memberId, { code: because })
    await store.recordGiven(context.db, memberId, new Date(context.now().getTime() + i))
    await announce(context, { topic: 'availability', id: memberId }, { permission: 'assignment.read' })
  }
}

/** Runs `work` in a transaction while nobody else gives out work in this workspace. */
export function alone<Result>(context: Context, work: (context: Context) => Promise<Result>): Promise<Result> {
  return transact(context, async (context) => {
    await store.lockGiving(context.db, context.workspaceId)
    return work(context)
  })
}
