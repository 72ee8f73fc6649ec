import { describe, expect, test } from 'vitest'
import { percentile } from './load.ts'
import { type Answered, backAfterSeconds, judgeNoisy, judgeOverload } from './verdict.load.ts'

const answers = (count: number, each: Partial<Answered> = {}): Answered[] =>
  Array.from({ length: count }, (_, at) => ({ atMs: at * 100, ms: 10, status: 200, retryAfterMs: 0, ...each }))
const refused = (each: Partial<Answered> = {}) => answers(100, { status: 503, ms: 5, retryAfterMs: 1_000, ...each })

test('the 99th of a hundred is not moved by the worst, and is by the second', () => {
  expect(percentile([...Array(99).fill(1), 500], 0.99)).toBe(1)
  expect(percentile([...Array(98).fill(1), 400, 500], 0.99)).toBe(400)
  expect(percentile([], 0.99)).toBe(0)
})

describe('overload', () => {
  const normal = answers(100)
  const judged = (over: Answered[], after = answers(100)) => judgeOverload({ normal, over, after })

  test('passes a desk that keeps what it admits quick and refuses the rest at once', () => {
    expect(judged([...answers(100, { ms: 20 }), ...refused()])).toEqual({
      slow: [],
      unrefused: [],
      needless: [],
      lasting: [],
    })
  })

  test.each([
    ['slow', [...answers(100, { ms: 20.1 }), ...refused()]],
    ['slow', refused()],
    ['unrefused', [...answers(100), ...refused({ ms: 51 })]],
    ['unrefused', [...answers(100), ...refused({ retryAfterMs: 0 })]],
    ['unrefused', [...answers(100), ...answers(1, { status: 500 })]],
    ['unrefused', [...answers(100), ...answers(1, { status: 0 })]],
  ] as const)('is %s', (fault, over) => {
    expect(judged([...over])[fault]).not.toEqual([])
  })

  test('must not refuse at normal load', () => {
    expect(judgeOverload({ normal: [...normal, ...refused()], over: answers(9), after: normal }).needless).toHaveLength(
      100,
    )
  })

  test('is over when nobody has been refused and nobody was slow for five seconds', () => {
    const still = answers(200).map((each) => (each.atMs < 7_000 ? { ...each, status: 503 } : each))
    expect(backAfterSeconds(still, 20)).toBe(7)
    const slow = answers(200).map((each) => (each.atMs < 3_000 ? { ...each, ms: 300 } : each))
    expect(backAfterSeconds(slow, 20)).toBe(3)
    expect(judged(answers(9), answers(600, { ms: 21 })).lasting).toHaveLength(1)
  })
})

describe('a noisy workspace', () => {
  const alone = answers(100)
  test('may cost the others a fifth', () => {
    const noise = [...answers(10), ...refused({ status: 429 })]
    const nothing = { disturbed: [], needless: [], unrefused: [] }
    expect(judgeNoisy({ alone, beside: answers(100, { ms: 12 }), noise })).toEqual(nothing)
    expect(judgeNoisy({ alone, beside: answers(100, { ms: 12.1 }), noise }).disturbed).toHaveLength(1)
  })

  test('is told so itself, and nobody else is', () => {
    expect(judgeNoisy({ alone, beside: refused(), noise: [] }).needless).toHaveLength(100)
    const told = (noise: Answered[]) => judgeNoisy({ alone, beside: alone, noise }).unrefused
    // Within what it had saved up it has no more room at once than its share of the places.
    expect(told(refused())).toEqual([])
    expect(told(refused({ retryAfterMs: 0 }))).toHaveLength(100)
    expect(told(refused({ status: 500 }))).toHaveLength(100)
  })
})
