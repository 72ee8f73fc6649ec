import { readyPolicy } from '../server/modules/policies/index.ts'
import { predictionOf } from '../server/modules/replays/index.ts'
import { shippedPolicy } from '../tests/policies/ground.ts'
import { pastFrom, replayOf } from '../tests/policies/past.ts'
import type { Measurement } from './bed.ts'
import { figure } from './figure.ts'
import { randomFrom } from './load.random.ts'

const returns = 1_000_000
const atOnce = 5_000

/**
 * How long one core takes to take a million past returns of the no-reason policy through a draft that asks no fee, from the
 * first return to the result with its ranges: time of the processor, that of collecting garbage included. Each return is one
 * of its own; making them up is not counted.
 */
export function replayMillion(count = returns): { seconds: number; returns: number; changed: number } {
  const shipped = shippedPolicy('no-reason-return')
  const { replay, ground } = replayOf({ ...shipped, start: 'letter-1-no-fee' }, shipped)
  const ready = readyPolicy(shipped)
  const random = randomFrom(11)
  let microseconds = 0
  const timed = <Result>(work: () => Result): Result => {
    const begun = process.cpuUsage()
    const result = work()
    const { user, system } = process.cpuUsage(begun)
    microseconds += user + system
    return result
  }
  for (let made = 0; made < count; made += atOnce) {
    const batch = Array.from({ length: atOnce }, (_, at) =>
      pastFrom(ready, random, { requestId: String(made + at), versionId: 'version-1', policyId: 'policy' }),
    )
    timed(() => {
      for (const past of batch) if (past) replay.add(past, ground)
    })
  }
  const result = timed(() => predictionOf(replay.tally(), 7))
  return { seconds: microseconds / 1_000_000, returns: result.returns, changed: result.changed }
}

export const replay: Measurement = {
  name: 'replay',
  measure() {
    const { seconds, changed } = replayMillion()
    return Promise.resolve([
      figure('replay.million', seconds, 's', {
        must: { atMost: 10 },
        note: `1,000,000 past returns through a draft, one core, ${changed} decided otherwise`,
      }),
    ])
  },
}
