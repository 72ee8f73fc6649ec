import type { RulesAt } from './rules.guard.places.ts'
import type { SettledMoves } from './rules.moves.ts'
import type { ItemCondition, Payer } from './schema.facts.ts'
import type { Forbidden, GuardCode, GuardRefusal, GuardRow, Verdict } from './schema.guard.ts'

/** A return of which everything is known that marketplace and law ask about. */
export interface World {
  readonly rules: RulesAt
  readonly days: number
  readonly isBuyersFault: boolean
  readonly isInPolicy: boolean
  readonly condition: ItemCondition
  readonly photos: number
  /** An exception of a category holds only where the category is known. */
  readonly category: string | undefined
  readonly labelPayer: Payer | undefined
}

const permitted: Verdict = { answer: 'permitted' }

/** Whether the moves may be offered in this world: the first objection, or none. */
export function judgeIn(world: World, moves: SettledMoves): Verdict {
  return (
    (moves.fee > 0 ? objectionToFee(world, moves.fee) : undefined) ??
    (moves.heldBack > 0 ? objectionToDeduction(world, moves.fee + moves.heldBack) : undefined) ??
    (moves.isShippingAsked ? objectionToShipping(world) : undefined) ??
    (moves.isRefused ? objectionToRefusal(world) : undefined) ??
    permitted
  )
}

function forbid(code: GuardRefusal, row: GuardRow | undefined, parameters: Forbidden['parameters']): Forbidden {
  return { answer: 'forbidden', code, parameters, source: row?.source ?? null, scope: row?.scope ?? null }
}

/** Used, damaged, without parts or another item: worth less than what was sent. */
const isWorn = (condition: ItemCondition): boolean => condition !== 'original' && condition !== 'opened'

/** A restocking fee of so many percent (DOMAIN.md §1.3, §3). What no rule permits is forbidden. */
function objectionToFee(world: World, percent: number): Forbidden | undefined {
  const { rules } = world
  const allowed = rules.row('restocking-fee.allowed')
  if (allowed?.value !== true) return forbid(allowed ? 'fee-marketplace' : 'fee-no-rule', allowed, { percent })
  if (!world.isBuyersFault) {
    const ceiling = rules.number('restocking-fee.max-seller-fault') ?? 0
    if (percent > ceiling)
      return forbid('fee-fault', rules.row('restocking-fee.max-seller-fault') ?? allowed, { percent, ceiling })
  }
  const withdrawal = withdrawalIn(world)
  if (withdrawal) {
    const ceiling = rules.number('withdrawal.max-fee') ?? 0
    if (percent > ceiling)
      return forbid('fee-withdrawal', rules.row('withdrawal.max-fee') ?? withdrawal, {
        percent,
        ceiling,
        days: world.days,
        period: Number(withdrawal.value),
      })
  }
  const over = overCeiling(world, percent)
  if (over) return over
  const photo = rules.number('restocking-fee.photo-from')
  if (photo !== undefined && percent >= photo && world.photos === 0)
    return forbid('fee-photo', rules.row('restocking-fee.photo-from'), { percent, from: photo })
  return undefined
}

/** The ceiling for this condition and time; where the place has none for it, the one for what comes back in policy. */
function overCeiling(world: World, percent: number): Forbidden | undefined {
  const { rules } = world
  const [code, refusal] = ceilingFor(world)
  const row = rules.row(code) ?? rules.row('restocking-fee.max-in-policy')
  if (!row) return forbid('fee-no-rule', undefined, { percent })
  const ceiling = typeof row.value === 'number' ? row.value : 0
  if (percent <= ceiling) return undefined
  return forbid(refusal, row, { percent, ceiling })
}

function ceilingFor({ condition, category, isInPolicy }: World): readonly [GuardCode, GuardRefusal] {
  if (condition === 'opened' && category === 'media') return ['restocking-fee.max-opened-media', 'fee-opened']
  if (condition === 'opened' && category === 'software') return ['restocking-fee.max-opened-software', 'fee-opened']
  if (isWorn(condition)) return ['restocking-fee.max-used', 'fee-condition']
  return isInPolicy ? ['restocking-fee.max-in-policy', 'fee-in-policy'] : ['restocking-fee.max-late', 'fee-late']
}

/** The row of the right of withdrawal where it holds for this return: in time, and no exception of the category. */
function withdrawalIn({ rules, days, category, condition }: World): GuardRow | undefined {
  const period = rules.row('return.withdrawal-period')
  if (!period || typeof period.value !== 'number' || days > period.value) return undefined
  if (category !== undefined) {
    if (rules.words('withdrawal.excepted-categories').includes(category)) return undefined
    if (condition !== 'original' && rules.words('withdrawal.excepted-when-opened').includes(category)) return undefined
  }
  return period
}

/** Holding back part of the refund of an item that comes back. */
function objectionToDeduction(world: World, percent: number): Forbidden | undefined {
  const { rules, condition } = world
  if (!world.isBuyersFault) {
    const full = rules.row('return.full-refund-on-seller-fault') ?? rules.row('return.seller-pays-on-fault')
    if (full?.value === true) return forbid('deduction-fault', full, { percent })
  }
  const withdrawal = withdrawalIn(world)
  if (withdrawal) {
    const diminished = rules.row('withdrawal.diminished-value')
    if (!isWorn(condition) || diminished?.value !== true)
      return forbid('deduction-withdrawal', diminished ?? withdrawal, { percent, days: world.days })
  }
  const row = deductionRow(world)
  const ceiling = typeof row?.value === 'number' ? row.value : 0
  return percent > ceiling ? forbid('deduction-ceiling', row, { percent, ceiling }) : undefined
}

function deductionRow(world: World): GuardRow | undefined {
  const { rules } = world
  const partial = isWorn(world.condition) ? rules.row('return.partial-refund-max') : undefined
  if (partial) return partial
  const allowed = rules.row('restocking-fee.allowed')
  if (allowed?.value !== true) return allowed
  return rules.row(ceilingFor(world)[0]) ?? rules.row('restocking-fee.max-in-policy')
}

/** Having the buyer pay for the way back. */
function objectionToShipping({ rules, isBuyersFault, labelPayer }: World): Forbidden | undefined {
  if (!isBuyersFault) {
    const row = rules.row('return.seller-pays-on-fault')
    const full = rules.row('return.full-refund-on-seller-fault')
    const paying = row?.value === true ? row : full?.value === true ? full : undefined
    if (paying) return forbid('shipping-fault', paying, {})
  }
  if (labelPayer !== undefined && labelPayer !== 'buyer')
    return forbid('shipping-decided', undefined, { payer: labelPayer })
  return undefined
}

/** Refusing the return altogether. */
function objectionToRefusal(world: World): Forbidden | undefined {
  const { rules, days } = world
  const inPolicy = rules.row('return.refuse-in-policy')
  if (world.isInPolicy && inPolicy?.value === false) return forbid('refuse-in-policy', inPolicy, {})
  const withdrawal = withdrawalIn(world)
  if (withdrawal) return forbid('refuse-withdrawal', withdrawal, { days, period: Number(withdrawal.value) })
  const guarantee = rules.row('guarantee.period')
  if (!world.isBuyersFault && typeof guarantee?.value === 'number' && days <= guarantee.value)
    return forbid('refuse-guarantee', guarantee, { days, period: guarantee.value })
  return undefined
}
