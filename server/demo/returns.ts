import { recordPast } from '../modules/messages/index.ts'
import {
  beginReturn,
  changeTerms,
  decide,
  goOnInPast,
  hearBuyer,
  type ReturnRequest,
} from '../modules/returns/index.ts'
import { resolveTicket } from '../modules/tickets/index.ts'
import { type Context, transact } from '../platform/context.ts'
import { worker } from './people.ts'
import { type PlannedTicket, tellStory } from './plan.ts'
import { answersIn, isLoudIn, replyIn } from './replies.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Older ones are history that no page of the demo shows first. */
const shownDays = 45
/** Since so many days most returns are still on their way. */
const underWayDays = 9
/** No course has more steps, and the longest of those that are left under way. */
const [mostSteps, leftAfter] = [20, 6]
/** The demo has some 60 returns in all states (UX §10), and loads within a minute. */
const most = { recent: 20, underWay: 26, older: 26 }

/** How a buyer takes our letters, and in which condition their item comes back. */
export interface Course {
  readonly answers: readonly ('insists' | 'accepts' | 'gives-up' | 'silent')[]
  readonly words: 'polite' | 'capitals'
  readonly condition: 'original' | 'used'
  /** Pictures of the damage that came with the first letter. */
  readonly photos?: number
}

const courses: readonly Course[] = [
  { answers: ['gives-up'], words: 'polite', condition: 'original' },
  { answers: ['insists', 'insists'], words: 'polite', condition: 'original' },
  { answers: ['silent'], words: 'polite', condition: 'original' },
  { answers: ['accepts'], words: 'polite', condition: 'original' },
  { answers: ['insists'], words: 'capitals', condition: 'used' },
  { answers: ['insists', 'accepts'], words: 'polite', condition: 'original' },
  { answers: ['insists', 'gives-up'], words: 'polite', condition: 'original' },
]

/** Of what came damaged pictures are asked for; where there are some, somebody is to choose a resolution. */
const damaged = (at: number): Course => ({
  answers: [],
  words: 'polite',
  condition: 'used',
  ...(at % 2 === 0 && { photos: 2 }),
})

/** A return of the demo: its ticket, and how far its buyer goes. */
export interface PlannedReturn {
  readonly ticket: PlannedTicket
  readonly course: Course
  /** So many steps were taken; the next is left to be done. */
  readonly steps: number
}

/** Which tickets have a return, by the ticket: their letters are those of the return. */
export function planReturns(tickets: readonly PlannedTicket[], now: Date): Map<PlannedTicket, PlannedReturn> {
  const since = (days: number): number => now.getTime() - days * dayMs
  const asks = tickets.filter(
    ({ story, agentIndex, at, reached }) =>
      story.kind === 'return' &&
      (story.subType === 'damaged' || answersIn(story.language)) &&
      agentIndex !== null &&
      reached !== 'new' &&
      at.getTime() > since(shownDays),
  )
  const resolved = asks.filter(({ reached }) => reached === 'resolved')
  const isUnderWay = ({ at }: PlannedTicket): boolean => at.getTime() > since(underWayDays)
  const chosen = [
    ...spread(
      resolved.filter((ticket) => !isUnderWay(ticket) && ticket.story.subType === 'no-reason'),
      most.older,
    ),
    ...spread(resolved.filter(isUnderWay), most.underWay),
    ...asks.filter((ticket) => ticket.reached !== 'resolved' && isUnderWay(ticket)).slice(-most.recent),
  ]
  // Of those under way some are left at each step, so that the board has something to do in every column.
  const stepsOf = (ticket: PlannedTicket, at: number): number => (isUnderWay(ticket) ? at % leftAfter : mostSteps)
  return new Map(
    chosen.map((ticket, at) => [ticket, { ticket, course: courseOf(ticket, at), steps: stepsOf(ticket, at) }]),
  )
}

/** So many of them, evenly. */
const spread = <Item>(items: readonly Item[], count: number): Item[] =>
  items.filter((_, at) => Math.floor((at * count) / items.length) !== Math.floor(((at - 1) * count) / items.length))

function courseOf(ticket: PlannedTicket, at: number): Course {
  if (ticket.story.subType === 'damaged') return damaged(at)
  const course = courses[at % courses.length]
  if (!course) throw new Error('the demo has no course of a return')
  return course.words === 'capitals' && !isLoudIn(ticket.story.language) ? { ...course, words: 'polite' } : course
}

interface Shop {
  readonly storeId: string
  readonly marketplace: string
}

export interface Stage {
  readonly members: readonly { readonly id: string; readonly name: string }[]
  readonly addressOf: (ticket: PlannedTicket) => string
}

const currencies: Readonly<Record<string, string>> = { 'amazon-us': 'USD', 'ebay-uk': 'GBP', 'own-shop': 'USD' }

/** Says where returns of each store go and what they cost by rule. */
export async function recordTerms(context: Context, shops: readonly Shop[]): Promise<void> {
  for (const { storeId, marketplace } of shops)
    await changeTerms(context, storeId, {
      returnAddress: 'Nordhaus Retouren\nHafenstr. 12, Tor 7\n20457 Hamburg',
      currency: currencies[marketplace] ?? 'EUR',
      outboundShipping: 1_290,
      returnShipping: 1_490,
      restockingCost: 600,
    })
}

