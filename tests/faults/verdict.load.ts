import { percentile } from './load.ts'

/** One answer as the caller saw it. */
export interface Answered {
  /** When it was asked, since the stretch began. */
  readonly atMs: number
  /** From the request written to the answer read. */
  readonly ms: number
  /** 0: the connection ended without one. */
  readonly status: number
  readonly retryAfterMs: number
}

/** What is asked of the desk under overload (ENGINEERING R15). */
export const overloadLimits = { admittedTimes: 2, refusedMs: 50, backSeconds: 30 } as const
/** What a noisy workspace may cost the others (ENGINEERING R16). */
export const noisyLimits = { othersTimes: 1.2 } as const

export const isAdmitted = ({ status }: Answered): boolean => status >= 200 && status < 300
export const isRefused = ({ status }: Answered): boolean => status === 503 || status === 429

/** Milliseconds within which 99 of 100 were answered. */
export const p99 = (answers: readonly Answered[]): number =>
  percentile(
    answers.map(({ ms }) => ms),
    0.99,
  )

export interface OverloadFacts {
  readonly normal: readonly Answered[]
  readonly over: readonly Answered[]
  /** The load of `normal` once more, right after. */
  readonly after: readonly Answered[]
}

/** What was wrong, in words with figures; empty when nothing was. */
export interface OverloadVerdict {
  /** Those admitted waited too long. */
  readonly slow: readonly string[]
  /** The rest heard no proper refusal: late, without Retry-After, or something else. */
  readonly unrefused: readonly string[]
  /** What was refused or failed though there was room. */
  readonly needless: readonly string[]
  readonly lasting: readonly string[]
}

export function judgeOverload({ normal, over, after }: OverloadFacts): OverloadVerdict {
  const most = p99(normal.filter(isAdmitted)) * overloadLimits.admittedTimes
  const admitted = over.filter(isAdmitted)
  const refused = over.filter(isRefused)
  const others = over.filter((each) => !isAdmitted(each) && !isRefused(each))
  const back = backAfterSeconds(after, most)
  const said = p99(refused)
  return {
    slow:
      admitted.length === 0
        ? ['nobody was admitted']
        : p99(admitted) > most
          ? [`p99 of admitted ${ms(p99(admitted))}, at most ${ms(most)}`]
          : [],
    unrefused: [
      ...(said > overloadLimits.refusedMs ? [`p99 of refused ${ms(said)}`] : []),
      ...refused.filter(({ retryAfterMs }) => !(retryAfterMs > 0)).map(({ status }) => `${status} without Retry-After`),
      ...others.map(({ status, atMs }) => `${status || 'cut off'} at ${Math.round(atMs)} ms`),
    ],
    needless: normal.filter((each) => !isAdmitted(each)).map(({ status }) => `${status || 'cut off'} at normal load`),
    lasting: back > overloadLimits.backSeconds ? [`not back to normal after ${back} s`] : [],
  }
}

const windowSeconds = 5

/** Seconds from the end of the overload until a stretch of five in which nobody is refused and p99 is as it may be. */
export function backAfterSeconds(after: readonly Answered[], mostMs: number): number {
  const end = Math.max(0, ...after.map(({ atMs }) => atMs)) / 1_000
  for (let from = 0; from < end; from += 1) {
    const window = after.filter(({ atMs }) => atMs >= from * 1_000 && atMs < (from + windowSeconds) * 1_000)
    if (window.length > 0 && window.every(isAdmitted) && p99(window) <= mostMs) return from
  }
  return Number.POSITIVE_INFINITY
}

export interface NoisyFacts {
  /** The quiet workspace's answers while it was alone, and while the other was noisy. */
  readonly alone: readonly Answered[]
  readonly beside: readonly Answered[]
  readonly noise: readonly Answered[]
}

export interface NoisyVerdict {
  readonly disturbed: readonly string[]
  readonly needless: readonly string[]
  readonly unrefused: readonly string[]
}

export function judgeNoisy({ alone, beside, noise }: NoisyFacts): NoisyVerdict {
  const times = p99(beside) / p99(alone)
  const isProper = (each: Answered) => isAdmitted(each) || (isRefused(each) && each.retryAfterMs > 0)
  return {
    disturbed: times > noisyLimits.othersTimes ? [`others' p99 is ${times.toFixed(2)} times that without noise`] : [],
    needless: [...alone, ...beside]
      .filter((each) => !isAdmitted(each))
      .map(({ status }) => `${status || 'cut off'} to the quiet workspace`),
    unrefused: noise.filter((each) => !isProper(each)).map(({ status }) => `${status || 'cut off'} to the noisy one`),
  }
}

const ms = (value: number): string => `${value.toFixed(1)} ms`
