import { openFaultDesk } from './desk.ts'
import { askAtRate } from './load.ts'
import { startNoisyCaller } from './noisy.caller.ts'
import { type Answered, isAdmitted, judgeNoisy, type NoisyVerdict, p99 } from './verdict.load.ts'
import { mixedWork, openWorkplace } from './work.ts'

/** Requests a second that a workspace may send: so few that one program can send fifty times as many. */
const quota = 10
const timesQuota = 50
/** Of its quota, the quiet workspace asks for this much. */
const quietShare = 0.8
/**
 * Calm and noise take turns of so long: what else the machine does falls on both, and what the noisy one had saved up when
 * its turn began is one moment of many, as it would be one of a day.
 */
const turnSeconds = 20
const warmUpSeconds = 10

export interface NoisyRun extends NoisyVerdict {
  readonly quietPerSecond: number
  readonly quotaPerSecond: number
  /** What the noisy workspace really asked in a second, and how much of it was answered. */
  readonly noisePerSecond: number
  readonly noiseAdmittedPerSecond: number
  readonly alone: { readonly asked: number; readonly p99Ms: number }
  readonly beside: { readonly asked: number; readonly p99Ms: number }
  readonly times: number
  readonly sentLateMs: number
}

/**
 * One workspace asks for fifty times its quota while another works as ever, within its own (ENGINEERING R16); both at
 * one process of the API, by turns with and without the noise.
 */
export async function noisyNeighbour(
  size: { readonly seconds: number },
  random: () => number,
  say: (line: string) => void = () => undefined,
): Promise<NoisyRun> {
  const desk = await openFaultDesk({ AMENDS_WORKSPACE_REQUESTS_PER_SECOND: String(quota) }, undefined, 40)
  const ends: (() => unknown)[] = []
  try {
    const { port } = await desk.api()
    const workplace = await openWorkplace(desk, port)
    ends.push(() => workplace.caller.close())
    const loud = await startNoisyCaller({ port, token: await desk.openWorkspace('loud', port) })
    ends.push(loud.close)
    const work = mixedWork(workplace, random)
    // Within its quota from the first: what the warm-up took beyond would be refused later.
    await askAtRate(work, { perSecond: quota * quietShare, seconds: warmUpSeconds })
    // Neither shall what is compiled when it is first refused count as disturbance.
    await loud.ask({ perSecond: quota * timesQuota, seconds: warmUpSeconds })
    const told = { alone: [] as Answered[], beside: [] as Answered[], noise: [] as Answered[], late: [] as number[] }
    for (let turn = 0; turn < size.seconds / turnSeconds; turn += 1) {
      const quietly = askAtRate(work, { perSecond: quota * quietShare, seconds: turnSeconds })
      const isNoisy = turn % 2 === 1
      if (isNoisy) {
        const loudly = await loud.ask({ perSecond: quota * timesQuota, seconds: turnSeconds })
        told.noise.push(...loudly.answers)
        told.late.push(loudly.sentLateMs)
      }
      told[isNoisy ? 'beside' : 'alone'].push(...(await quietly).answers)
      if (isNoisy) say(`p99 alone ${p99(told.alone).toFixed(1)} ms, beside noise ${p99(told.beside).toFixed(1)} ms`)
    }
    const noisySeconds = told.late.length * turnSeconds
    return {
      ...judgeNoisy(told),
      quietPerSecond: quota * quietShare,
      quotaPerSecond: quota,
      noisePerSecond: told.noise.length / noisySeconds,
      noiseAdmittedPerSecond: told.noise.filter(isAdmitted).length / noisySeconds,
      alone: { asked: told.alone.length, p99Ms: rounded(p99(told.alone)) },
      beside: { asked: told.beside.length, p99Ms: rounded(p99(told.beside)) },
      times: Math.round((p99(told.beside) / p99(told.alone)) * 100) / 100,
      sentLateMs: rounded(Math.max(0, ...told.late)),
    }
  } finally {
    for (const end of ends) await end()
    await desk.close()
  }
}

const rounded = (value: number): number => Math.round(value * 10) / 10
