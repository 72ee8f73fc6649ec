import { basesOf } from '../../server/modules/rootcauses/rules.bases.ts'
import { delayCurve, longestDelay, shareBack } from '../../server/modules/rootcauses/rules.delays.ts'
import { discoveries } from '../../server/modules/rootcauses/rules.discoveries.ts'
import { type Cohort, totalOf, weigh } from '../../server/modules/rootcauses/rules.evidence.ts'
import { countsOf, type Group, groups } from '../../server/modules/rootcauses/rules.streams.ts'
import { againstSwing } from '../../server/modules/rootcauses/rules.swing.ts'

/** What is simulated: a year of orders, then half a year of looking every day. */
export interface Simulated {
  readonly skus: number
  readonly faults: number
  /** Of the returns that a fault adds, how many name its kind; 0: the fault shows in the counts alone. */
  readonly named: number
}

export const asAsked: Simulated = { skus: 1_000, faults: 30, named: 0.8 }

export interface Found {
  /** Faults found before the 31st return of an order made since the fault began. */
  readonly inTime: number
  /** The same, counting every return of the SKU since that day, those of healthy orders on their way back too. */
  readonly inTimeOfAll: number
  readonly later: number
  /** Had 30 returns and were not found. */
  readonly missed: number
  /** Had fewer than 30 returns when the simulation ended, and were not found. */
  readonly unfinished: number
  readonly false: number
}

const historyWeeks = 52
const watchWeeks = 26
/** Faults begin within the first quarter of the watch. */
const onsetWeeks = 13
const days = (historyWeeks + watchWeeks) * 7
const categories = 10
const kinds: readonly Group[] = ['quality', 'quality', 'damaged', 'wrong-item', 'quality']
/** What healthy returns are for, by group in the order of `groups`. */
const usual = [0.22, 0.06, 0.06, 0.08, 0.58]
/** Orders that come back do so after three waits of four days each on the average. */
const meanWait = 4

interface Sku {
  readonly category: string
  readonly rate: number
  readonly factor: number
  readonly onset: number
  readonly kind: Group
  readonly sent: Uint16Array
  /** By week of the order, the reasons of what has come back so far. */
  readonly back: Group[][]
  returnedSince: number
  allSince: number
}

interface Return {
  readonly at: number
  readonly sku: number
  readonly ordered: number
  readonly group: Group
}

/** Simulates a desk whose SKUs fall ill, looked at each day as the product looks; what a seed draws is always the same. */
export function simulate(seed: number, { skus: size, faults, named }: Simulated): Found {
  const draw = drawsOf(seed)
  const rates = Array.from({ length: categories }, () => 0.03 + 0.07 * draw.share())
  const skus = Array.from({ length: size }, (_, at) => makeSku(draw, rates, at, faults))
  const returns = skus.flatMap((sku, at) => returnsOf(draw, sku, at, named)).sort((one, other) => one.at - other.at)
  const found = new Map<number, { of: number; all: number }>()
  const ages = new Map<number, number>()
  let [next, curve] = [0, delayCurve([])]
  let known = basesAt([], curve, 0)
  const evidence = new Map<number, number>()
  for (let day = 0; day < days; day++) {
    const touched = new Set<number>()
    for (let one = returns[next]; one && one.at === day; one = returns[++next]) {
      const sku = skus[one.sku]
      if (!sku) continue
      sku.back[Math.floor(one.ordered / 7)]?.push(one.group)
      if (sku.factor > 1 && day >= sku.onset) sku.allSince++
      if (sku.factor > 1 && one.ordered >= sku.onset) sku.returnedSince++
      if (one.ordered < days - longestDelay) ages.set(day - one.ordered, (ages.get(day - one.ordered) ?? 0) + 1)
      touched.add(one.sku)
    }
    if (day < historyWeeks * 7) continue
    if (day % 7 === 0) {
      curve = delayCurve([...ages].map(([age, count]) => ({ age, count })))
      known = basesAt(skus, curve, day)
    }
    const thisWeek = Math.floor(day / 7)
    for (const at of touched) {
      const sku = skus[at]
      if (!sku || found.has(at)) continue
      const base = known.baseOf(sku.category)
      const { shape, exposure } = base[0] ?? { shape: 1, exposure: 1 }
      const cohorts = againstSwing(cohortsOf(sku, curve, day), shape / exposure, known.swing)
      evidence.set(at, weigh(cohorts, base, thisWeek).evidence)
    }
    const open = [...evidence].filter(([at]) => !found.has(at))
    for (const place of discoveries(
      open.map(([, value]) => value),
      size,
      found.size,
    )) {
      const [at = -1] = open[place] ?? []
      found.set(at, { of: skus[at]?.returnedSince ?? 0, all: skus[at]?.allSince ?? 0 })
    }
  }
  return judged(skus, found)
}

function judged(skus: readonly Sku[], found: ReadonlyMap<number, { of: number; all: number }>): Found {
  const result = { inTime: 0, inTimeOfAll: 0, later: 0, missed: 0, unfinished: 0, false: 0 }
  for (const [at, sku] of skus.entries()) {
    const seen = found.get(at)
    // What is reported before its fault began was no fault.
    if (sku.factor === 1 || (seen && seen.all === 0)) {
      if (seen) result.false++
      continue
    }
    if (!seen) result[sku.returnedSince >= 30 ? 'missed' : 'unfinished']++
    else if (seen.of <= 30) result.inTime++
    else result.later++
    if (seen && seen.all <= 30) result.inTimeOfAll++
  }
  return result
}

