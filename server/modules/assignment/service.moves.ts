import { type Context, requirePermission } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { assignTo, openTicketsOf, type TicketRecord, ticketWithin } from '../tickets/index.ts'
import { type Held, rebalance } from './rules.rebalance.ts'
import { type Candidate, deal, judge, type Work } from './rules.ts'
import { wordsFor } from './rules.words.ts'
import type { Handover, Moves, Rebalance } from './schema.ts'
import { everybody, readSettings, speakersFor, workOf } from './service.candidates.ts'
import { alone } from './service.giving.ts'

const atOnce = 500

/**
 * Hands open tickets of a member over: to a named colleague, or spread over those on duty who may take them. What cannot
 * move stays where it is, with the reason. One's own need no permission beyond working on tickets.
 */
export async function handOver(context: Context, wanted: Handover): Promise<Moves> {
  const { fromMemberId, toMemberId = null } = wanted
  if (fromMemberId !== context.actor.id) requirePermission(context, 'assignment.write')
  if (fromMemberId === toMemberId) throw new Refusal('assignment.to-themselves')
  return alone(context, async (context) => {
    const tickets = await ticketsToHandOver(context, wanted)
    const colleagues = (await everybody(context)).filter(({ memberId }) => memberId !== fromMemberId)
    const people = toMemberId ? colleagues.filter(({ memberId }) => memberId === toMemberId) : colleagues
    if (toMemberId && people.length === 0) throw new Refusal('assignment.member-not-found')
    if (!toMemberId && !people.some(({ state }) => state === 'on-duty')) throw new Refusal('assignment.nobody-on-duty')

    const works = await worksOf(context, tickets, people)
    const speaks = await speakersFor(context, works, people)
    const takers = toMemberId ? namedTaker(context, works, people) : await spread(context, works, people, speaks)
    const moves: Moves['moves'] = []
    for (const work of works) {
      const taken = takers.get(work.ticketId)
      const reasons = typeof taken === 'string' ? [] : (taken ?? [])
      if (typeof taken === 'string') {
        const note = wanted.note === undefined ? {} : { note: wanted.note }
        await assignTo(context, work.ticketId, taken, { code: 'handover', ...note })
      }
      moves.push({
        ticketId: work.ticketId,
        fromMemberId,
        toMemberId: typeof taken === 'string' ? taken : null,
        reasons,
      })
    }
    return { moves }
  })
}

/** By ticket: who takes it, or the reasons why it stays. A colleague named by hand need not be on duty, nor have room. */
function namedTaker(
  context: Context,
  works: readonly Work[],
  [taker]: readonly Candidate[],
): Map<string, string | string[]> {
  const taken = new Map<string, string | string[]>()
  for (const work of taker ? works : []) {
    const verdict = judge(work, taker as Candidate, false)
    taken.set(work.ticketId, verdict.allowed ? (taker as Candidate).memberId : inWords(context, verdict.reasons))
  }
  return taken
}

async function spread(
  context: Context,
  works: readonly Work[],
  people: readonly Candidate[],
  speakersExist: (work: Work) => boolean,
): Promise<Map<string, string | string[]>> {
  const { sticky } = await readSettings(context)
  const dealt = deal(works, people, { sticky, speakersExist, now: context.now().getTime() })
  return new Map(dealt.map(({ ticketId, memberId }) => [ticketId, memberId]))
}

async function ticketsToHandOver(context: Context, { fromMemberId, ticketIds }: Handover): Promise<TicketRecord[]> {
  if (!ticketIds) return withinReach(context, await openTicketsOf(context, fromMemberId, atOnce))
  const named: TicketRecord[] = []
  for (const id of ticketIds) named.push(await ticketWithin(context, id, 'tickets.work'))
  return named.filter(({ assigneeId, status }) => assigneeId === fromMemberId && status !== 'resolved')
}

/** Whoever may move tickets of some stores only leaves the others where they are. */
async function withinReach(context: Context, tickets: readonly TicketRecord[]): Promise<TicketRecord[]> {
  const scope = requirePermission(context, 'tickets.work')
  const isMine = ({ assigneeId }: TicketRecord) => assigneeId === context.actor.id
  const isServed = ({ storeId }: TicketRecord) => storeId !== null && context.actor.storeIds.includes(storeId)
  return tickets.filter((ticket) => scope === 'all' || isMine(ticket) || (scope !== 'own' && isServed(ticket)))
}

/** Evens out the load between members, or shows what would move. */
export function evenOut(context: Context, wanted: Rebalance): Promise<Moves> {
  return alone(context, async (context) => {
    const all = (await everybody(context)).filter(({ mayWork }) => mayWork)
    const people = wanted.memberIds ? all.filter(({ memberId }) => wanted.memberIds?.includes(memberId)) : all
    const held: Held[] = []
    for (const { memberId, open } of people) {
      if (open === 0) continue
      const tickets = await withinReach(context, await openTicketsOf(context, memberId, atOnce))
      // The newest go first: whoever began a case should rather end it.
      const open_ = tickets
        .filter(({ status }) => status === 'open')
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
      for (const work of await worksOf(context, open_, people)) held.push({ holderId: memberId, work })
    }
    const speaks = await speakersFor(
      context,
      held.map(({ work }) => work),
      people,
    )
    const moves = rebalance(held, people, speaks).slice(0, atOnce)
    if (wanted.apply)
      for (const { ticketId, to } of moves) await assignTo(context, ticketId, to, { code: 'rebalanced' })
    return {
      moves: moves.map(({ ticketId, from, to }) => ({ ticketId, fromMemberId: from, toMemberId: to, reasons: [] })),
    }
  })
}

async function worksOf(
  context: Context,
  tickets: readonly TicketRecord[],
  people: readonly Candidate[],
): Promise<Work[]> {
  const works: Work[] = []
  for (const ticket of tickets) works.push(await workOf(context, ticket, people))
  return works
}

const inWords = (context: Context, reasons: ReturnType<typeof judge>['reasons']): string[] =>
  reasons
    .filter(({ code }) => code !== 'off-duty' && code !== 'away' && code !== 'full')
    .map((reason) => wordsFor(reason, context.language))
