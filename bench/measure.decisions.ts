import { type Facts, nextStep, openGuard, readyPolicy, type Stop } from '../server/modules/policies/index.ts'
import { day, guardRows, places, shippedPolicy } from '../tests/policies/ground.ts'
import type { Measurement } from './bed.ts'
import { figure } from './figure.ts'
import { pick, randomFrom } from './load.random.ts'

const rounds = 5
const decided = 200_000

/**
 * Steps of the shipped no-reason return that one core decides a second, as a replay of many returns asks for them: every
 * place, every stop of the ladder, one fact in ten unknown. The slowest of some rounds counts.
 */
export const decisions: Measurement = {
  name: 'decisions',
  measure() {
    const policy = readyPolicy(shippedPolicy('no-reason-return'))
    const guard = openGuard(guardRows, day)
    const cases = asked(2_000)
    const speeds: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const begun = performance.now()
      for (let at = 0; at < decided; at += 1) {
        const given = cases[at % cases.length]
        if (given) nextStep(policy, guard, given)
      }
      // The first one only warms up.
      if (round > 0) speeds.push(decided / ((performance.now() - begun) / 1_000))
    }
    return Promise.resolve([
      figure('decisions.per-second', Math.min(...speeds), '/s', {
        must: { atLeast: 300_000 },
        note: 'steps of the no-reason return, one core',
      }),
    ])
  },
}

const ladder: readonly (readonly Stop[])[] = [
  [],
  [{ node: 'letter-1', outcome: 'insists' }],
  [{ node: 'letter-1-no-fee', outcome: 'insists' }],
  [{ node: 'letter-1', outcome: 'accepts' }],
  [
    { node: 'letter-1-no-fee', outcome: 'insists' },
    { node: 'letter-2-no-fee', outcome: 'insists' },
  ],
  [{ node: 'await-item', outcome: 'arrived' }],
]

function asked(count: number): { facts: Facts; history: readonly Stop[] }[] {
  const random = randomFrom(7)
  const known = <Value>(value: Value): Value | null => (random() < 0.1 ? null : value)
  return Array.from({ length: count }, () => ({
    history: pick(random, ladder),
    facts: {
      ...pick(random, places),
      reason: 'no-reason',
      itemPrice: known(Math.floor(random() * 50_000)),
      outboundShipping: known(1_200),
      returnShipping: known(900),
      daysSinceDelivery: known(Math.floor(random() * 60)),
      isInPolicy: known(random() < 0.5),
      condition: known(pick(random, ['original', 'opened', 'used'] as const)),
      photos: known(Math.floor(random() * 3)),
      profanity: known(random() < 0.1),
      capitalsSentence: known(random() < 0.1),
    },
  }))
}
