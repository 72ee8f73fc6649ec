import { ProblemError } from '../../api/problem.ts'

const isAbout = (problem: string, field: string): boolean => problem === field || problem.startsWith(`${field}.`)

/** The words about a field or the first of its parts, from whatever was thrown. */
export const problemAt = (error: unknown, field: string): string | undefined =>
  error instanceof ProblemError ? error.fields.find((problem) => isAbout(problem.field, field))?.message : undefined

/** What went wrong beyond the fields that say so themselves; undefined where nothing did. */
export function othersThan(error: unknown, fields: readonly string[]): string | undefined {
  if (!(error instanceof Error)) return undefined
  const problems = error instanceof ProblemError ? error.fields : []
  const others = problems.filter((problem) => !fields.some((field) => isAbout(problem.field, field)))
  return problems.length > 0 && others.length === 0 ? undefined : error.message
}
