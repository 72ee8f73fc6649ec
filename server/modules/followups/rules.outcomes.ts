import type { PlanText } from './schema.plans.ts'
import type { NewOutcome, Outcome, State } from './schema.ts'

/** A customer who was not reached so often is left in peace until the plan comes round again. */
export const mostAttempts = 3

/** A follow-up is to be done within a week of its day: our own default. */
const graceMs = 7 * 86_400_000

/** Before which day one must have been due to be overdue now. */
export const overdueBefore = (now: Date): Date => new Date(now.getTime() - graceMs)

/** How a follow-up stands. */
export interface Standing {
  readonly state: State
  readonly dueAt: Date
  readonly attempts: number
  readonly outcome: Outcome | null
  readonly satisfaction: number | null
  readonly closedAt: Date | null
}

/** How a follow-up stands after an outcome: one who was not reached is tried again some days later, three times at most. */
export function afterOutcome(before: Standing, wanted: NewOutcome, againDays: number, now: Date): Standing {
  const isMissed = wanted.outcome === 'not-reached'
  const attempts = before.attempts + (isMissed && before.state === 'open' ? 1 : 0)
  const satisfaction = wanted.satisfaction ?? null
  if (isMissed && before.state === 'open' && attempts < mostAttempts)
    return { ...before, attempts, dueAt: new Date(now.getTime() + againDays * 86_400_000) }
  return { ...before, attempts, state: 'done', outcome: wanted.outcome, satisfaction, closedAt: before.closedAt ?? now }
}

/** Which field of an outcome contradicts another; null where none does. */
export function outcomeFault({
  outcome,
  satisfaction,
  suggestions = [],
}: NewOutcome): 'satisfaction' | 'suggestions' | null {
  if (satisfaction !== undefined && (outcome === 'not-reached' || outcome === 'refused')) return 'satisfaction'
  return suggestions.length > 0 && outcome === 'not-reached' ? 'suggestions' : null
}

/** The text of a plan for a customer: in their language, else in the same one of another country, else the first. */
export function textFor(texts: readonly PlanText[], language: string | null): PlanText | undefined {
  const bare = language?.split('-')[0]
  return (
    texts.find((text) => text.language === language) ??
    texts.find((text) => text.language.split('-')[0] === bare) ??
    texts[0]
  )
}

/** Which text of a plan is faulty: a language that comes twice, a letter without a subject. */
export function textsFault(
  way: 'email' | 'phone',
  texts: readonly PlanText[],
): { index: number; fault: 'twice' | 'subject' } | null {
  for (const [index, { language, subject }] of texts.entries()) {
    if (texts.findIndex((text) => text.language === language) < index) return { index, fault: 'twice' }
    if (way === 'email' && subject.trim() === '') return { index, fault: 'subject' }
  }
  return null
}
