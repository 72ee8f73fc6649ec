import { type Fields, percentOf } from './rules.money.ts'
import type { Payer } from './schema.facts.ts'
import type { Move } from './schema.formulas.ts'
import type { SettledMove } from './schema.step.ts'

/** Moves with the policy's fields put in, and what of them marketplace and law have a say in. */
export interface SettledMoves {
  readonly moves: readonly SettledMove[]
  /** A field that they name and that the policy does not have. */
  readonly missing: string | null
  /** Restocking fee, percent of the item price. */
  readonly fee: number
  /** Percent of the item price that is held back besides the fee. */
  readonly heldBack: number
  /** The buyer pays for the way back. */
  readonly isShippingAsked: boolean
  readonly isRefused: boolean
  /** Whether anything of it could be forbidden. */
  readonly isGuarded: boolean
}

/** Puts the fields in. A fee that is waived beside it counts no more. */
export function settleMoves(moves: readonly Move[], fields: Fields): SettledMoves {
  let missing: string | null = null
  let [fee, heldBack, isShippingAsked, isRefused] = [0, 0, false, false]
  const settled: SettledMove[] = []
  for (const move of moves) {
    const one = settle(move, fields)
    if (typeof one === 'string') {
      missing ??= one
      continue
    }
    settled.push(one)
    if (one.do === 'fee') fee += one.percent
    if (one.do === 'refund') heldBack = Math.max(heldBack, 100 - one.percent)
    if (one.do === 'shipping' && one.paidBy === 'buyer') isShippingAsked = true
    if (one.do === 'refuse') isRefused = true
  }
  if (settled.some((one) => one.do === 'waive-fee')) fee = 0
  const isGuarded = fee > 0 || heldBack > 0 || isShippingAsked || isRefused
  return { moves: settled, missing, fee, heldBack, isShippingAsked, isRefused, isGuarded }
}

/** The move with its numbers, or the name of the field that is missing. */
function settle(move: Move, fields: Fields): SettledMove | string {
  switch (move.do) {
    case 'fee':
    case 'refund':
    case 'keep-item-refund': {
      const percent = percentOf(move.percent, fields)
      return percent === undefined ? fieldOf(move.percent) : { do: move.do, percent }
    }
    case 'shipping': {
      const paidBy = payerOf(move.paidBy, fields)
      return paidBy === undefined ? fieldOf(move.paidBy) : { do: 'shipping', paidBy }
    }
    default:
      return move
  }
}

const fieldOf = (value: number | string | { readonly field: string }): string =>
  typeof value === 'object' ? value.field : String(value)

function payerOf(value: Payer | { readonly field: string }, fields: Fields): Payer | undefined {
  if (typeof value === 'string') return value
  const field = fields[value.field]
  return field?.kind === 'payer' ? field.value : undefined
}

/** Days of a wait; undefined where the policy has no such field. */
export function daysOf(value: number | { readonly field: string }, fields: Fields): number | undefined {
  if (typeof value === 'number') return value
  const field = fields[value.field]
  return field?.kind === 'days' ? field.value : undefined
}