/**
 * Plays the planned returns through, as far as there has been time: what is not over yet stands on the board. Answers those
 * that are over.
 */
export async function recordReturns(
  context: Context,
  played: ReadonlyMap<string, PlannedTicket>,
  planned: ReadonlyMap<PlannedTicket, PlannedReturn>,
  stage: Stage,
): Promise<ReturnRequest[]> {
  const over: ReturnRequest[] = []
  for (const [ticketId, ticket] of played) {
    const its = planned.get(ticket)
    const agent = ticket.agentIndex === null ? undefined : stage.members[ticket.agentIndex]
    const request =
      its && agent && (await transact(context, (context) => playReturn(context, ticketId, its, agent, stage)))
    if (request?.endedAt) over.push(request)
  }
  return over
}

async function playReturn(
  context: Context,
  ticketId: string,
  { ticket, course, steps }: PlannedReturn,
  agent: { readonly id: string; readonly name: string },
  { addressOf }: Stage,
): Promise<ReturnRequest | undefined> {
  const now = context.now()
  const letter = { address: addressOf(ticket), values: { 'return.label_url': 'https://labels.demo/return' } }
  let moment = new Date(Math.min(ticket.at.getTime() + ticket.answeredAfterMs, now.getTime() - 90_000))
  if (moment <= ticket.at) return undefined
  /** The desk so many hours later; undefined once that has not come yet: then the return stands where it stands. */
  const later = (hours: number): Context | undefined => {
    const then = new Date(moment.getTime() + hours * hourMs)
    if (then >= now) return undefined
    moment = then
    return { ...context, now: () => then, actor: worker(agent) }
  }
  const begun = later(0)
  if (!begun) return undefined
  let request = await beginReturn(begun, ticketId, {
    facts: {
      ...{ isInPolicy: true, daysSinceDelivery: 4, resaleValue: 0 },
      ...(course.condition === 'original' && { condition: 'original' }),
      ...(course.photos && { photos: course.photos }),
    },
  })
  const answers = course.answers.values()
  for (let step = 0; step < steps && request.endedAt === null; step += 1) {
    const move = moveOf(request, answers, course)
    if (move === undefined) return request
    if (move.says) {
      const heard = later(move.afterHours)
      if (!heard) return request
      const text = replyIn(ticket.story.language, move.says, course.words)
      await recordPast(heard, ticketId, {
        direction: 'inbound',
        authorName: ticket.buyer,
        address: letter.address,
        language: ticket.story.language,
        subject: `Re: ${tellStory(ticket.story.subject, ticket)}`,
        text,
      })
      await hearBuyer(heard, ticketId)
      // Nobody has read it yet.
      if (step === steps - 1) return request
    }
    const at = later(move.says ? readHours : move.afterHours)
    if (!at) return request
    request =
      move.decision === undefined
        ? await goOnInPast(at, request.id, letter)
        : await decide(at, request.id, { ...move.decision, revision: request.revision })
  }
  const over = later(0.2)
  if (over && request.endedAt !== null && ticket.reached === 'resolved')
    await resolveTicket({ ...over, actor: context.actor }, ticketId, {
      result: 'solved',
      note: '',
      customerFeedback: 'unknown',
    })
  return request
}

/** Until somebody has read what a buyer wrote. */
const readHours = 3

interface Move {
  readonly afterHours: number
  /** What the buyer writes first. */
  readonly says?: 'insists' | 'accepts' | 'gives-up'
  /** Absent: the letter or act of the step. */
  readonly decision?: Decision
}
type Decision =
  | { readonly event: 'answer'; readonly answer: 'insists' | 'accepts' | 'gives-up' | 'silent' }
  | { readonly event: 'choose'; readonly option: string }
  | { readonly event: 'arrived'; readonly condition: 'original' | 'used' }

/** What happens next on a return; undefined where the demo leaves it to be tried. */
function moveOf(
  { step, stage }: ReturnRequest,
  answers: Iterator<Course['answers'][number]>,
  { condition, photos }: Course,
): Move | undefined {
  switch (step.kind) {
    case 'letter':
    case 'act':
      return { afterHours: 0.5 }
    case 'choose': {
      if (photos) return undefined
      const open = step.options.find(({ state }) => state === 'open')
      return open && { afterHours: 5, decision: { event: 'choose', option: open.key } }
    }
    case 'await': {
      if (step.awaits === 'item') return { afterHours: 6 * 24, decision: { event: 'arrived', condition } }
      if (step.awaits !== 'answer' || stage === 'answer') return undefined
      const { value: answer } = answers.next()
      if (!answer) return undefined
      if (answer === 'silent') return { afterHours: 24 * (step.waitDays ?? 7), decision: { event: 'answer', answer } }
      return { afterHours: 14, says: answer, decision: { event: 'answer', answer } }
    }
    default:
      return undefined
  }
}
