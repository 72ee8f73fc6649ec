import { filterOfType, filters, writtenAs } from './rules.filters.ts'
import type { Found } from './schema.findings.ts'
import { isVariable, type TemplateValues, type VariableName, variableNames, variables } from './schema.values.ts'

/** One place where a text uses a variable, as the engine reports it. */
export interface VariableUse {
  readonly variable: string
  readonly filters: readonly string[]
  readonly tested: boolean
}

/** A fault of the language itself, as the engine reports it. */
export interface SyntaxFault {
  readonly code: string
  readonly detail: string
  readonly line?: number
}

/** What a text consists of, as the engine read it. */
export interface ReadText {
  readonly uses: readonly VariableUse[]
  readonly problems: readonly SyntaxFault[]
}

/** The variables a text uses, each once, in the order of the list. */
export function variablesOf(read: ReadText): VariableName[] {
  return variableNames.filter((name) => read.uses.some((use) => use.variable === name))
}

/** Why a text cannot be published as a template: unknown variables, missing or wrong filters, broken syntax. */
export function faultsOf(source: string, read: ReadText, field: 'subject' | 'body'): Found[] {
  const syntax = read.problems.map((problem): Found => {
    const details = { detail: problem.detail, line: problem.line ?? 1 }
    return { code: 'template.syntax', severity: 'block', field, quote: '', start: 0, end: 0, details }
  })
  const seen = new Set<string>()
  const misuse = read.uses.flatMap((use): Found[] => {
    const found = faultOf(use)
    const key = `${found?.code} ${use.variable}`
    if (!found || seen.has(key)) return []
    seen.add(key)
    const start = Math.max(0, source.indexOf(use.variable))
    return [{ severity: 'block', field, quote: use.variable, start, end: start + use.variable.length, ...found }]
  })
  return [...syntax, ...misuse]
}

function faultOf(use: VariableUse): Pick<Found, 'code' | 'details'> | undefined {
  const name = use.variable
  if (!isVariable(name)) {
    const near = nearest(name)
    return { code: 'template.unknown-variable', details: { name, suggestion: near ? ` ${writtenAs(near)}` : '' } }
  }
  if (use.tested) return undefined
  const needed = filterOfType[variables[name].type]
  const misplaced = use.filters.find((filter) => isTyped(filter) && filter !== needed && !alsoFits(name, filter))
  if (misplaced) {
    return { code: 'template.filter-misplaced', details: { name, filter: misplaced, written: writtenAs(name) } }
  }
  const isBare = needed !== undefined && !use.filters.some((filter) => filter === needed || alsoFits(name, filter))
  return isBare ? { code: 'template.filter-needed', details: { name, written: writtenAs(name) } } : undefined
}

const isTyped = (filter: string): boolean =>
  Object.hasOwn(filters, filter) && Object.values(filterOfType).some((typed) => typed === filter)

/** A moment may also be shown as a day alone. */
const alsoFits = (name: VariableName, filter: string): boolean => variables[name].type === 'moment' && filter === 'date'

/** The variable somebody most likely meant. */
function nearest(name: string): VariableName | undefined {
  const last = name.split('.').at(-1) ?? name
  const ranked = variableNames
    .map((known) => ({ known, far: Math.min(distance(name, known), distance(last, known.split('.')[1] ?? known) + 1) }))
    .sort((one, other) => one.far - other.far)[0]
  return ranked && ranked.far <= 3 ? ranked.known : undefined
}

/** How many letters must change to make one word the other (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

const invisible = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** Plain text of a value: no control or direction characters, and no braces that a check would take for a gap. */
function plain(text: string, severalLines: boolean): string {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/u).map((line) =>
    line
      .replace(invisible, ' ')
      .replace(/[ \t\u00a0]+/g, ' ')
      .replace(/\{(?=[{%])/g, '{ ')
      .replace(/\[(?=\[)/g, '[ ')
      .trim(),
  )
  return lines.filter((line) => line !== '').join(severalLines ? '\n' : ' ')
}

/**
 * The values a letter is filled with: only known variables, each of its type, without what could break a line, hide a
 * character or open a placeholder (ENGINEERING M5, S8). Links are left out where the marketplace forbids them: the
 * letters then say "attached" or "reply" instead.
 */
export function fitValues(given: TemplateValues, options: { withLinks: boolean }): Map<string, unknown> {
  const fitted = new Map<string, unknown>()
  for (const name of variableNames) {
    const value = given[name]
    if (value === undefined || value === null || value === '') continue
    const fit = fitValue(name, value, options.withLinks)
    if (fit !== undefined && fit !== '') fitted.set(name, fit)
  }
  return fitted
}

function fitValue(name: VariableName, value: NonNullable<TemplateValues[VariableName]>, withLinks: boolean): unknown {
  const { type } = variables[name]
  const isObject = typeof value === 'object'
  if (type === 'money') return isObject && 'amount' in value ? value : undefined
  if (type === 'percent') return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  if (type === 'date' || type === 'moment') {
    const instant = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN)
    return Number.isNaN(instant.getTime()) ? undefined : instant
  }
  if (isObject) return undefined
  const text = plain(String(value), type === 'lines')
  if (type !== 'link') return text
  return withLinks && /^https?:\/\/[^\s<>"{}]+$/i.test(text) ? text : undefined
}

/** A rendered letter as it is sent: no trailing blanks, never more than one empty line, none at the ends. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gmu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A subject is one line. */
export const tidySubject = (text: string): string => plain(text, false)
