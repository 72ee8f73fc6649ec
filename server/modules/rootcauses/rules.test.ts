import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asAsked, measureAnomalies } from '../../../tests/measures/anomalies.ts'
import { baseOf, basesOf, leastSkus } from './rules.bases.ts'
import { delayCurve, longestDelay, shareBack } from './rules.delays.ts'
import { discoveries } from './rules.discoveries.ts'
import { type Cohort, weigh } from './rules.evidence.ts'
import { countsOf, type Group, groupOfReason, streams } from './rules.streams.ts'
import { againstSwing } from './rules.swing.ts'
import { chartOf, cohortsOf, type DayOfSku, figuresOf, mondayOf, reasonsAmong, weekOf } from './rules.ts'

const base = streams.map((stream) => ({ shape: stream === 'all' ? 8 : 2, exposure: stream === 'all' ? 160 : 160 }))
const week = (at: number, exposure: number, all: number, quality = 0, batch = ''): Cohort => ({
  week: at,
  batch,
  exposure,
  returned: [all, quality, 0, 0, 0],
})
/** So many weeks of 100 orders, of which five came back, one for quality. */
const quiet = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, at) => week(from + at, 100, 5, 1))

test.each<[string, Group]>([
  ['DEFECTIVE', 'quality'],
  ['CR-DEFECTIVE', 'quality'],
  [' cr-quality_unacceptable ', 'quality'],
  ['NOT_AS_DESCRIBED', 'description'],
  ['APPAREL_TOO_SMALL', 'description'],
  ['DAMAGED_BY_CARRIER', 'damaged'],
  ['CR-SWITCHEROO', 'wrong-item'],
  ['MISSING_PARTS', 'wrong-item'],
  ['UNWANTED_ITEM', 'other'],
  ['NO_REASON_GIVEN', 'other'],
  ['', 'other'],
])('the reason “%s” tells of %s', (reason, group) => {
  expect(groupOfReason(reason)).toBe(group)
})

test('all returns are of the stream of all, each group also of its own', () => {
  expect(countsOf(['quality', 'other', 'quality', 'damaged'])).toEqual([4, 2, 0, 1, 0])
})

describe('how fast returns come', () => {
  test('the shipped curve rises from nothing to all', () => {
    const curve = delayCurve([])
    expect(shareBack(curve, -1)).toBe(0)
    expect(shareBack(curve, 0)).toBeLessThan(0.01)
    expect(shareBack(curve, 11)).toBeCloseTo(0.58, 1)
    expect(shareBack(curve, longestDelay)).toBeCloseTo(1, 6)
    expect(shareBack(curve, 10_000)).toBeCloseTo(1, 6)
  })
  test('a workspace’s own returns make it, the more there are', () => {
    expect(shareBack(delayCurve([{ age: 3, count: 200 }]), 3)).toBeCloseTo(0.5, 1)
    expect(shareBack(delayCurve([{ age: 3, count: 20_000 }]), 3)).toBeCloseTo(0.99, 2)
  })
  test('never falls, whatever comes in', () => {
    const ages = fc.array(fc.record({ age: fc.integer({ min: -5, max: 400 }), count: fc.nat(10_000) }))
    fc.assert(
      fc.property(ages, (some) => {
        const curve = delayCurve(some)
        expect(curve.every((each, day) => each >= (curve[day - 1] ?? 0) && each <= 1)).toBe(true)
      }),
    )
  })
})

describe('the base', () => {
  const like = (rate: number) => ({ exposure: 1_000, returned: [1_000 * rate, 0, 0, 0, 0] })
  test('is the rate of those who belong together, firmer where they are alike', () => {
    const [alike] = baseOf([0.05, 0.05, 0.05, 0.05].map(like))
    const [unlike] = baseOf([0.01, 0.03, 0.06, 0.1].map(like))
    for (const one of [alike, unlike]) expect((one?.shape ?? 0) / (one?.exposure ?? 1)).toBeCloseTo(0.05, 2)
    expect(alike?.exposure ?? 0).toBeGreaterThan(10 * (unlike?.exposure ?? 0))
  })
  test('of nothing is something still', () => {
    for (const { shape, exposure } of baseOf([])) expect([shape > 0, exposure > 0]).toEqual([true, true])
  })
  test('a category of few stands on all', () => {
    const few = Array.from({ length: leastSkus - 1 }, () => ({ category: 'lamps', ...like(0.2) }))
    const many = Array.from({ length: leastSkus }, () => ({ category: 'chairs', ...like(0.02) }))
    const find = basesOf([...few, ...many])
    expect(find('lamps')).toBe(find('unheard of'))
    expect((find('chairs')[0]?.shape ?? 0) / (find('chairs')[0]?.exposure ?? 1)).toBeCloseTo(0.02, 2)
  })
})

