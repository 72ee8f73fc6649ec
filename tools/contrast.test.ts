import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../web/ui/tokens.css'), 'utf8')

/** The colours of one theme, as tokens.css gives them. */
function themeOf(selector: string): ReadonlyMap<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return new Map(
    Array.from(block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g), (match) => [match[1] ?? '', match[2] ?? '']),
  )
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['canvas', 'surface', 'side', 'hover', 'accent-soft', 'note']
const readable: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => [['ink', ground] as const, ['muted', ground] as const]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['accent-ink', 'surface'],
  ['danger-ink', 'surface'],
  ['warn-ink', 'surface'],
  ['ok-ink', 'surface'],
  ['warn-ink', 'note'],
  ...['accent', 'danger', 'warn', 'ok', 'info', 'violet', 'neutral'].map(
    (tone) => [`${tone}-ink`, `${tone}-soft`] as const,
  ),
]
const visible = [
  ['focus', 'surface'],
  ['focus', 'canvas'],
  ['edge', 'surface'],
  ['accent', 'surface'],
] as const

describe.each([':root', "[data-theme='dark']"])('%s', (selector) => {
  const theme = themeOf(selector)
  const colour = (name: string): string => theme.get(name) ?? '#000000'

  test.each(readable)('%s is readable on %s (4.5:1)', (ink, ground) => {
    expect(theme.has(ink) && theme.has(ground)).toBe(true)
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(visible)('%s is visible on %s (3:1)', (mark, ground) => {
    expect(contrast(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3)
  })
})
