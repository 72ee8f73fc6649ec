import type { Schemas } from '../../../api/client.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'

export type Rule = Schemas['MarketplaceRule']
type Unit = Schemas['RuleUnit']

const counted = new Set<Unit>([
  'hours',
  'calendar-days',
  'business-days',
  'months',
  'characters',
  'points',
  'megabytes',
  'day-of-month',
])
const contents = new Set([
  'marketing',
  'coupon',
  'thanks-only',
  'review-incentive',
  'review-removal',
  'review-repeat',
  'email-address',
  'phone-number',
  'external-link',
  'profanity',
  'off-marketplace-offer',
])

/** How a rule's value, its time and its reach are said in the language of the screen. */
export function useRuleWords() {
  const text = useText('stores')
  const formats = useFormats()
  const count = (value: number, unit: Unit): string =>
    counted.has(unit) ? text(unit as 'hours', { count: value }) : formats.number(value)
  const entry = (word: string): string => (contents.has(word) ? text(`content-${word}` as 'content-coupon') : word)
  return {
    value({ value, unit, currency }: Pick<Rule, 'value' | 'unit' | 'currency'>): string {
      if (typeof value === 'boolean') return text(value ? 'yes' : 'no')
      if (Array.isArray(value)) return value.length > 0 ? value.map(entry).join(' · ') : text('nothing')
      if (typeof value === 'string') return value
      if (unit === 'percent') return formats.percent(value / 100)
      if (unit === 'minor-units') return formats.money(value, currency ?? 'USD')
      return count(value, unit)
    },
    /** When a row held: a row whose end is its beginning never did. */
    time({ validFrom, validTo }: Pick<Rule, 'validFrom' | 'validTo'>): string {
      if (validFrom !== null && validFrom === validTo) return text('never-held')
      const from = validFrom === null ? text('since-ever') : text('since-day', { day: validFrom })
      return validTo === null ? from : `${validFrom === null ? '' : `${from} · `}${text('until-day', { day: validTo })}`
    },
    scope(scope: string, place: string): string {
      if (scope === place) return text('scope-own')
      if (scope === '*') return text('scope-everywhere')
      return text('scope-kind', { kind: text(`kind-${scope}` as 'kind-amazon') })
    },
  }
}

/** The subject under which a rule stands: the first word of its code. */
export const subjectOf = (code: string): string => code.slice(0, code.indexOf('.'))
