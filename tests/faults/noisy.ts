import { openFaultDesk } from './desk.ts'
import { askAtRate } from './load.ts'
import { startNoisyCaller } from './noisy.caller.ts'
import { startRefuser } from './refuser.ts'
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
const turns = ['alone', 'elsewhere', 'beside'] as const

export interface NoisyRun extends NoisyVerdict {
  readonly quietPerSecond: number
  readonly quotaPerSecond: number
  /** What the noisy workspace really asked in a second, and how much of it was answered. */
  readonly noisePerSecond: number
  readonly noiseAdmittedPerSecond: number
  readonly alone: { readonly asked: number; readonly p99Ms: number }
  readonly beside: { readonly asked: number; readonly p99Ms: number }
  /** While the same noise went to another program of this machine, which does nothing but refuse: what it costs to be there. */
  readonly elsewhere: { readonly asked: number; readonly p99Ms: number }
  readonly times: number
  readonly timesElsewhere: number
  readonly sentLateMs: number
}

/**
 * One workspace asks for fifty times its quota while another works as ever, within its own (ENGINEERING R16); both at
 * one process of the API, by turns without the noise, with it elsewhere on this machine, and with it.
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
    const token = await desk.openWorkspace('loud', port)
    const refuser = await startRefuser()
    ends.push(refuser.close)
    const loud = await startNoisyCaller({ port, token })
    ends.push(loud.close)
    const stray = await startNoisyCaller({ port: refuser.port, token })
    ends.push(stray.close)
    const noise = { perSecond: quota * timesQuota, seconds: turnSeconds }
    const work = mixedWork(workplace, random)
    // Within its quota from the first: what the warm-up took beyond would be refused later.
    await askAtRate(work, { perSecond: quota * quietShare, seconds: warmUpSeconds })
    // Neither shall what is compiled when it is first refused count as disturbance.
    await loud.ask({ perSecond: quota * timesQuota, seconds: warmUpSeconds })
    const told = { noise: [] as Answered[], late: [] as number[] }
    const quiet: Record<(typeof turns)[number], Answered[]> = { alone: [], elsewhere: [], beside: [] }
    for (let round = 0; round < size.seconds / (turnSeconds * turns.length); round += 1) {
      // In another order each time: three turns last a minute, and what the machine does once a minute, as PostgreSQL looks
      // for what to clean up, would fall on the same one always.
      for (const turn of rotated(turns, round)) {
        const quietly = askAtRate(work, { perSecond: quota * quietShare, seconds: turnSeconds })
        if (turn === 'elsewhere') await stray.ask(noise)
        if (turn === 'beside') {
          const loudly = await loud.ask(noise)
          told.noise.push(...loudly.answers)
          told.late.push(loudly.sentLateMs)
        }
        quiet[turn].push(...(await quietly).answers)
      }
      say(`p99 ${turns.map((turn) => `${turn} ${p99(quiet[turn]).toFixed(1)} ms`).join(', ')}`)
    }
    const noisySeconds = told.late.length * turnSeconds
    return {
      ...judgeNoisy({ ...quiet, noise: told.noise }),
      quietPerSecond: quota * quietShare,
      quotaPerSecond: quota,
      noisePerSecond: told.noise.length / noisySeconds,
      noiseAdmittedPerSecond: told.noise.filter(isAdmitted).length / noisySeconds,
      alone: figuresOf(quiet.alone),
      beside: figuresOf(quiet.beside),
      elsewhere: figuresOf(quiet.elsewhere),
      times: ratioOf(quiet.beside, quiet.alone),
      timesElsewhere: ratioOf(quiet.elsewhere, quiet.alone),
      sentLateMs: rounded(Math.max(0, ...told.late)),
    }
  } finally {
    for (const end of ends) await end()
    await desk.close()
  }
}

const rotated = <Item>(items: readonly Item[], by: number): Item[] => [
  ...items.slice(by % items.length),
  ...items.slice(0, by % items.length),
]
const figuresOf = (answers: readonly Answered[]) => ({ asked: answers.length, p99Ms: rounded(p99(answers)) })
const ratioOf = (some: readonly Answered[], others: readonly Answered[]) =>
  Math.round((p99(some) / p99(others)) * 100) / 100
const rounded = (value: number): number => Math.round(value * 10) / 10
