import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../setup/free-port.ts'
import { type FaultDesk, openFaultDesk } from './desk.ts'
import { handedOver } from './mailing.ts'
import { type FaultMail, makeMails } from './mails.ts'
import { type Cut, openSevering } from './severing.ts'
import { type Emitted, type EventsVerdict, judgeEvents, type Owed } from './verdict.events.ts'

const lanes = 8
/** Of each moment at which a connection may be cut. */
const chance = 0.2
/** Of so many cuts, one is the death of the whole worker. */
const cutsPerKill = 100

export interface EventsRun extends EventsVerdict {
  readonly mails: number
  readonly emitted: number
  readonly cuts: Readonly<Record<Cut, number>>
  readonly kills: number
  readonly seconds: number
}

/**
 * Mails come in and become messages, tickets and assignments by events, while the connections to the database are cut
 * right after the commit, before the waking call, when a job is taken, and between the work of a job and its completion;
 * now and then the whole worker is killed (ENGINEERING R4). Goes on until so many cuts are done.
 */
export async function loseConnections(
  size: { readonly cuts: number },
  random: () => number,
  say: (line: string) => void = () => undefined,
): Promise<EventsRun> {
  const ends: (() => Promise<unknown>)[] = []
  const begun = performance.now()
  try {
    const desk = await openFaultDesk()
    ends.push(desk.close)
    const address = new URL(desk.env.DATABASE_URL ?? '')
    const severing = await openSevering(Number(address.port), random)
    ends.push(severing.close)
    address.port = String(severing.port)
    const lmtpPort = await freePort()
    const worker = await desk.work({ DATABASE_URL: address.href, AMENDS_LMTP_PORT: String(lmtpPort) })
    ends.push(worker.stop)
    await desk.sql(`update availabilities set state = 'on-duty', capacity = 1000`)
    const accepted: FaultMail[] = []
    const done = () => Object.values(severing.done).reduce((sum, count) => sum + count, 0)
    severing.sever(chance)
    let kills = 0
    const writing = Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        write(lane, { port: lmtpPort, accepted, isOver: () => done() >= size.cuts }),
      ),
    )
    for (; done() < size.cuts; await pause(100)) {
      if (done() < (kills + 0.5) * cutsPerKill) continue
      kills += 1
      // A process that cannot begin is no part of this: only one that works is cut off.
      severing.sever(0)
      await worker.kill()
      severing.sever(chance)
      say(`${done()} of ${size.cuts} cuts, ${accepted.length} mails, ${kills} kills`)
    }
    await writing
    severing.sever(0)
    say(`${accepted.length} mails are accepted; the desk works off what is left`)
    await settled(desk, say)
    const { emitted, owed, stored, quarantined } = await ledgerOf(desk)
    const verdict = judgeEvents({ accepted, stored, quarantined, emitted, owed })
    const seconds = (performance.now() - begun) / 1_000
    return { ...verdict, mails: accepted.length, emitted: emitted.length, cuts: severing.done, kills, seconds }
  } finally {
    for (const end of ends.reverse()) await end().catch(() => undefined)
  }
}

interface Writing {
  readonly port: number
  readonly accepted: FaultMail[]
  readonly isOver: () => boolean
}

/** Writes conversations one after another, each mail when the one before it was accepted. */
async function write(lane: number, { port, accepted, isOver }: Writing): Promise<void> {
  for (let at = 0; !isOver(); at += 1)
    for (const mail of makeMails(10, `r4-${lane}-${at}`)) {
      while (!(await handedOver(port, mail))) await pause(50)
      // Conversations are numbered within their maker: here each has a number of its own.
      accepted.push({ ...mail, conversation: (at * lanes + lane) * 10 + mail.conversation })
    }
}

/** Waits until no job is left; gives up when none has ended for three minutes. */
async function settled(desk: FaultDesk, say: (line: string) => void): Promise<void> {
  for (let before = -1, since = Date.now(); ; await pause(500)) {
    const [row] = await desk.sql<{ left: number }>(
      `select count(*)::int as left from pgboss.job where state in ('created', 'retry', 'active') and name = any ($1)`,
      [Object.keys(listeners)],
    )
    const left = row?.left ?? 0
    if (left === 0) return
    if (left !== before) since = Date.now()
    if (Date.now() - since > 180_000) return say(`${left} jobs do not end`)
    before = left
  }
}

/** Listeners whose effects are counted: the field of the event that says what it is about, and what is owed to whom. */
const listeners: Readonly<Record<string, { readonly about: string; readonly owed: string; readonly atLeast: 0 | 1 }>> =
  {
    'messages.on-mail-received': {
      about: 'receivedMailId',
      owed: `select r.id as about, (select count(*)::int from messages m where m.received_mail_id = r.id) as effects
      from received_mails r where r.message_id like 'r4-%'`,
      atLeast: 1,
    },
    'assignment.on-ticket-created': {
      about: 'ticketId',
      owed: `select t.id as about, (select count(*)::int from ticket_events e where e.ticket_id = t.id and e.kind = 'assigned') as effects
      from tickets t where t.id in (select ticket_id from messages where mail_message_id like 'r4-%')`,
      atLeast: 0,
    },
  }

async function ledgerOf(desk: FaultDesk) {
  const emitted: Emitted[] = []
  const owed: Owed[] = []
  for (const [listener, { about, owed: query, atLeast }] of Object.entries(listeners)) {
    emitted.push(
      ...(await desk.sql<Emitted>(
        `select name as listener, data -> 'payload' ->> $2 as about, state::text as state from pgboss.job where name = $1`,
        [listener, about],
      )),
    )
    const found = await desk.sql<{ about: string; effects: number }>(query)
    owed.push(...found.map((one) => ({ listener, atLeast, ...one })))
  }
  const stored = await desk.sql<{ messageId: string; ticketId: string }>(
    `select '<' || mail_message_id || '>' as "messageId", ticket_id as "ticketId" from messages
     where direction = 'inbound' and mail_message_id like 'r4-%' order by id`,
  )
  const quarantined = await desk.sql<{ id: string }>(
    `select '<' || message_id || '>' as id from received_mails where status = 'quarantined' and message_id like 'r4-%'`,
  )
  return { emitted, owed, stored, quarantined: new Set(quarantined.map(({ id }) => id)) }
}
