import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { type FaultDesk, ownShop } from './desk.ts'
import { type FaultMail, makeMails } from './mails.ts'
import { judge, type Verdict } from './verdict.ts'

/** Mails that come in beside what a run does otherwise. */
export interface Mailing {
  /** Those that were acknowledged. */
  readonly accepted: readonly FaultMail[]
  /** Tries that were not. */
  readonly turnedAway: number
  /** Ends it: hands over what was begun, until all of that is acknowledged. */
  end(): Promise<void>
}

/** Hands over mails by LMTP at a steady rate, each again until it is acknowledged; `ports` take turns. */
export function startMailing(
  ports: readonly number[],
  { perSecond, seed }: { readonly perSecond: number; readonly seed: string },
): Mailing {
  const accepted: FaultMail[] = []
  const figures = { turnedAway: 0 }
  let ended = false
  const lanes = Array.from({ length: Math.ceil(perSecond) }, async (_, lane) => {
    const pace = (1_000 * Math.ceil(perSecond)) / perSecond
    for (let at = 0; !ended; at += 1) {
      const [mail] = makeMails(1, `${seed}-${lane}-${at}`)
      const restful = pause(pace)
      while (mail && !(await handedOver(ports[(lane + at) % ports.length] ?? 0, mail))) {
        figures.turnedAway += 1
        await pause(200)
      }
      if (mail) accepted.push(mail)
      await restful
    }
  })
  return {
    accepted,
    get turnedAway() {
      return figures.turnedAway
    },
    async end() {
      ended = true
      await Promise.all(lanes)
    },
  }
}

/** Hands a mail over once, to the demo's own shop unless told; whether it was acknowledged. */
export async function handedOver(
  port: number,
  { from, raw }: { readonly from: string; readonly raw: string | Buffer },
  to = ownShop,
): Promise<boolean> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    lmtp: true,
    ignoreTLS: true,
    socketTimeout: 60_000,
  } as object)
  try {
    // By LMTP each recipient has an answer of its own: that none took it does not reject the whole.
    const { accepted } = await transport.sendMail({ envelope: { from, to }, raw })
    return accepted.length > 0
  } catch {
    return false
  } finally {
    transport.close()
  }
}

/** Waits until every mail has become something, or nothing has for a minute; then compares. */
export async function judgeMailing(desk: FaultDesk, accepted: readonly FaultMail[]): Promise<Verdict> {
  const ids = accepted.map(({ messageId }) => messageId)
  for (let before = -1, since = Date.now(); ; ) {
    const [row] = await desk.sql<{ waiting: number }>(
      `select count(*)::int as waiting from received_mails where status = 'received'`,
    )
    const waiting = row?.waiting ?? 0
    if (waiting !== before) since = Date.now()
    if (waiting === 0 || Date.now() - since > 60_000) break
    before = waiting
    await pause(200)
  }
  const stored = await desk.sql<{ messageId: string; ticketId: string }>(
    `select '<' || mail_message_id || '>' as "messageId", ticket_id as "ticketId" from messages
     where direction = 'inbound' and '<' || mail_message_id || '>' = any ($1)`,
    [ids],
  )
  const quarantined = await desk.sql<{ id: string }>(
    `select '<' || message_id || '>' as id from received_mails where status = 'quarantined' and '<' || message_id || '>' = any ($1)`,
    [ids],
  )
  return judge(accepted, stored, new Set(quarantined.map(({ id }) => id)))
}
