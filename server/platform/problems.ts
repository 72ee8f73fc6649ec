import type { ErrorObject } from 'ajv'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from './context.ts'
import { type FieldProblem, Refusal, wordsOf } from './errors.ts'
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
  const refusal = known ?? new Refusal('internal')
  if (typeof refusal.details.retryAfter === 'number') reply.header('retry-after', refusal.details.retryAfter)
  const errors = errorsOf(error, refusal, language)
  const { errors: _shown, ...details } = refusal.details
  // A general refusal keeps the status that says what was wrong with the request: 405, 406, 408, 411, 431 …
  const status =
    refusal.code === 'request.refused' && 'statusCode' in error ? (error.statusCode ?? 400) : refusal.status
  return reply
    .code(status)
    .type('application/problem+json')
    .send({
      type: `urn:amends:problem:${refusal.code}`,
      title: refusal.code,
      status,
      code: refusal.code,
      detail: wordsOf(refusal, language),
      requestId: request.id,
      ...(errors ? { errors } : {}),
      ...(Object.keys(details).length > 0 ? { details } : {}),
    })
}

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

function refusalOf(error: FastifyError | Refusal): Refusal | undefined {
  if (error instanceof Refusal) return error
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
