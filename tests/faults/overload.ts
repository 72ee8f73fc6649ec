import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../setup/free-port.ts'
import { openFaultDesk } from './desk.ts'
import { askAtRate, askInTurn, type Stretch } from './load.ts'
import { judgeMailing, startMailing } from './mailing.ts'
import {
  backAfterSeconds,
  isAdmitted,
  isRefused,
  judgeOverload,
  type OverloadVerdict,
  overloadLimits,
  p99,
} from './verdict.load.ts'
import { mixedWork, openWorkplace } from './work.ts'

/** Asked at the same time to find out what the desk can do at most: more than it works on at once. */
const lanes = 12
const mailsPerSecond = 2

export interface OverloadRun extends OverloadVerdict {
  readonly lost: readonly string[]
  /** Requests a second that are answered when as many are asked as can be. */
  readonly capacityPerSecond: number
  readonly normal: StretchFigures
  readonly over: StretchFigures
  readonly after: StretchFigures
  readonly admittedTimes: number
  readonly backSeconds: number
  readonly mails: number
}

interface StretchFigures {
  readonly asked: number
  readonly admittedPerSecond: number
  readonly refused: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly refusedP99Ms: number
  readonly sentLateMs: number
}

/**
 * People work at 0.7 of what one process can do, then twice as many come as it can do for `seconds`, then 0.7 again
 * (ENGINEERING R15); mails come in all the while.
 */
export async function overloadDesk(
  size: { readonly seconds: number },
  random: () => number,
  say: (line: string) => void = () => undefined,
): Promise<OverloadRun> {
  const desk = await openFaultDesk({}, undefined, 200)
  try {
    const { port } = await desk.api()
    const lmtpPort = await freePort()
    await desk.work({ AMENDS_LMTP_PORT: String(lmtpPort) })
    const workplace = await openWorkplace(desk, port)
    const ask = mixedWork(workplace, random)
    const mailing = startMailing([lmtpPort], { perSecond: mailsPerSecond, seed: 'r15' })
    await askInTurn(ask, { lanes: 4, seconds: Math.min(15, size.seconds) })
    const most = await askInTurn(ask, { lanes, seconds: Math.min(30, size.seconds) })
    const capacity = most.answers.filter(isAdmitted).length / most.seconds
    say(`capacity: ${Math.round(capacity)} requests a second`)
    // Twelve at a time are a queue that stands, and so the desk was turning away: people at work do not begin like that.
    await pause(2_000)
    const normal = await askAtRate(ask, { perSecond: capacity * 0.7, seconds: Math.min(60, size.seconds) })
    say(`normal: p99 ${p99(normal.answers).toFixed(1)} ms`)
    const over = await askAtRate(ask, { perSecond: capacity * 2, seconds: size.seconds })
    say(`overload: p99 ${p99(over.answers.filter(isAdmitted)).toFixed(1)} ms`)
    const after = await askAtRate(ask, { perSecond: capacity * 0.7, seconds: overloadLimits.backSeconds + 6 })
    await mailing.end()
    workplace.caller.close()
    const { lost } = await judgeMailing(desk, mailing.accepted)
    const normalMs = p99(normal.answers.filter(isAdmitted))
    return {
      ...judgeOverload({ normal: normal.answers, over: over.answers, after: after.answers }),
      lost,
      capacityPerSecond: Math.round(capacity),
      normal: figuresOf(normal),
      over: figuresOf(over),
      after: figuresOf(after),
      admittedTimes: rounded(p99(over.answers.filter(isAdmitted)) / normalMs),
      backSeconds: backAfterSeconds(after.answers, normalMs * overloadLimits.admittedTimes),
      mails: mailing.accepted.length,
    }
  } finally {
    await desk.close()
  }
}

function figuresOf({ answers, seconds, sentLateMs }: Stretch): StretchFigures {
  const admitted = answers.filter(isAdmitted)
  const sorted = admitted.map(({ ms }) => ms).sort((one, other) => one - other)
  return {
    asked: answers.length,
    admittedPerSecond: rounded(admitted.length / seconds),
    refused: answers.filter(isRefused).length,
    p50Ms: rounded(sorted[Math.floor(sorted.length / 2)] ?? 0),
    p99Ms: rounded(p99(admitted)),
    refusedP99Ms: rounded(p99(answers.filter(isRefused))),
    sentLateMs: rounded(sentLateMs),
  }
}

const rounded = (value: number): number => Math.round(value * 10) / 10
