import { DAY } from '../../lib/time.ts'
import type { Context } from '../../platform/context.ts'
import { pastReturns } from '../returns/index.ts'
import { lossShareOf, plannedSize } from './rules.looks.ts'
import { priceOfLooking } from './rules.sequential.ts'
import type { Goal } from './schema.arms.ts'
import type { ExperimentQuestion, ExperimentSize } from './schema.ts'

const pastDays = 183
const mostPast = 5_000
const atOnce = 500
/** Fewer past returns say little of how much they vary. */
const fewestPast = 30
/** Of a goal of which too little is known: what a share varies by at most, and losses about. */
const guessed: Readonly<Record<Goal, number>> = { 'loss-share': 0.5, 'given-up': 0.5 }

/** How many returns an experiment takes, by how the returns of its policy were in the past half year. */
export async function sizeOf(context: Context, question: ExperimentQuestion): Promise<ExperimentSize> {
  const { policyId, goal, effect, alpha, power, weights } = question
  const { values, days } = await pastValues(context, policyId, goal)
  const mean = values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = values.length < fewestPast || mean === null ? guessed[goal] : deviationOf(values, mean)
  const size = plannedSize({ goal, effect, alpha, power, deviation }, weights)
  const perDay = values.length / days
  return {
    size,
    sizeOfOneLook: Math.ceil(size / priceOfLooking(alpha, power)),
    deviation,
    mean,
    past: values.length,
    days: perDay > 0 ? Math.ceil(size / perDay) : null,
  }
}

function deviationOf(values: readonly number[], mean: number): number {
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  // Returns that were all alike so far will not stay so.
  return Math.min(2, Math.max(0.05, Math.sqrt(squares / Math.max(1, values.length - 1))))
}

async function pastValues(context: Context, policyId: string, goal: Goal): Promise<{ values: number[]; days: number }> {
  const to = context.now()
  const from = new Date(to.getTime() - pastDays * DAY)
  const values: number[] = []
  let [after, first] = [undefined as string | undefined, to]
  while (values.length < mostPast) {
    const page = await pastReturns(context, { from, to, ...(after !== undefined && { after }), limit: atOnce })
    for (const past of page) {
      if (past.policyId !== policyId || past.outcome === null) continue
      if (past.begunAt < first) first = past.begunAt
      const share = lossShareOf({ loss: past.loss, price: past.facts.itemPrice ?? null })
      if (goal === 'given-up') values.push(past.outcome === 'withdrawn' ? 1 : 0)
      else if (share !== null) values.push(share)
    }
    after = page.at(-1)?.requestId
    if (page.length < atOnce) break
  }
  return { values, days: Math.max(1, (to.getTime() - first.getTime()) / DAY) }
}