function makeSku(draw: Draws, rates: readonly number[], at: number, faults: number): Sku {
  const category = Math.floor(draw.share() * categories)
  // SKUs of a category differ by a third from one another.
  const rate = ((rates[category] ?? 0.06) * draw.gamma(8)) / 8
  const weekly = 40 * Math.exp(0.7 * draw.normal())
  return {
    category: String(category),
    rate,
    factor: at < faults ? 2 + (3 * at) / Math.max(faults - 1, 1) : 1,
    onset: historyWeeks * 7 + Math.floor(draw.share() * onsetWeeks * 7),
    kind: kinds[at % kinds.length] ?? 'quality',
    sent: Uint16Array.from({ length: days }, () => draw.poisson(weekly / 7)),
    back: Array.from({ length: historyWeeks + watchWeeks }, () => []),
    returnedSince: 0,
    allSince: 0,
  }
}

function returnsOf(draw: Draws, sku: Sku, at: number, named: number): Return[] {
  const returns: Return[] = []
  for (const [day, sent] of sku.sent.entries()) {
    const factor = day >= sku.onset ? sku.factor : 1
    const rate = Math.min(0.9, sku.rate * factor)
    for (let order = 0; order < sent; order++) {
      if (draw.share() >= rate) continue
      const isAdded = draw.share() >= 1 / factor
      const group = isAdded && draw.share() < named ? sku.kind : draw.of(groups, usual)
      const wait = Math.floor(meanWait * (draw.wait() + draw.wait() + draw.wait()))
      if (day + wait < days) returns.push({ at: day + wait, sku: at, ordered: day, group })
    }
  }
  return returns
}

function cohortsOf(sku: Sku, curve: readonly number[], today: number): Cohort[] {
  const cohorts: Cohort[] = []
  for (let week = Math.max(0, Math.floor(today / 7) - 56); week * 7 <= today; week++) {
    let exposure = 0
    for (let day = week * 7; day < week * 7 + 7 && day <= today; day++)
      exposure += (sku.sent[day] ?? 0) * shareBack(curve, today - day)
    cohorts.push({ week, batch: '', exposure, returned: countsOf(sku.back[week] ?? []) })
  }
  return cohorts
}

/** What is known of all SKUs together, as the product finds it out at each look. */
function basesAt(skus: readonly Sku[], curve: readonly number[], today: number) {
  const pasts = skus.map((sku) => {
    const cohorts = cohortsOf(sku, curve, today)
    return { cohorts, category: sku.category, ...totalOf(cohorts) }
  })
  const baseOf = basesOf(pasts)
  const swing = new Map<number, { returned: number; expected: number }>()
  for (const { cohorts, category } of pasts) {
    const { shape, exposure } = baseOf(category)[0] ?? { shape: 1, exposure: 1 }
    for (const cohort of cohorts) {
      const sum = swing.get(cohort.week) ?? { returned: 0, expected: 0 }
      swing.set(cohort.week, {
        returned: sum.returned + (cohort.returned[0] ?? 0),
        expected: sum.expected + (cohort.exposure * shape) / exposure,
      })
    }
  }
  return { baseOf, swing }
}

/** Draws that a seed determines (mulberry32). */
function drawsOf(seed: number) {
  let state = seed >>> 0
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share())
  return {
    share,
    normal,
    wait: (): number => -Math.log(1 - share()),
    poisson(mean: number): number {
      const least = Math.exp(-mean)
      let count = 0
      for (let product = share(); product > least; product *= share()) count++
      return count
    },
    /** Marsaglia and Tsang (2000). */
    gamma(shape: number): number {
      const size = shape - 1 / 3
      for (;;) {
        const drawn = normal()
        const cube = (1 + drawn / Math.sqrt(9 * size)) ** 3
        if (cube > 0 && Math.log(1 - share()) < drawn ** 2 / 2 + size * (1 - cube + Math.log(cube))) return size * cube
      }
    },
    of<Item>(items: readonly Item[], shares: readonly number[]): Item {
      let rest = share()
      const found = items.find((_, at) => {
        rest -= shares[at] ?? 0
        return rest < 0
      })
      return (found ?? items.at(-1)) as Item
    },
  }
}
type Draws = ReturnType<typeof drawsOf>

/** Several seeds together: the shares that were asked for. */
export function measureAnomalies(seeds: number, simulated: Simulated, say: (line: string) => void = () => undefined) {
  const sum = { inTime: 0, inTimeOfAll: 0, later: 0, missed: 0, unfinished: 0, false: 0 }
  for (let seed = 1; seed <= seeds; seed++) {
    const found = simulate(seed, simulated)
    for (const key of Object.keys(sum) as (keyof Found)[]) sum[key] += found[key]
    say(`seed ${seed}: ${JSON.stringify(found)}`)
  }
  const finished = sum.inTime + sum.later + sum.missed
  const all = sum.inTime + sum.later + sum.false
  return {
    ...sum,
    faults: seeds * simulated.faults,
    inTimeShare: sum.inTime / Math.max(finished, 1),
    inTimeOfAllShare: sum.inTimeOfAll / Math.max(finished, 1),
    falseShare: sum.false / Math.max(all, 1),
  }
}
