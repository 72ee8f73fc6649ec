import type { LetterLanguage } from './schema.ts'
import { type Money, type TemplateFilter, type VariableType, variables } from './schema.values.ts'

/** In which language, and in whose time zone, a letter is written. */
export interface LetterEnvironment {
  readonly language: LetterLanguage
  /** A finer form of the language, such as en-GB; decides how dates and money look. */
  readonly locale?: string | undefined
  /** IANA zone of the reader. */
  readonly zone: string
}

const localeOf: Readonly<Record<LetterLanguage, string>> = {
  en: 'en-US',
  de: 'de-DE',
  fr: 'fr-FR',
  it: 'it-IT',
  es: 'es-ES',
  ja: 'ja-JP',
  nl: 'nl-NL',
  pl: 'pl-PL',
  sv: 'sv-SE',
  pt: 'pt-BR',
  zh: 'zh-CN',
}

const locale = (environment: LetterEnvironment): string =>
  environment.locale?.startsWith(environment.language) ? environment.locale : localeOf[environment.language]

/** The narrow no-break space of French figures has no picture in some mail programs; the usual one has. */
const plain = (text: string): string => text.replace(/\u202f/g, '\u00a0')

/** A refund as the reader writes money: 399,00 €, $399.00, ￥39,900. */
export function money(value: unknown, environment: LetterEnvironment): unknown {
  if (!isMoney(value)) return value
  const format = new Intl.NumberFormat(locale(environment), { style: 'currency', currency: value.currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return plain(format.format(value.amount / 10 ** digits))
}

/** A day in words: 26 November 2026. */
export function date(value: unknown, environment: LetterEnvironment): unknown {
  const instant = instantOf(value)
  if (!instant) return value
  return plain(
    new Intl.DateTimeFormat(locale(environment), { dateStyle: 'long', timeZone: environment.zone }).format(instant),
  )
}

const clockMarks: Readonly<Partial<Record<LetterLanguage, readonly [before: string, after: string]>>> = {
  de: [', ', ' Uhr'],
  fr: [' à ', ''],
  it: [', ore ', ''],
  es: [', a las ', ''],
  ja: [' ', ''],
  zh: [' ', ''],
  nl: [' om ', ' uur'],
  pl: [', godz. ', ''],
  sv: [' kl. ', ''],
  pt: [' às ', ''],
}

/** A day and time with its zone, so that a promise cannot be misread: 3 March 2026, 16:00 (CET). */
export function moment(value: unknown, environment: LetterEnvironment): unknown {
  const instant = instantOf(value)
  if (!instant) return value
  const parts = new Intl.DateTimeFormat(locale(environment), {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: environment.zone,
    timeZoneName: 'short',
  }).formatToParts(instant)
  const zone = parts.find((part) => part.type === 'timeZoneName')?.value ?? environment.zone
  const clock = new Intl.DateTimeFormat(locale(environment), { timeStyle: 'short', timeZone: environment.zone })
  const [before, after] = clockMarks[environment.language] ?? [', ', '']
  return plain(`${date(instant, environment)}${before}${clock.format(instant)}${after} (${zone})`)
}

/** 15 as the reader writes it: 15 %, 15%. */
export function percent(value: unknown, environment: LetterEnvironment): unknown {
  if (typeof value !== 'number') return value
  const format = new Intl.NumberFormat(locale(environment), { style: 'percent', maximumFractionDigits: 2 })
  return plain(format.format(value / 100))
}

const isGone = (value: unknown): boolean => value === undefined || value === null || value === ''

/** The filters that a letter may use. There is no `upcase`: capitals shout. */
export const filters = {
  money,
  date,
  datetime: moment,
  percent,
  default: (value: unknown, _environment: LetterEnvironment, instead?: unknown): unknown =>
    isGone(value) || `${value}`.startsWith('{{') ? instead : value,
  capitalize: (value: unknown): unknown =>
    typeof value === 'string' ? value.charAt(0).toLocaleUpperCase() + value.slice(1) : value,
  truncate: (value: unknown, _environment: LetterEnvironment, length?: unknown): unknown =>
    typeof value === 'string' && typeof length === 'number' && value.length > length && length > 1
      ? `${value.slice(0, length - 1).trimEnd()}…`
      : value,
} as const

/** The filter without which a variable of a type would not read as a person writes it. */
export const filterOfType: Readonly<Partial<Record<VariableType, keyof typeof filters>>> = {
  money: 'money',
  date: 'date',
  moment: 'datetime',
  percent: 'percent',
}

/** How a variable is written in a text. */
export function writtenAs(name: keyof typeof variables): string {
  const filter = filterOfType[variables[name].type]
  return filter ? `{{ ${name} | ${filter} }}` : `{{ ${name} }}`
}

/** What the editor says about each filter. */
export const filterWords: readonly TemplateFilter[] = [
  {
    name: 'money',
    meaning: { en: 'Money as the reader writes it', 'zh-CN': '按收信语言书写金额' },
    example: '{{ refund.amount | money }}',
  },
  {
    name: 'date',
    meaning: { en: 'A day in words', 'zh-CN': '按收信语言书写日期' },
    example: '{{ order.date | date }}',
  },
  {
    name: 'datetime',
    meaning: { en: 'A day and time with the zone', 'zh-CN': '日期、时间和时区' },
    example: '{{ promise.due | datetime }}',
  },
  {
    name: 'percent',
    meaning: { en: 'A share', 'zh-CN': '百分比' },
    example: '{{ return.fee_percent | percent }}',
  },
  {
    name: 'default',
    meaning: { en: 'Words to use where the value is missing', 'zh-CN': '没有值时改用的文字' },
    example: '{{ order.item | default: "your item" }}',
  },
  {
    name: 'capitalize',
    meaning: { en: 'First letter as a capital', 'zh-CN': '首字母大写' },
    example: '{{ order.item | capitalize }}',
  },
  {
    name: 'truncate',
    meaning: { en: 'At most so many characters', 'zh-CN': '最多若干字符' },
    example: '{{ order.item | truncate: 60 }}',
  },
]

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}

function instantOf(value: unknown): Date | undefined {
  const instant = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : undefined
  return instant && !Number.isNaN(instant.getTime()) ? instant : undefined
}
