import type { NextStep, Stage, StageState } from './schema.ts'

/** A ticket takes this many files of its buyer: enough for every angle of a broken cupboard, too few to fill a disk. */
export const mostFiles = 60
export const mostPhotosAtOnce = 5
export const mostPhotoBytes = 10 * 1_048_576

/** A link that nobody needs any more is closed: half a year after the last word (ENGINEERING.md, links that never expire). */
const linkLivesMs = 180 * 24 * 3_600_000

export const isClosed = (ticket: { lastMessageAt: Date }, now: Date): boolean =>
  now.getTime() - ticket.lastMessageAt.getTime() > linkLivesMs

/** What of a ticket decides what its buyer sees. Nothing else of it goes to the page. */
export interface StatusFacts {
  readonly status: 'open' | 'waiting' | 'snoozed' | 'resolved'
  /** Somebody has it. Who, the buyer does not learn. */
  readonly taken: boolean
  /** A person, not a machine, has answered. */
  readonly answered: boolean
  /** An answer is written and has not left yet: until it has, it is still our turn. */
  readonly answerUnderWay: boolean
  readonly clocks: readonly { readonly measure: string; readonly state: string; readonly dueAt: Date | null }[]
}

export function stageOf(facts: StatusFacts): Stage {
  if (facts.status === 'resolved') return 'solved'
  if (facts.status === 'waiting' && !facts.answerUnderWay) return 'waiting'
  return facts.taken || facts.answered || facts.answerUnderWay ? 'working' : 'received'
}

/** The way from received to solved. That we wait for the buyer is a stop on it only while we do. */
export function stagesOf(stage: Stage): StageState[] {
  const way: Stage[] =
    stage === 'waiting' ? ['received', 'working', 'waiting', 'solved'] : ['received', 'working', 'solved']
  const now = way.indexOf(stage)
  return way.map((one, place) => ({ stage: one, state: place < now ? 'done' : place === now ? 'now' : 'ahead' }))
}

/** The clocks that promise the buyer something, the next promise first; `promise` is one that a person gave. */
const steps: readonly { readonly step: NextStep; readonly measures: readonly string[] }[] = [
  { step: 'we-answer', measures: ['promise', 'first-response', 'next-response'] },
  { step: 'we-propose', measures: ['solution-proposed'] },
  { step: 'we-settle', measures: ['resolution'] },
]

/**
 * What happens next and by when (REQUIREMENTS T12), from the clocks that run. A time that has passed is not shown as a
 * promise: the page says that we are late.
 */
export function nextStepOf(facts: StatusFacts, now: Date): { nextStep: NextStep; by: Date | null } {
  const stage = stageOf(facts)
  if (stage === 'solved') return { nextStep: 'nothing', by: null }
  if (stage === 'waiting') return { nextStep: 'you-answer', by: null }
  for (const { step, measures } of steps) {
    const dues = facts.clocks.flatMap(({ measure, state, dueAt }) =>
      measures.includes(measure) && (state === 'running' || state === 'breached') && dueAt ? [dueAt.getTime()] : [],
    )
    if (dues.length === 0) continue
    const by = Math.min(...dues)
    return by <= now.getTime() ? { nextStep: 'late', by: null } : { nextStep: step, by: new Date(by) }
  }
  return { nextStep: 'we-answer', by: null }
}

/** What a photo may be, by its own bytes (never by its name), and how its file is called here. */
const photoEndings: ReadonlyMap<string, string> = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/webp', 'webp'],
  ['image/heic', 'heic'],
  ['image/heif', 'heic'],
])

/** The kind of a photo, from what its bytes say it is; undefined for everything that is no photo. */
export function photoNamed(
  mime: string | undefined,
  place: number,
): { filename: string; contentType: string } | undefined {
  const ending = mime === undefined ? undefined : photoEndings.get(mime)
  // The buyer's own file name is not kept: it says nothing to an agent, and may be made to deceive one.
  return mime && ending ? { filename: `photo-${place}.${ending}`, contentType: mime } : undefined
}
