/** What pg-boss tells of an error beside the error itself. */
interface Told {
  readonly err: Error
  /** The queue whose worker met it. */
  readonly job?: string
}

/**
 * An error as pg-boss tells it: some of them are copies of the fields of one, which are no errors any more, and whose
 * message and place would be lost to whoever reads the log.
 */
export function errorTold(told: unknown): Told {
  const { message, stack, name, code, queue } = (typeof told === 'object' && told !== null ? told : {}) as {
    readonly [field in 'message' | 'stack' | 'name' | 'code' | 'queue']?: unknown
  }
  const job = typeof queue === 'string' ? { job: queue } : {}
  if (told instanceof Error) return { err: told, ...job }
  const err = new Error(typeof message === 'string' ? message : 'told without a message')
  if (typeof name === 'string') err.name = name
  if (typeof stack === 'string') err.stack = stack
  return { err: Object.assign(err, typeof code === 'string' && { code }), ...job }
}
