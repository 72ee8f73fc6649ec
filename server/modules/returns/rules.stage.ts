import { share } from '../../lib/share.ts'
import { DAY, HOUR, weekdayOf } from '../../lib/time.ts'
import { instantOf, wallTimeAt } from '../../lib/time.zone.ts'
import type { Facts, ReturnWindow, SettledMove, Stage, Step } from './schema.ts'

/** Where a return stands on the board, by what is to be done next. */
export function stageOf(step: Step): Stage {
  switch (step.kind) {
    case 'ask':
      return 'facts'
    case 'letter':
      return 'letter'
    case 'await':
      return step.awaits === 'answer' || step.awaits === 'photos' || step.awaits === 'marketplace' ? 'waiting' : 'item'
    case 'choose':
      return 'choice'
    case 'act':
    case 'report':
      return 'act'
    case 'end':
      return 'ended'
    case 'supervisor':
      return 'supervisor'
  }
}

/** The node at which a step stands; empty where a supervisor is asked about no single one. */
export const nodeOf = (step: Step): string =>
  step.kind === 'supervisor' ? String((step.reason.parameters as { node?: string }).node ?? '') : step.node

/**
 * When a window that begins at a moment ends. Business days are Monday to Friday of the marketplace's zone and end with the
 * day; hours and calendar days are counted by the clock. Undefined for a unit that is none of time.
 */
export function endOfWindow({ value, unit }: Pick<ReturnWindow, 'value' | 'unit'>, from: Date, zone: string) {
  if (unit === 'hours') return new Date(from.getTime() + value * HOUR)
  if (unit === 'calendar-days' || unit === 'days') return new Date(from.getTime() + value * DAY)
  if (unit !== 'business-days') return undefined
  let day = Math.floor(wallTimeAt(zone, from.getTime()) / DAY)
  for (let left = value; left > 0; left -= isWorkday(day) ? 1 : 0) day += 1
  return new Date(instantOf(zone, (day + 1) * DAY) - 1)
}

const isWorkday = (day: number): boolean => weekdayOf(day) <= 5

interface Clocks {
  readonly respondBy: Date | null
  readonly respondedAt: Date | null
  readonly refundBy: Date | null
  readonly waitUntil: Date | null
  readonly unsentAt: Date | null
}

/** The clock that runs out first of those that still count; a letter that could not be delivered is due since then. */
export function dueOf({ respondBy, respondedAt, refundBy, waitUntil, unsentAt }: Clocks): Date | null {
  const counting = [respondedAt === null ? respondBy : null, refundBy, waitUntil, unsentAt].flatMap((at) => at ?? [])
  return counting.length === 0 ? null : new Date(Math.min(...counting.map((at) => at.getTime())))
}

/**
 * What the buyer bears by these moves, in minor units: the fee, what is held back of the price, and the way back where they
 * pay it. Null where a fact is missing.
 */
export function buyerPays(moves: readonly SettledMove[], facts: Facts): number | null {
  let sum = 0
  for (const move of moves) {
    if (move.do === 'fee' || move.do === 'refund') {
      if (facts.itemPrice == null) return null
      const percent = move.do === 'fee' ? move.percent : 100 - move.percent
      sum += share(facts.itemPrice, percent, 'down')
    } else if (move.do === 'shipping' && move.paidBy === 'buyer') {
      if (facts.returnShipping == null) return null
      sum += facts.returnShipping
    }
  }
  return sum
}

/** What is given back by these moves, in minor units; null where nothing is, or the price is not known. */
export function refundOf(moves: readonly SettledMove[], facts: Facts): number | null {
  let given: number | null = null
  let fee = 0
  for (const move of moves) {
    if (move.do === 'refund' || move.do === 'keep-item-refund') given = move.percent
    if (move.do === 'fee') fee = move.percent
  }
  if (given === null || facts.itemPrice == null) return null
  return share(facts.itemPrice, given) - share(facts.itemPrice, fee, 'down')
}