describe('the evidence', () => {
  test.each<[string, Cohort[], boolean]>([
    ['a quiet SKU', quiet(0, 30), false],
    [
      'three times the returns for four weeks',
      [...quiet(0, 26), ...[26, 27, 28, 29].map((at) => week(at, 100, 15, 3))],
      true,
    ],
    [
      'as many returns, but all for quality',
      [...quiet(0, 26), ...[26, 27, 28, 29].map((at) => week(at, 100, 6, 6))],
      true,
    ],
    ['three returns of a new SKU', [week(29, 20, 3, 1)], false],
    ['a bad week long ago', [week(2, 100, 20, 4), ...quiet(3, 30)], false],
  ])('%s: alarming %s', (_, cohorts, alarming) => {
    expect(weigh(cohorts, base, 29).evidence > Math.log(1_000)).toBe(alarming)
  })

  test('names the week from which on it is so, and the kind of fault', () => {
    const cohorts = [...quiet(0, 27), ...[27, 28, 29].map((at) => week(at, 100, 14, 11))]
    expect(weigh(cohorts, base, 29).best).toMatchObject({ suspect: { kind: 'since', week: 27 }, stream: 'quality' })
  })

  test('names the batch where it is one among others', () => {
    const batches = [20, 22, 24, 26, 28].flatMap((at) => [week(at, 50, 12, 8, '24B'), week(at, 50, 2, 1, '24A')])
    expect(weigh([...quiet(0, 20), ...batches], base, 29).best?.suspect).toEqual({ kind: 'batch', batch: '24B' })
  })

  test('says nothing of what began before somebody has judged it', () => {
    const cohorts = [...quiet(0, 26), ...[26, 27, 28, 29].map((at) => week(at, 100, 15, 3))]
    expect(weigh(cohorts, base, 29, 29).evidence).toBe(Number.NEGATIVE_INFINITY)
  })

  // The promise on which everything stands: where nothing is wrong, the e-value is at most 1 on the average.
  test('is at most 1 on the average where nothing is wrong, at every look', () => {
    const draws = 4_000
    const sums = [0, 0, 0]
    let state = 7
    const share = () => {
      state = (state * 48_271) % 2_147_483_647
      return state / 2_147_483_647
    }
    const poisson = (mean: number) => {
      let count = 0
      for (let product = share(); product > Math.exp(-mean); product *= share()) count++
      return count
    }
    const gamma = (shape: number) =>
      Array.from({ length: shape }, () => -Math.log(share())).reduce((sum, one) => sum + one)
    for (let draw = 0; draw < draws; draw++) {
      const rates = base.map(({ shape, exposure }) => gamma(shape) / exposure)
      const cohorts = Array.from({ length: 30 }, (_, at) => ({
        week: at,
        batch: '',
        exposure: 40,
        returned: rates.map((rate) => poisson(40 * rate)),
      }))
      for (const [at, now] of [12, 20, 29].entries())
        sums[at] = (sums[at] ?? 0) + Math.exp(weigh(cohorts.slice(0, now + 1), base, now).evidence)
    }
    for (const sum of sums) expect(sum / draws).toBeLessThan(1.1)
  })
})

