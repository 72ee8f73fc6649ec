import pg from 'pg'
import type { CurrentCalls } from './io.calls.ts'

/** Connections of the desk itself call themselves so (server/platform/db.ts); those of the run look on uncounted. */
const ours = /^amends/

/** What PostgreSQL answers when its disk is full: the statement is not done, and the transaction is lost. */
const refusal = `do $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`

const cutOff = () => new Error('Connection terminated unexpectedly')

type Query = (this: pg.Client, ...args: unknown[]) => unknown
type Answer = (error: unknown, result?: unknown) => void

/** Counts every statement and every opening of a connection in this process, and lets those fail that are to; until the returned end. */
export function watchDatabase(current: CurrentCalls): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Query; connect: Query }
  const { query, connect } = prototype
  prototype.query = function (...args) {
    const calls = isOurs(this) ? current() : undefined
    const failure = calls?.meet('database', textOf(args[0]))
    if (failure === undefined) return query.apply(this, args)
    const told = args.at(-1)
    if (failure === 'refused') return query.apply(this, typeof told === 'function' ? [refusal, told] : [refusal])
    if (typeof told !== 'function') return (query.apply(this, args) as Promise<unknown>).then(() => cut(this))
    const answer = (error: unknown, result: unknown) => {
      if (error) return (told as Answer)(error, result)
      this.once('end', () => (told as Answer)(cutOff()))
      streamOf(this).destroy()
    }
    return query.apply(this, [...args.slice(0, -1), answer])
  }
  prototype.connect = function (...args) {
    const failure = isOurs(this) ? current()?.meet('database', '(connect)') : undefined
    if (failure === 'refused') return Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
    const connected = connect.apply(this, args) as Promise<unknown>
    // Whoever has asked for the connection gets it, and finds it broken.
    if (failure !== undefined)
      connected.then(
        () => setImmediate(() => streamOf(this).destroy()),
        () => undefined,
      )
    return connected
  }
  return () => {
    prototype.query = query
    prototype.connect = connect
  }
}

const isOurs = (client: pg.Client): boolean => {
  const { application_name: name } = (client as unknown as { connectionParameters: { application_name?: string } })
    .connectionParameters
  return ours.test(name ?? '')
}

const textOf = (asked: unknown): string => (typeof asked === 'string' ? asked : (asked as { text: string }).text)

const streamOf = (client: pg.Client) =>
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream

/** The connection ends, as when a cable is pulled; PostgreSQL has done what it was asked for. */
async function cut(client: pg.Client): Promise<never> {
  const ended = new Promise<void>((done) => client.once('end', done))
  streamOf(client).destroy()
  await ended
  throw cutOff()
}
