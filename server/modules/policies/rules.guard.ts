import { type Known, type Place, type PlaceRules, placesOf } from './rules.guard.places.ts'
import { judgeIn, type World } from './rules.guard.worlds.ts'
import type { SettledMoves } from './rules.moves.ts'
import { type FactName, type Facts, type Fault, itemConditions, type ReturnReason } from './schema.facts.ts'
import type { GuardCode, GuardRow, ReturnWindow, Verdict } from './schema.guard.ts'

/** What marketplace and law permit on one day. */
export interface Guard {
  /**
   * Whether these moves may be offered (PRODUCT.md, “Questions settled”: what is forbidden is impossible, and the screen
   * says why). Unknown facts are never guessed: it answers only what holds whatever they are, else asks for them.
   */
  readonly judge: (moves: SettledMoves, facts: Facts) => Verdict
  /** The periods that run for such a return. */
  readonly windows: (facts: Facts) => readonly ReturnWindow[]
  /** Ages of a delivery, in days, between which no rule tells one from another: 0, then the first day of each next span. */
  readonly ages: readonly number[]
}

/** Whose fault a reason means by itself; of `other` nobody knows. */
export const faultOfReason: { readonly [Reason in ReturnReason]: Fault | undefined } = {
  'no-reason': 'buyer',
  'changed-order': 'buyer',
  defective: 'seller',
  damaged: 'seller',
  'not-as-described': 'seller',
  'wrong-item': 'seller',
  'missing-part': 'seller',
  'not-received': 'carrier',
  late: 'carrier',
  other: undefined,
}

const permitted: Verdict = { answer: 'permitted' }

/**
 * Makes the rows ready that hold on a day.
 * @param rows of the module `stores`, and those that ship here
 * @param day `2026-01-26`, in the zone of the marketplace
 */
export function openGuard(rows: readonly GuardRow[], day: string): Guard {
  const places = placesOf(rows, day)
  return {
    judge: (moves, facts) => (moves.isGuarded ? judge(places, moves, facts) : permitted),
    windows: (facts) => windowsAt(places.at(placeOf(facts)), facts),
    ages: places.ages,
  }
}

const placeOf = ({ marketplace, marketplaceKind, country }: Facts): Place => ({
  marketplace: marketplace ?? undefined,
  kind: marketplaceKind ?? undefined,
  country: country ?? undefined,
})

/** One fact that is unknown, and what it could be. */
interface Doubt {
  readonly fact: FactName
  readonly worlds: readonly Partial<World>[]
}

function judge(places: PlaceRules, moves: SettledMoves, facts: Facts): Verdict {
  const place = placeOf(facts)
  if (place.kind === undefined) return { answer: 'unknown', facts: ['marketplaceKind'] }
  if (place.marketplace === undefined) return { answer: 'unknown', facts: ['marketplace'] }
  const rules = places.at(place)
  const days = facts.daysSinceDelivery ?? undefined
  const known: Known = {
    rules,
    days,
    isBuyersFault: isBuyersFault(facts),
    isInPolicy: facts.isInPolicy ?? withinWindow(rules.number('return.window'), days),
    condition: facts.condition ?? undefined,
    photos: facts.photos ?? undefined,
    category: facts.category ?? undefined,
    labelPayer: facts.labelPayer ?? undefined,
  }
  const isWithLaw = place.country !== undefined || place.kind !== 'own-shop'
  // What is unknown stands as it is best for the offer: what is forbidden even then is forbidden for what is known.
  const world: World = {
    ...known,
    days: days ?? Number.MAX_SAFE_INTEGER,
    isBuyersFault: known.isBuyersFault ?? true,
    isInPolicy: known.isInPolicy ?? false,
    condition: known.condition ?? 'used',
    photos: known.photos ?? 1,
  }
  const asksTerms = moves.fee > 0 || moves.heldBack > 0 || moves.isRefused
  const asksPhotos = moves.fee > 0
  const isSure =
    known.isBuyersFault !== undefined &&
    (!asksTerms ||
      (isWithLaw && days !== undefined && known.isInPolicy !== undefined && known.condition !== undefined)) &&
    (!asksPhotos || known.photos !== undefined)
  if (isSure) return judgeIn(world, moves)
  const verdict = rules.recall(moves, places.likeness(known), () => {
    const doubts: Doubt[] = []
    if (known.isBuyersFault === undefined)
      doubts.push({ fact: 'fault', worlds: [{ isBuyersFault: true }, { isBuyersFault: false }] })
    // Elsewhere than in an own shop the marketplace is a country's, and its own rows say what its law asks.
    if (asksTerms && !isWithLaw)
      doubts.push({ fact: 'country', worlds: places.countries(place).map((rules) => ({ rules })) })
    if (asksTerms && days === undefined)
      doubts.push({ fact: 'daysSinceDelivery', worlds: places.ages.map((days) => ({ days })) })
    if (asksTerms && known.isInPolicy === undefined)
      doubts.push({ fact: 'isInPolicy', worlds: [{ isInPolicy: true }, { isInPolicy: false }] })
    if (asksTerms && known.condition === undefined)
      doubts.push({ fact: 'condition', worlds: itemConditions.map((condition) => ({ condition })) })
    if (asksPhotos && known.photos === undefined)
      doubts.push({ fact: 'photos', worlds: [{ photos: 0 }, { photos: 1 }] })
    return judgeAll(world, doubts, moves)
  })
  // A refusal names the days and percentages of this return.
  return verdict.answer === 'forbidden' ? judgeIn(world, moves) : verdict
}

function isBuyersFault({ fault, reason }: Facts): boolean | undefined {
  const known = fault ?? (reason ? faultOfReason[reason] : undefined)
  return known === undefined ? undefined : known === 'buyer'
}

const withinWindow = (window: number | undefined, days: number | undefined): boolean | undefined =>
  window === undefined || days === undefined ? undefined : days <= window

/** The verdict that is the same in every world that may be; else the facts, each of which alone could turn it. */
function judgeAll(known: World, doubts: readonly Doubt[], moves: SettledMoves): Verdict {
  let worlds: World[] = [known]
  for (const doubt of doubts)
    worlds = worlds.flatMap((world) => doubt.worlds.map((change) => ({ ...world, ...change })))
  const verdicts = worlds.map((world) => judgeIn(world, moves))
  const [first = permitted] = verdicts
  if (verdicts.every(({ answer }) => answer === first.answer)) return first
  const turning: FactName[] = []
  let stride = verdicts.length
  for (const { fact, worlds } of doubts) {
    stride /= worlds.length
    const span = stride * worlds.length
    const turns = verdicts.some(({ answer }, at) => {
      const begin = at - (at % span) + (at % stride)
      return verdicts[begin]?.answer !== answer
    })
    if (turns) turning.push(fact)
  }
  return { answer: 'unknown', facts: turning }
}

const windowCodes: readonly GuardCode[] = [
  'return.respond-within',
  'return.refund-within',
  'return.window',
  'return.withdrawal-period',
  'guarantee.period',
]

function windowsAt(rules: ReturnType<PlaceRules['at']>, facts: Facts): ReturnWindow[] {
  const isBuyers = isBuyersFault(facts) === true
  return windowCodes.flatMap((code) => {
    const row = rules.row(code)
    if (!row || typeof row.value !== 'number' || (code === 'guarantee.period' && isBuyers)) return []
    return [{ code, value: row.value, unit: row.unit, source: row.source }]
  })
}
