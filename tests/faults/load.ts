import { constants, getPriority, setPriority } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Heard } from './caller.ts'
import type { Answered } from './verdict.load.ts'

/** Sends one request and hears its answer. */
export type Ask = () => Promise<Heard>

/** What was sent in a stretch of time, and how far the sender itself fell behind its own beat. */
export interface Stretch {
  readonly answers: readonly Answered[]
  readonly seconds: number
  /** Milliseconds between the moment a request was due and the moment it was written, at most for 99 of 100. */
  readonly sentLateMs: number
}

/** Asks again as soon as an answer is there, so many at the same time: what the desk can do at most. */
export async function askInTurn(ask: Ask, size: { readonly lanes: number; readonly seconds: number }) {
  const begun = performance.now()
  const answers: Answered[] = []
  const lane = async () => {
    while (performance.now() - begun < size.seconds * 1_000) await heard(ask, begun, answers)
  }
  await Promise.all(Array.from({ length: size.lanes }, lane))
  return { answers, seconds: (performance.now() - begun) / 1_000, sentLateMs: 0 } satisfies Stretch
}

/** Asks at a steady rate whatever the answers, as people do who do not know of one another. */
export async function askAtRate(
  ask: Ask,
  size: { readonly perSecond: number; readonly seconds: number },
): Promise<Stretch> {
  // In life who asks has a machine of its own: what the desk's work takes from us here must not look like waiting.
  const usual = getPriority()
  prefer(constants.priority.PRIORITY_HIGH)
  const begun = performance.now()
  const answers: Answered[] = []
  const late: number[] = []
  const under: Promise<void>[] = []
  const count = Math.ceil(size.perSecond * size.seconds)
  while (under.length < count) {
    const nowMs = performance.now() - begun
    for (let dueMs = dueAt(under.length, size.perSecond); under.length < count && dueMs <= nowMs; ) {
      late.push(nowMs - dueMs)
      under.push(heard(ask, begun, answers))
      dueMs = dueAt(under.length, size.perSecond)
    }
    await pause(1)
  }
  const seconds = (performance.now() - begun) / 1_000
  await Promise.all(under)
  prefer(usual)
  return { answers, seconds, sentLateMs: percentile(late, 0.99) }
}

/** Only root may be preferred; for all others the lateness of the sender says what it was worth. */
function prefer(priority: number): void {
  try {
    setPriority(priority)
  } catch {
    return
  }
}

const dueAt = (at: number, perSecond: number): number => (at * 1_000) / perSecond

async function heard(ask: Ask, begun: number, answers: Answered[]): Promise<void> {
  const sentMs = performance.now()
  const answer = await ask()
  const ms = performance.now() - sentMs
  const how = answer === 'cut' ? { status: 0, retryAfterMs: 0 } : answer
  answers.push({ atMs: sentMs - begun, ms, status: how.status, retryAfterMs: how.retryAfterMs })
}

/** The least value that so large a share of all does not pass; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
