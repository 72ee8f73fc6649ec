import { ProblemError } from '../../api/problem.ts'

/** Whether a problem is about a field of the form, or about a part of it (`mailDomains.2` is about `mailDomains`). */
export const isAbout = (problem: string, field: string): boolean => problem === field || problem.startsWith(`${field}.`)

/** The words about a field or the first of its parts, from whatever was thrown. */
export function problemAt(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  return error.fields.find((problem) => isAbout(problem.field, field))?.message
}
