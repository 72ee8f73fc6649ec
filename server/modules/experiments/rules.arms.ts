import { hashOf } from '../../lib/hash.ts'

const places = 2 ** 53

/**
 * Which arm a buyer is in: always the same one in one experiment, independent of all others, because the experiment's id
 * salts the hash. Arms share the hash's range by their weights, in order.
 */
export function armOf(experimentId: string, buyerKey: string, weights: readonly number[]): number {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const at = (hashOf(`${experimentId}:${buyerKey}`) / places) * whole
  let before = 0
  for (const [arm, weight] of weights.entries()) {
    before += weight
    if (at < before) return arm
  }
  return weights.length - 1
}
