import { formatsOf, ownZone } from '../../i18n/formats.ts'
import type { LetterValues } from '../../parts/drafts.ts'

type Value = LetterValues[string]

/** A variable that nobody has filled in: it stands visibly in the text as `{{ name }}`. */
export const gap = /\{\{\s*([a-z_.]+)[^}]*\}\}/g

/** The variables that a text still asks for, each once. */
export const gapsIn = (text: string): readonly string[] => [
  ...new Set(Array.from(text.matchAll(gap), (match) => match[1] ?? '')),
]

/** Fills the gaps of a text that was edited and so cannot be written anew from its template. */
export function filledByHand(text: string, values: LetterValues, language: string): string {
  return text.replace(gap, (whole, name: string) => {
    const value = values[name]
    return value === undefined || value === null || value === '' ? whole : written(value, language)
  })
}

/** A value as a reader of that language expects it. Instants come as ISO 8601; days as their noon in UTC. */
function written(value: NonNullable<Value>, language: string): string {
  const formats = formatsOf(language, ownZone())
  if (typeof value === 'number') return formats.percent(value / 100)
  if (typeof value === 'object') return formats.money(value.amount, value.currency)
  if (!/^\d{4}-\d\d-\d\dT/.test(value)) return value
  return value.endsWith('T12:00:00.000Z')
    ? formatsOf(language, 'UTC').date(new Date(value))
    : formats.full(new Date(value))
}
