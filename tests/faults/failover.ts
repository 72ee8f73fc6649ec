import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../setup/free-port.ts'
import { Caller } from './caller.ts'
import { type FaultDesk, openFaultDesk } from './desk.ts'
import { type Lane, openTickets, sendMails } from './failover.load.ts'
import type { FaultMail } from './mails.ts'
import { openPostgresPair } from './postgres-pair.ts'
import { judge } from './verdict.ts'

/** After a kill of the primary every door answers again within this time (ENGINEERING R8). */
export const failoverSeconds = 10
/** How long whoever watches the primary takes to be sure that it is dead. */
const watchMs = 2_000
const loadMs = 3_000
/** No answer for so long is no answer at all. */
const longestMs = 120_000

/** What became of the desk while its database moved. */
export interface FailoverRun {
  readonly postgres: string
  readonly kills: number
  readonly tickets: number
  readonly mails: number
  /** Acknowledged, and not in the new primary. */
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Doors that took longer than `failoverSeconds`. */
  readonly late: readonly string[]
  /** Processes of the desk that ended. */
  readonly ended: readonly string[]
  /** From the kill to the first thing acknowledged: of each door its worst, in seconds. */
  readonly secondsToAnswer: Readonly<Record<string, number>>
  /** From the kill until a mail that was accepted after it stood on a ticket. */
  readonly secondsToWork: number
  /** Of the above, until the standby had been promoted. */
  readonly secondsToPromotion: number
}

/**
 * Two API processes and two workers on a primary and a synchronous standby take tickets and mails; the primary's
 * postmaster is killed, the standby is promoted 2 s later, and nobody touches the desk. Undefined where PostgreSQL 15 is
 * not installed.
 */
export async function failOver(
  size: { readonly kills: number },
  say: (line: string) => void = () => undefined,
): Promise<FailoverRun | undefined> {
  const pair = await openPostgresPair()
  if (!pair) return undefined
  const ends: (() => Promise<unknown> | unknown)[] = [() => pair.close()]
  try {
    const desk = await openFaultDesk({}, pair)
    ends.push(() => desk.close())
    const caller = new Caller(desk.token)
    ends.push(() => caller.close())
    const mails: FaultMail[] = []
    const lanes: Lane[] = []
    for (const name of ['api-1', 'api-2']) lanes.push(openTickets(name, caller, await desk.serve()))
    for (const name of ['worker-1', 'worker-2']) {
      const port = await freePort()
      await desk.work({ AMENDS_LMTP_PORT: String(port) })
      lanes.push(sendMails(name, port, mails))
    }
    const seconds: Record<string, number> = {}
    let [secondsToWork, secondsToPromotion] = [0, 0]
    for (let kill = 0; kill < size.kills; kill += 1) {
      if (kill > 0) await pair.makeStandby()
      const counts = lanes.map(({ acknowledged }) => acknowledged.length)
      await pause(loadMs)
      await until(() => lanes.every(({ acknowledged }, at) => acknowledged.length > (counts[at] ?? 0)))
      const killedMs = performance.now()
      await pair.killPrimary()
      await pause(watchMs)
      await pair.promote()
      secondsToPromotion = Math.max(secondsToPromotion, since(killedMs))
      for (const { name, acknowledged } of lanes) {
        const first = () => acknowledged.find(({ beganMs }) => beganMs >= killedMs)
        await until(() => first() !== undefined)
        seconds[name] = Math.max(seconds[name] ?? 0, rounded((first()?.doneMs ?? 0) - killedMs))
      }
      await until(() => isWorked(desk, lanes, killedMs))
      secondsToWork = Math.max(secondsToWork, since(killedMs))
      say(`kill ${kill + 1}: ${JSON.stringify(seconds)}, promoted after ${secondsToPromotion} s`)
    }
    await Promise.all(lanes.map((lane) => lane.stop()))
    const [tickets, taken] = [marksOf(lanes, 'api'), marksOf(lanes, 'worker')]
    const found = await kept(desk, tickets, mails, taken)
    const late = Object.entries(seconds).filter(([, worst]) => worst > failoverSeconds)
    return {
      postgres: pair.version,
      kills: size.kills,
      tickets: tickets.length,
      mails: taken.length,
      ...found,
      late: late.map(([name, worst]) => `${name} after ${worst} s`),
      ended: desk.ended(),
      secondsToAnswer: seconds,
      secondsToWork,
      secondsToPromotion,
    }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

const rounded = (ms: number): number => Math.round(ms / 100) / 10
const since = (beganMs: number): number => rounded(performance.now() - beganMs)

const marksOf = (lanes: readonly Lane[], kind: string): string[] =>
  lanes.filter(({ name }) => name.startsWith(kind)).flatMap(({ acknowledged }) => acknowledged.map(({ mark }) => mark))

/** Whether a mail that was accepted after the kill has become a message. */
async function isWorked(desk: FaultDesk, lanes: readonly Lane[], killedMs: number): Promise<boolean> {
  const accepted = lanes
    .filter(({ name }) => name.startsWith('worker'))
    .flatMap(({ acknowledged }) => acknowledged.filter(({ beganMs }) => beganMs >= killedMs))
  const ids = accepted.map(({ mark }) => `${mark}.0.0@buyers.example`)
  const found = await desk.sql('select 1 from messages where mail_message_id = any($1) limit 1', [ids])
  return found.length > 0
}

/** Compares what was acknowledged with what the last primary holds, when it has worked off all that it took. */
async function kept(
  desk: FaultDesk,
  tickets: readonly string[],
  mails: readonly FaultMail[],
  taken: readonly string[],
): Promise<{ lost: string[]; doubled: string[] }> {
  await until(async () => (await desk.sql(`select 1 from received_mails where status = 'received'`)).length === 0)
  const subjects = await desk.sql<{ subject: string }>(`select subject from tickets where subject like 'r8-api%'`)
  const copies = Map.groupBy(subjects, ({ subject }) => subject)
  const stored = await desk.sql<{ messageId: string; ticketId: string }>(
    `select '<' || mail_message_id || '>' as "messageId", ticket_id as "ticketId" from messages
     where direction = 'inbound' and mail_message_id like 'r8-%'`,
  )
  const accepted = new Set(taken.map((mark) => `<${mark}.0.0@buyers.example>`))
  const mail = judge(
    mails.filter(({ messageId }) => accepted.has(messageId)),
    stored,
    new Set(),
  )
  return {
    lost: [...tickets.filter((mark) => !copies.has(mark)), ...mail.lost],
    doubled: [...tickets.filter((mark) => (copies.get(mark)?.length ?? 0) > 1), ...mail.doubled],
  }
}

/** A door that stays shut for good ends the run. */
async function until(reached: () => boolean | Promise<boolean>): Promise<void> {
  const patience = performance.now() + longestMs
  while (!(await reached())) {
    if (performance.now() > patience) throw new Error('the desk did not come back')
    await pause(50)
  }
}
