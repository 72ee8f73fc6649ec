import { type DestinationStream, pino } from 'pino'

/** Structured lines with the request or job they belong to. Never the text of mail, names, addresses or secrets. */
export type Logger = ReturnType<typeof pino>

/** Opens the log, one JSON object a line, on standard output unless told otherwise. */
export function openLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: plainError },
    redact: { paths: ['*.password', '*.secret', '*.token', '*.authorization', '*.cookie'], censor: '[secret]' },
  }
  return to ? pino(options, to) : pino(options)
}

/** What a log may hold of an error: which kind and where. */
export interface PlainError {
  readonly type: string
  readonly code?: string
  readonly message: string
  readonly stack?: string
  readonly cause?: PlainError
}

/**
 * An error without the data it was thrown over. PostgreSQL puts rows, values and parameters into `detail`, `where` and,
 * for values that it cannot read, into the message itself; of such an error only the message's fixed part is kept.
 */
export function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' }
  const { code, cause } = error as Error & { code?: unknown; cause?: unknown }
  const message = withoutValues(error.message)
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message,
    ...(error.stack && { stack: framesOf(error.stack) }),
    ...(cause instanceof Error && { cause: plainError(cause) }),
  }
}

/** `invalid input syntax for type uuid: "…"`, `Key (email)=(…) …`: what stands in quotes or brackets may be anybody's. */
const withoutValues = (message: string): string =>
  message
    .slice(0, 500)
    .replace(/"[^"]*"/g, '"…"')
    .replace(/=\([^)]*\)/g, '=(…)')
    .replace(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu, '…@…')

/** Only the frames: the head of a stack repeats the message. */
const framesOf = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