describe('what is found', () => {
  test.each<[string, number[], number, number, number[]]>([
    ['nothing of nothing', [], 100, 0, []],
    ['one alone must be as rare as all together make likely', [100 / 0.2 + 1, 2], 100, 0, [0]],
    ['just below it is nothing', [100 / 0.2 - 1, 2], 100, 0, []],
    ['two together need half of it each', [251, 260], 100, 0, [1, 0]],
    ['what is open already lets the next one in', [251], 100, 1, [0]],
  ])('%s', (_, values, tested, open, found) => {
    expect(
      discoveries(
        values.map((value) => Math.log(value)),
        tested,
        open,
      ),
    ).toEqual(found)
  })

  test('more evidence never loses a finding', () => {
    const evidence = fc.array(fc.double({ min: -5, max: 15, noNaN: true }), { minLength: 1 })
    fc.assert(
      fc.property(evidence, fc.nat(), fc.double({ min: 0, max: 5, noNaN: true }), (values, place, more) => {
        const at = place % values.length
        const raised = values.map((value, each) => (each === at ? value + more : value))
        const [before, after] = [values, raised].map((some) => discoveries(some, 1_000, 0))
        expect(after?.length).toBeGreaterThanOrEqual(before?.length ?? 0)
        if (before?.includes(at)) expect(after).toContain(at)
      }),
    )
  })
})

test('a week in which everything comes back is no SKU’s fault, unless it is the only one', () => {
  const cohorts = [week(1, 100, 10)]
  const others = new Map([[1, { returned: 1_010, expected: 505 }]])
  expect(againstSwing(cohorts, 0.05, others)[0]?.exposure).toBeCloseTo(191, 0)
  const alone = new Map([[1, { returned: 10, expected: 5 }]])
  expect(againstSwing(cohorts, 0.05, alone)[0]?.exposure).toBe(100)
})

test('weeks begin on Monday', () => {
  // 1970-01-05 was the first Monday; 2026-03-01 is a Sunday.
  const sunday = Date.parse('2026-03-01T00:00:00Z') / 86_400_000
  expect([weekOf(4), weekOf(3), weekOf(sunday + 1) - weekOf(sunday), mondayOf(weekOf(sunday))]).toEqual([
    0,
    -1,
    1,
    sunday - 6,
  ])
})

describe('of a SKU’s days', () => {
  const curve = delayCurve([])
  const monday = mondayOf(2_900)
  const day = (at: number, sent: number, reasons: Group[] = [], batch = ''): DayOfSku => ({
    batch,
    day: at,
    sent,
    ages: reasons.map(() => 5),
    reasons,
  })
  test('young orders count by what can be back of them', () => {
    const [cohort] = cohortsOf([day(monday, 10, ['quality']), day(monday + 6, 10)], curve, monday + 6)
    expect(cohort).toMatchObject({ week: 2_900, returned: [1, 1, 0, 0, 0] })
    expect(cohort?.exposure).toBeCloseTo(10 * shareBack(curve, 6) + 10 * shareBack(curve, 0), 9)
  })
  test('figures hold the suspected orders against the others', () => {
    const cohorts = [...quiet(0, 20), week(20, 100, 25, 20)]
    const figures = figuresOf(cohorts, base, { kind: 'since', week: 20 }, 'all')
    expect(figures).toMatchObject({ observed: 25, exposure: 100 })
    expect(figures.expected).toBeCloseTo(5, 5)
    expect(figures.tail).toBeLessThan(1e-8)
  })
  test('the chart has each week, what was sent, and the limit of chance', () => {
    const days = [day(monday, 100, ['quality', 'other']), day(monday + 14, 50)]
    const chart = chartOf(days, curve, monday + 20, {
      suspect: { kind: 'since', week: 2_902 },
      stream: 'all',
      baseRate: 0.02,
    })
    expect(chart.map(({ sent, returned, suspected }) => [sent, returned, suspected])).toEqual([
      [100, 2, false],
      [0, 0, false],
      [50, 0, true],
    ])
    expect(chart[1]).toMatchObject({ rate: null, limit: null })
    expect(chart[0]?.limit).toBeGreaterThan(0.05)
  })
  test('reasons are counted, the most frequent first', () => {
    expect(reasonsAmong(['other', 'damaged', 'damaged'])).toEqual([
      { group: 'damaged', count: 2 },
      { group: 'other', count: 1 },
    ])
  })
})

test('planted faults are found, and hardly anything else (evidence: returns --only=anomalies in full)', () => {
  const { inTimeShare, falseShare, faults } = measureAnomalies(1, { ...asAsked, skus: 300, faults: 9 })
  expect(faults).toBe(9)
  expect(inTimeShare).toBeGreaterThanOrEqual(0.75)
  expect(falseShare).toBeLessThanOrEqual(0.15)
})
