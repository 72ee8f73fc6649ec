import type { ErrorObject } from 'ajv'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from './context.ts'
import { NoPrimary } from './db.primary.ts'
import { type FieldProblem, Refusal, type Refused, wordsOf } from './errors.ts'
import { fieldProblems } from './validation.ts'

/** Answers with problem details (RFC 9457) in the reader's language. What is no refusal is a defect, and logged as one. */
export function answerProblem(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
  language: Language,
) {
  const known = refusalOf(error)
  if (!known) request.log.error({ requestId: request.id, err: error }, 'a defect')
  if (known !== error && known?.code === 'request.database-away')
    request.log.warn({ requestId: request.id, err: error }, 'the database did not answer')
  // Two at the same moment, a reference to nothing: which rule of the database said so is told nowhere else.
  if (known !== error && byState[error.code ?? ''] && known?.code !== 'request.invalid')
    request.log.warn({ requestId: request.id, err: error, constraint: constraintOf(error) }, 'the database refused it')
  const refusal = known ?? new Refusal('internal')
  refused.set(request, refusal.code)
  if (typeof refusal.details.retryAfter === 'number') reply.header('retry-after', refusal.details.retryAfter)
  // Who is cut off while still sending may never read why: what is left of the body is read and forgotten instead.
  if (refusal.status === 413) reply.removeHeader('connection')
  const errors = errorsOf(error, refusal, language)
  // A general refusal keeps the status that says what was wrong with the request: 405, 406, 408, 411, 431 …
  const status =
    refusal.code === 'request.refused' && 'statusCode' in error ? (error.statusCode ?? 400) : refusal.status
  return reply
    .code(status)
    .type('application/problem+json')
    .send(problemOf(refusal, request.id, language, { status, errors }))
}

/** The body of a refusal (RFC 9457). */
export function problemOf(
  refusal: Refused,
  requestId: string,
  language: Language,
  { status = refusal.status, errors }: { status?: number; errors?: FieldProblem[] | undefined } = {},
) {
  const { errors: _shown, ...details } = refusal.details
  return {
    type: `urn:amends:problem:${refusal.code}`,
    title: refusal.code,
    status,
    code: refusal.code,
    detail: wordsOf(refusal, language),
    requestId,
    ...(errors ? { errors } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  }
}

const refused = new WeakMap<FastifyRequest, string>()

/** Why a request was refused; undefined for one that was answered. */
export const refusedAs = (request: FastifyRequest): string | undefined => refused.get(request)

function errorsOf(error: FastifyError | Refusal, refusal: Refusal, language: Language): FieldProblem[] | undefined {
  if (!(error instanceof Refusal) && error.validation && refusal.code === 'request.invalid')
    return fieldProblems(error.validation as ErrorObject[], language)
  return refusal.details.errors as FieldProblem[] | undefined
}

const byStatus: Readonly<Record<number, string>> = {
  400: 'request.invalid',
  413: 'request.too-large',
  415: 'request.unsupported',
  429: 'request.too-many',
}

/** What a plugin of fastify refuses under a status that says less than its code. */
const byCode: Readonly<Record<string, string>> = {
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'request.not-multipart',
  // What no route could ever be called is not there.
  FST_ERR_BAD_URL: 'request.not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'request.not-found',
}

/** SQLSTATEs that tell of the request, not of a defect: unreadable values, broken references, two at the same moment. */
const byState: Readonly<Record<string, string>> = {
  '22007': 'request.invalid',
  '22008': 'request.invalid',
  '22021': 'request.invalid',
  '22P02': 'request.invalid',
  '22P05': 'request.invalid',
  '23503': 'request.refers-to-nothing',
  '23505': 'request.conflict',
  '40001': 'request.conflict',
  '40P01': 'request.conflict',
}

/**
 * What is said while the database restarts or another becomes the primary: SQLSTATEs of a server that shuts down,
 * starts, is full or takes no changes; and what the driver throws when the connection cannot be made or breaks.
 */
const away = new Set(['57P01', '57P02', '57P03', '53300', '25006', 'ECONNREFUSED', 'ECONNRESET'])
/** A caller who hangs up gives ECONNRESET too, and this message. */
const hungUp = 'aborted'
const isAway = (error: Error & { code?: string }): boolean =>
  error instanceof NoPrimary ||
  (away.has(error.code ?? '') && error.message !== hungUp) ||
  /^Connection terminated|^timeout expired$/.test(error.message)

/** The name of the rule that a row broke; a name of the schema, never of a value. */
const constraintOf = (error: object): unknown => ('constraint' in error ? error.constraint : undefined)

function refusalOf(error: FastifyError | Refusal): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (isAway(error)) return new Refusal('request.database-away', { retryAfter: 1 })
  // An address that cannot be anything's is nobody's: the same answer as for one that is not there.
  if (error.validationContext === 'params') return new Refusal('request.not-found')
  const status = error.statusCode ?? 0
  // The reader of multipart bodies gives its errors neither a status nor a code.
  if (/^Multipart: Boundary not found$/.test(error.message)) return new Refusal('request.not-multipart')
  if (/unexpected end of multipart data$/i.test(error.message)) return new Refusal('request.invalid')
  const code = byCode[error.code ?? ''] ?? byStatus[status] ?? byState[error.code ?? '']
  if (code) return new Refusal(code)
  return status >= 400 && status < 500 ? new Refusal('request.refused') : undefined
}
