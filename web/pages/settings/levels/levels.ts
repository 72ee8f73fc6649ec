import type { Schemas } from '../../../api/client.ts'

export type Levels = Schemas['CustomerThresholds']
/** The same as it is typed. */
export type LevelText = { readonly [Name in keyof Levels]: string }

const names = [
  ...(['returningOrders', 'regularOrders', 'keyOrders', 'watchPercent', 'highPercent'] as const),
  ...(['watchReturned', 'highReturned', 'watchClaims', 'highClaims', 'watchOutsidePolicy'] as const),
] satisfies readonly (keyof Levels)[]

const each = <Value>(partOf: (name: keyof Levels) => Value) =>
  Object.fromEntries(names.map((name) => [name, partOf(name)])) as { [Name in keyof Levels]: Value }

export const textsOf = (levels: Levels): LevelText => each((name) => String(levels[name]))

/** What is typed as numbers; undefined while some of it is none. */
export function numbersIn(typed: LevelText): Levels | undefined {
  const levels = each((name) => Number(typed[name]))
  return names.every((name) => typed[name].trim() !== '' && Number.isInteger(levels[name]) && levels[name] > 0)
    ? levels
    : undefined
}
