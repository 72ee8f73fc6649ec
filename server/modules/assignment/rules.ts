import type { DutyState, ReasonCode } from './schema.ts'

/** A member as far as giving out work goes. */
export interface Candidate {
  readonly memberId: string
  readonly name: string
  readonly state: DutyState
  /** Whether their roles let them work on tickets at all. */
  readonly mayWork: boolean
  readonly stores: 'all' | readonly string[]
  readonly languages: readonly string[]
  /** None is all. */
  readonly kinds: readonly string[]
  readonly capacity: number
  /** Open tickets, the pressing ones by their weight. */
  readonly load: number
  readonly open: number
  /** When the desk last gave them something, in milliseconds. */
  readonly lastGivenAt: number | null
}

/** A ticket as far as giving it out goes. */
export interface Work {
  readonly ticketId: string
  readonly kind: string
  /** Two letters, or `und` when nobody knows. */
  readonly language: string
  /** Null: nobody knows which; then only who serves all stores may see it. */
  readonly storeId: string | null
  readonly weight: number
  /** Who had the customer's last ticket. */
  readonly lastAssigneeId: string | null
  /** What other modules (training, leave) hold against a member, in words. */
  readonly objections: ReadonlyMap<string, readonly string[]>
}

export interface Reason {
  readonly code: ReasonCode
  /** The language, kind or objection that it is about. */
  readonly about?: string
}

export interface Verdict {
  readonly candidate: Candidate
  /** Nothing lasting stands against it: the ticket may be given by hand. */
  readonly allowed: boolean
  /** Nothing at all stands against it: the desk itself may give it. */
  readonly eligible: boolean
  readonly reasons: readonly Reason[]
}

/** Whether a member may take the work, and everything that stands against it. */
export function judge(work: Work, candidate: Candidate, speakersExist = true): Verdict {
  const lasting = lastingReasons(work, candidate, speakersExist)
  const passing = passingReasons(work, candidate)
  return {
    candidate,
    allowed: lasting.length === 0,
    eligible: lasting.length + passing.length === 0,
    reasons: [...lasting, ...passing],
  }
}

function lastingReasons(work: Work, candidate: Candidate, speakersExist: boolean): Reason[] {
  const reasons: Reason[] = []
  if (!candidate.mayWork) reasons.push({ code: 'no-permission' })
  if (!serves(candidate, work.storeId)) reasons.push({ code: 'store' })
  if (!takes(candidate, work.kind)) reasons.push({ code: 'kind', about: work.kind })
  if (speakersExist && !speaks(candidate, work.language)) reasons.push({ code: 'language', about: work.language })
  for (const about of work.objections.get(candidate.memberId) ?? []) reasons.push({ code: 'objection', about })
  return reasons
}

function passingReasons(work: Work, candidate: Candidate): Reason[] {
  if (candidate.state === 'away') return [{ code: 'away' }]
  const reasons: Reason[] = candidate.state === 'off-duty' ? [{ code: 'off-duty' }] : []
  if (candidate.load + work.weight > candidate.capacity) reasons.push({ code: 'full' })
  return reasons
}

const serves = ({ stores }: Candidate, storeId: string | null): boolean =>
  stores === 'all' || (storeId !== null && stores.includes(storeId))

const takes = ({ kinds }: Candidate, kind: string): boolean => kinds.length === 0 || kinds.includes(kind)

const speaks = ({ languages }: Candidate, language: string): boolean =>
  language === 'und' || languages.includes(language)

/**
 * Whether anybody of the workspace could take the work and speaks its language, on duty or not. When nobody does, the
 * language is held against no one: a letter from a template in that language is better than none.
 */
export const speakerExists = (work: Work, everybody: readonly Candidate[]): boolean =>
  everybody.some((candidate) => lastingReasons(work, candidate, true).length === 0)

/** Who gets the work, and by which rule. */
export interface Choice {
  readonly memberId: string
  readonly because: 'sticky' | 'least-load'
}

/**
 * The last agent of the customer where they are eligible; else who would be the least full with it. Full is measured against
 * the own capacity, so that half a day's work is half a load. Among equals, who has waited longest for work.
 */
export function choose(work: Work, verdicts: readonly Verdict[], sticky = true): Choice | null {
  const eligible = verdicts.filter((verdict) => verdict.eligible).map(({ candidate }) => candidate)
  const known = sticky && eligible.find(({ memberId }) => memberId === work.lastAssigneeId)
  if (known) return { memberId: known.memberId, because: 'sticky' }
  const [first] = eligible.sort((a, b) => fullnessWith(work, a) - fullnessWith(work, b) || waitedLonger(a, b))
  return first ? { memberId: first.memberId, because: 'least-load' } : null
}

const fullnessWith = (work: Work, candidate: Candidate): number => (candidate.load + work.weight) / candidate.capacity

const waitedLonger = (a: Candidate, b: Candidate): number =>
  (a.lastGivenAt ?? 0) - (b.lastGivenAt ?? 0) || (a.memberId < b.memberId ? -1 : 1)

/** The candidate after the work was given to them; `turn` orders those that get work at the same moment. */
export const given = (candidate: Candidate, work: Work, turn: number): Candidate => ({
  ...candidate,
  load: candidate.load + work.weight,
  open: candidate.open + 1,
  lastGivenAt: turn,
})

export interface Dealt extends Choice {
  readonly ticketId: string
}

/** Gives out works in their order, each to whom it then suits best; what suits nobody stays behind and holds up nothing. */
export function deal(
  works: readonly Work[],
  candidates: readonly Candidate[],
  rules: { sticky: boolean; speakersExist: (work: Work) => boolean; now: number },
): Dealt[] {
  const dealt: Dealt[] = []
  let people = [...candidates]
  for (const work of works) {
    const speakersExist = rules.speakersExist(work)
    const choice = choose(
      work,
      people.map((candidate) => judge(work, candidate, speakersExist)),
      rules.sticky,
    )
    if (!choice) continue
    dealt.push({ ...choice, ticketId: work.ticketId })
    const turn = rules.now + dealt.length
    people = people.map((candidate) =>
      candidate.memberId === choice.memberId ? given(candidate, work, turn) : candidate,
    )
  }
  return dealt
}
