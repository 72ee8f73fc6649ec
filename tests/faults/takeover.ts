import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { freePort } from '../setup/free-port.ts'
import { Caller, insist } from './caller.ts'
import { type FaultDesk, handLettersTo, openFaultDesk, ownShop } from './desk.ts'
import { makeMails } from './mails.ts'
import { type Misdeed, openWildPeer } from './smtp-peer.ts'
import type { MortalVictim } from './victims.ts'

/** A job of a killed worker is taken over within this time (ENGINEERING R4). */
export const takeoverSeconds = 60

/** Seconds from the kill of the worker that held a job until another has done it. */
export interface TakeoverRun {
  readonly outgoing: readonly number[]
  readonly received: readonly number[]
  readonly worst: number
}

/**
 * A worker is killed while it holds a job, and stays dead: once while a mail server keeps it waiting for the answer to a
 * letter, once in the middle of a received mail. Measures how long the job waits for another worker.
 */
export async function takeOverJobs(
  size: { readonly rounds: number },
  say: (line: string) => void = () => undefined,
): Promise<TakeoverRun> {
  const desk = await openFaultDesk()
  try {
    const port = await desk.serve()
    const outgoing: number[] = []
    const received: number[] = []
    // Letters first: mails make the desk write letters of its own.
    for (let round = 0; round < size.rounds; round += 1) {
      outgoing.push(await takeOverLetter(desk, port, round))
      say(`a letter was taken over after ${outgoing.at(-1)} s`)
    }
    for (let round = 0; round < size.rounds; round += 1) {
      received.push(await takeOverMail(desk, round))
      say(`a mail was taken over after ${received.at(-1)} s`)
    }
    return { outgoing, received, worst: Math.max(...outgoing, ...received) }
  } finally {
    await desk.close()
  }
}

async function takeOverLetter(desk: FaultDesk, port: number, round: number): Promise<number> {
  let misdeed: Misdeed | undefined = 'hangs'
  const peer = await openWildPeer((moment) => (moment === 'data' ? misdeed : undefined))
  const caller = new Caller(desk.token)
  try {
    const storeId = await handLettersTo(peer.port, { desk, caller, port })
    const holder = await desk.work()
    const buyer = { name: 'Buyer', email: `r4-${round}@buyers.example` }
    const words = { subject: 'A question', text: 'Where is my order?', channelKind: 'api', storeId, buyer }
    const { id } = await insist(caller, port, '/api/tickets', words, `r4-ticket-${round}`)
    const reply = { direction: 'outbound', text: `It is on its way.\n\n(r2 ${round}/0)` }
    await insist(caller, port, `/api/tickets/${id}/messages`, reply, `r4-reply-${round}`)
    await until(() => peer.done['data hangs'] !== undefined)
    misdeed = undefined
    return await secondsToTakeOver(desk, holder, () => peer.taken.length > 0)
  } finally {
    caller.close()
    await peer.close()
  }
}

async function takeOverMail(desk: FaultDesk, round: number): Promise<number> {
  const lmtpPort = await freePort()
  const holder = await desk.work({ AMENDS_LMTP_PORT: String(lmtpPort) })
  const [mail] = makeMails(1, `r4-${round}`)
  if (!mail) throw new Error('no mail was made')
  // Whoever reads the mail waits here, and so holds its job.
  const table = await desk.holdTable('received_contents')
  const transport = createTransport({ host: '127.0.0.1', port: lmtpPort, lmtp: true, ignoreTLS: true } as object)
  const { accepted } = await transport.sendMail({ envelope: { from: mail.from, to: ownShop }, raw: mail.raw })
  if (accepted.length === 0) throw new Error('the mail was refused')
  transport.close()
  await until(() => table.isAwaited())
  const isMessage = async () => {
    const found = await desk.sql('select 1 from messages where mail_message_id = $1', [mail.messageId.slice(1, -1)])
    return found.length > 0
  }
  return secondsToTakeOver(desk, holder, isMessage, () => table.letGo())
}

/** Kills the holder of a job when another worker is there, and waits until that one has done it. */
async function secondsToTakeOver(
  desk: FaultDesk,
  holder: MortalVictim,
  isDone: () => boolean | Promise<boolean>,
  afterwards: () => Promise<void> = async () => undefined,
): Promise<number> {
  const successor = await desk.work()
  await holder.killForGood()
  const killedAt = performance.now()
  await afterwards()
  await until(isDone)
  const seconds = (performance.now() - killedAt) / 1_000
  await successor.stop()
  return Math.round(seconds * 10) / 10
}

/** Waits no longer than three times what is asked for: then the job is lost, not late. */
async function until(reached: () => boolean | Promise<boolean>): Promise<void> {
  const patience = Date.now() + 3_000 * takeoverSeconds
  while (!(await reached())) {
    if (Date.now() > patience) throw new Error('the job was not taken over')
    await pause(100)
  }
}
