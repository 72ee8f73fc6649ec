import { textOf } from '../i18n/text.ts'

/** What is wrong with one field of what was sent. */
export interface FieldProblem {
  readonly field: string
  readonly message: string
}

/**
 * A refused or failed request (RFC 9457). Its message is the server's own, already in the reader's language, and says what to do;
 * `code` never changes and is what code may ask for. Status 0 means that the server could not be reached.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  readonly fields: readonly FieldProblem[]
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, body: unknown) {
    const problem = isRecord(body) ? body : {}
    super(typeof problem.detail === 'string' ? problem.detail : fallback(status))
    this.status = status
    this.code = typeof problem.code === 'string' ? problem.code : status === 0 ? 'network' : 'internal'
    this.requestId = typeof problem.requestId === 'string' ? problem.requestId : undefined
    this.fields = Array.isArray(problem.errors) ? problem.errors.filter(isFieldProblem) : []
    this.details = isRecord(problem.details) ? problem.details : {}
  }

  /** The words about one field, for the form to show beside it. */
  about(field: string): string | undefined {
    return this.fields.find((problem) => problem.field === field)?.message
  }
}

/** The words about one field of whatever was thrown. */
export const fieldError = (error: unknown, field: string): string | undefined =>
  error instanceof ProblemError ? error.about(field) : undefined

/** Whether something thrown is a refusal with this code. */
export const isProblem = (error: unknown, code: string): error is ProblemError =>
  error instanceof ProblemError && error.code === code

const fallback = (status: number): string => textOf('shell')(status === 0 ? 'unreachable' : 'server-failed')

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isFieldProblem = (value: unknown): value is FieldProblem =>
  isRecord(value) && typeof value.field === 'string' && typeof value.message === 'string'
