import { usePreferences } from '../preferences.ts'

/** Heights of a list's rows in px at the medium text size. */
export interface RowHeights {
  readonly comfortable: number
  readonly compact: number
}

const factors = { small: 0.9375, medium: 1, large: 1.125, larger: 1.25 } as const

/** How high a row is by the density and text size that somebody prefers, in whole px. */
export function useRowHeight(heights: RowHeights): number {
  const { density, textSize } = usePreferences()
  return Math.round(heights[density] * factors[textSize])
}
