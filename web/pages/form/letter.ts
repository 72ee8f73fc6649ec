import { isProblem, ProblemError } from '../../api/problem.ts'
import type { Field, Reason, Words } from './words.ts'

/** What a buyer has written so far. `website` is seen by programs alone. */
export interface Written {
  readonly name: string
  readonly email: string
  readonly orderNumber: string
  readonly reason: Reason | ''
  readonly text: string
  readonly website: string
}

export const blank: Written = { name: '', email: '', orderNumber: '', reason: '', text: '', website: '' }

/** The fields from top to bottom: the first wrong one gets the cursor. */
export const fields: readonly Field[] = ['name', 'email', 'orderNumber', 'reason', 'text']

/** Who has an address like this; the server looks closer. */
const addressForm = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/

/** The fields that a buyer has still to mend before anything is sent. */
export function wrongFields({ name, email, reason, text }: Written): Field[] {
  const faults: { readonly [field in Field]: boolean } = {
    name: name.trim() === '',
    email: !addressForm.test(email.trim()),
    orderNumber: false,
    reason: reason === '',
    text: text.trim() === '',
  }
  return fields.filter((field) => faults[field])
}

/** The fields that the server refused. */
export const refusedFields = (error: unknown): Field[] =>
  error instanceof ProblemError ? fields.filter((field) => error.about(field) !== undefined) : []

/** Whether a hidden field was filled in: it is emptied, and the buyer may send again. */
export const wasTrapped = (error: unknown): boolean => isProblem(error, 'portal.form-trap')

/** What a failed sending is told to the buyer as, and how to mend it. */
export function mendingOf(error: unknown, words: Words): string {
  if (!(error instanceof ProblemError)) return words.failed
  if (wasTrapped(error)) return words.trapped
  if (error.code === 'portal.not-a-photo' || error.code === 'portal.no-photo') return words.notPhoto
  if (refusedFields(error).length > 0) return words.someWrong
  if (error.status === 413) return words.tooLarge
  if (error.status === 429) return words.tooOften
  if (error.status === 404) return words.notFound
  return words.failed
}
