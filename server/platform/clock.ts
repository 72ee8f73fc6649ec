import { randomFillSync, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Databases, tablesOf } from './db.ts'
import type { Logger } from './log.ts'

/** How often the database is asked what time it is: a clock that nobody sets goes wrong by 50 ms in that time at the worst. */
const askEveryMs = 30_000
/** The quickest of so many answers says it best. */
const tries = 3

/** One answer of the database, in milliseconds. */
export interface Reading {
  readonly askedMs: number
  readonly answeredMs: number
  readonly databaseMs: number
}

/**
 * By how many milliseconds the database's clock is ahead of ours, as the quickest answer says (as NTP reckons, RFC 5905
 * §8); 0 when the difference lies within what that answer leaves open.
 */
export function aheadMs(readings: readonly Reading[]): number {
  const quickness = ({ askedMs, answeredMs }: Reading) => answeredMs - askedMs
  const [best] = [...readings].sort((one, other) => quickness(one) - quickness(other))
  if (!best) return 0
  const ahead = best.databaseMs - (best.askedMs + best.answeredMs) / 2
  return Math.abs(ahead) <= quickness(best) / 2 + 1 ? 0 : ahead
}

/** The time that every process of the desk goes by. */
export interface SharedClock {
  readonly now: () => Date
  stop(): void
}

/**
 * The database's clock, which all processes share. Machines whose own clocks differ by minutes would otherwise take one
 * another's letters in hand, remind of what is not due, and put the lines of a ticket in a wrong order (ENGINEERING R13).
 */
export async function openSharedClock(databases: Databases, log: Logger): Promise<SharedClock> {
  let ahead = await askDatabase(databases)
  if (Math.abs(ahead) > 2_000) log.warn({ aheadMs: Math.round(ahead) }, 'this machine’s clock is wrong: set it by NTP')
  const beat = setInterval(() => {
    askDatabase(databases).then(
      (heard) => {
        ahead = heard
      },
      // A database that does not answer for a moment: our own clock has not run away meanwhile.
      () => undefined,
    )
  }, askEveryMs)
  beat.unref()
  return { now: () => new Date(Date.now() + ahead), stop: () => clearInterval(beat) }
}

async function askDatabase({ outside }: Databases): Promise<number> {
  const readings: Reading[] = []
  for (let at = 0; at < tries; at += 1) {
    const askedMs = Date.now()
    const { rows } = await sql<{
      ms: number
    }>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.execute(
      tablesOf<Record<never, never>>(outside),
    )
    readings.push({ askedMs, answeredMs: Date.now(), databaseMs: rows[0]?.ms ?? askedMs })
  }
  return aheadMs(readings)
}

/** Makes UUIDs of version 7 by a clock: of one process each is greater than the one before, also within a millisecond. */
export function idsBy(now: () => Date): () => string {
  let msecs = Number.NEGATIVE_INFINITY
  let seq = 0
  const random = new Uint8Array(4_096)
  let used = random.length
  // Asking for 16 bytes at a time costs a fiftieth of an import.
  const rng = () => {
    if (used === random.length) {
      randomFillSync(random)
      used = 0
    }
    used += 16
    return random.subarray(used - 16, used)
  }
  return () => {
    const nowMs = now().getTime()
    if (nowMs > msecs) {
      msecs = nowMs
      // Room above for as many more in the same millisecond.
      seq = randomInt(2 ** 31)
    } else seq += 1
    return v7({ msecs, seq, rng })
  }
}
