import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import localizeEn from 'ajv-i18n/localize/en/index.js'
import type { Localize } from 'ajv-i18n/localize/types.js'
import localizeZh from 'ajv-i18n/localize/zh/index.js'
import type { Language } from './context.ts'
import { type FieldProblem, Refusal } from './errors.ts'
import { wordsOfFormat, wordsOfPattern } from './validation.words.ts'

/** Bodies are taken as they are: no coercion, nothing dropped in silence. Addresses and headers are all text, so they are coerced. */
const strict = withFormats(new Ajv({ allErrors: true, useDefaults: true, strict: false }))
const lenient = withFormats(new Ajv({ allErrors: true, useDefaults: true, coerceTypes: 'array', strict: false }))

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv)
  const known = ajv.formats['date-time'] as { validate: (text: string) => boolean }
  // RFC 3339 knows the leap second 23:59:60; no clock of ours does, and a Date of it is none.
  ajv.addFormat('date-time', (text) => known.validate(text) && !Number.isNaN(Date.parse(text)))
  return ajv
}

/** The validator of one part of a request. */
export function compileValidator(schema: object, part: string | undefined): ValidateFunction {
  return (part === 'body' ? strict : lenient).compile(schema)
}

/** Nobody reads more, and a body can hold wrong fields by the thousand. */
const mostProblems = 50

/** What is wrong with which field, in the reader's language; the first fifty. */
export function fieldProblems(errors: ErrorObject[], language: Language): FieldProblem[] {
  const localize = (language === 'zh-CN' ? localizeZh : localizeEn) as unknown as Localize
  const first = errors.slice(0, mostProblems)
  localize(first)
  return first.map((error) => ({ field: fieldOf(error), message: messageOf(error, language) }))
}

function messageOf(error: ErrorObject, language: Language): string {
  const asked = error.params as { pattern?: string; format?: string }
  if (error.keyword === 'pattern') return wordsOfPattern(asked.pattern ?? '', language)
  if (error.keyword === 'format') return wordsOfFormat(asked.format ?? '', language)
  return error.message ?? error.keyword
}

function fieldOf(error: ErrorObject): string {
  const named = error.params as { missingProperty?: string; additionalProperty?: string }
  const path = error.instancePath.split('/').slice(1)
  const inner = named.missingProperty ?? named.additionalProperty
  return [...path, ...(inner ? [inner] : [])].join('.')
}

/** PostgreSQL keeps no NUL in a text; one that is sent is named instead of failing far from its field. */
export function refuseNul(parts: Readonly<Record<string, unknown>>): void {
  for (const part of Object.values(parts)) {
    const field = nulIn(part, [])
    if (field) throw new Refusal('request.invalid', { errors: [{ field: field.join('.'), message: 'U+0000' }] })
  }
}

function nulIn(value: unknown, path: readonly string[]): readonly string[] | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path : undefined
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const found = name.includes('\0') ? path : nulIn(inner, [...path, name])
    if (found) return found
  }
  return undefined
}
