import { isDeepStrictEqual } from 'node:util'
import { calendarOf } from '../../server/lib/calendar.ts'
import {
  type Clock,
  dueAt,
  meet,
  nextReminder,
  pause,
  remindersBefore,
  resume,
  retarget,
  spentAt,
  startClock,
  stateOf,
} from '../../server/modules/sla/rules.ts'
import { type SlaCase, slaCases } from './sla.cases.ts'
import { type SlaAnswer, steppedAnswer } from './sla.stepping.ts'

export interface SlaVerdict {
  equal: number
  cases: number
  firstDifference: { case: SlaCase; product: SlaAnswer; oracle: SlaAnswer } | null
}

/** Lets the product and the stepping oracle answer the same generated cases (ENGINEERING R6). */
export function runSlaOracle(cases: number, seed: number): SlaVerdict {
  const verdict: SlaVerdict = { equal: 0, cases, firstDifference: null }
  for (const each of slaCases(cases, seed)) {
    const [product, oracle] = [productAnswer(each), steppedAnswer(each)]
    if (isDeepStrictEqual(product, oracle)) verdict.equal++
    else verdict.firstDifference ??= { case: each, product, oracle }
  }
  return verdict
}

/** Lives the case through with the rules of the product, looking for reminders before each thing that happens. */
function productAnswer({ calendar: plan, startedAt, limit, happenings, askedAt }: SlaCase): SlaAnswer {
  let calendar = calendarOf(plan)
  let clock: Clock = startClock('resolution', startedAt, { limit, pausesForBuyer: true })
  const reminders: SlaAnswer['reminders'] = []
  const remindBefore = (at: number) => {
    for (const { clock: reminded, level, at: when } of remindersBefore([clock], at, () => calendar)) {
      clock = reminded
      reminders.push({ level, at: when })
    }
  }
  for (const happening of happenings) {
    remindBefore(happening.at)
    if (happening.what === 'pause') clock = pause(calendar, clock, happening.at)
    if (happening.what === 'resume') clock = resume(clock, happening.at)
    if (happening.what === 'meet') clock = meet(calendar, clock, happening.at)
    if (happening.what === 'retarget' && clock.breachedAt === null) {
      clock = retarget(clock, { limit: happening.limit, pausesForBuyer: true })
      calendar = calendarOf(happening.calendar)
    }
  }
  remindBefore(askedAt)
  return {
    dueAt: dueAt(calendar, clock),
    state: stateOf(clock),
    spent: spentAt(calendar, clock, askedAt),
    breachedAt: clock.breachedAt,
    reminders,
    nextReminder: nextReminder(calendar, clock),
  }
}
