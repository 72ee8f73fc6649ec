import { expect, test } from 'vitest'
import { judgeSoak, type Sample, slopeOf } from './verdict.soak.ts'

/** A minute between samples; the scatter is what collecting leaves now and then. */
const samples = (perHour: number, scatter = 0.2): Sample[] =>
  Array.from({ length: 30 }, (_, at) => ({
    seconds: at * 60,
    megabytes: 100 + (perHour * at) / 60 + scatter * (at % 2 === 0 ? 1 : -1),
  }))
const handles = (files: number, resources: Record<string, number> = {}) => ({ files, resources })
const facts = { name: 'api', samples: samples(0), before: handles(40), after: handles(40) }

test('the slope is found under scatter, and its interval holds it', () => {
  const { perHour, least, most } = slopeOf(samples(6))
  expect(perHour).toBeCloseTo(6, 0)
  expect(least).toBeLessThan(6)
  expect(most).toBeGreaterThan(6)
  expect(slopeOf(samples(0)).most).toBeLessThan(1)
})

test('few samples allow any slope', () => {
  expect(slopeOf(samples(50).slice(0, 2))).toMatchObject({ least: Number.NEGATIVE_INFINITY, most: Infinity })
})

test.each([
  ['flat memory is no fault', {}, 0],
  ['memory that surely grows is', { samples: samples(3) }, 1],
  ['memory of which a short run cannot say so is not', { samples: samples(3, 4).slice(0, 5) }, 0],
  ['more files than the pools may open', { after: handles(70) }, 1],
  ['as many as they may', { after: handles(60, { TCPSocketWrap: 20, Timeout: 20 }) }, 0],
  ['timers left behind', { after: handles(40, { Timeout: 27 }) }, 1],
] as const)('%s', (_what, change, faults) => {
  expect(judgeSoak([{ ...facts, ...change }])).toHaveLength(faults)
})
