import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../setup/free-port.ts'
import { Caller, insist } from './caller.ts'
import { type FaultDesk, handLettersTo, openFaultDesk } from './desk.ts'
import { handedOver, judgeMailing } from './mailing.ts'
import { type FaultMail, makeMails } from './mails.ts'
import { openWildPeer } from './smtp-peer.ts'
import { type ClockFacts, judgeClocks } from './verdict.resources.ts'

/** The clocks of the two workers, in minutes (ENGINEERING R13: ± 10). */
const wrongByMinutes = [10, -10] as const
const preload = join(import.meta.dirname, 'skewed-clock.ts')

export interface ClockRun extends Pick<ClockFacts, 'earlySeconds' | 'letterSeconds'> {
  readonly faults: readonly string[]
  readonly mails: number
  readonly letters: number
  readonly reminders: number
}

/**
 * Two workers whose clocks are ten minutes fast and ten minutes slow read mail, send letters and give reminders of which
 * some are due in the next seconds and others not for minutes (ENGINEERING R13).
 */
export async function skewClocks(
  size: { readonly mails: number },
  say: (line: string) => void = () => undefined,
): Promise<ClockRun> {
  const desk = await openFaultDesk()
  const peer = await openWildPeer(() => undefined)
  const caller = new Caller(desk.token)
  try {
    const port = await desk.serve()
    const storeId = await handLettersTo(peer.port, { desk, caller, port })
    const lmtpPorts = [await freePort(), await freePort()]
    for (const [at, minutes] of wrongByMinutes.entries())
      await desk.work({
        AMENDS_LMTP_PORT: String(lmtpPorts[at]),
        NODE_OPTIONS: `--import=${preload}`,
        FAULTS_CLOCK_WRONG_BY_MS: String(minutes * 60_000),
      })
    const written = await writeLetters(caller, port, storeId, size.mails)
    const accepted: FaultMail[] = []
    for (const [at, mail] of makeMails(size.mails, 'r13').entries())
      if (await handedOver(lmtpPorts[at % 2] ?? 0, mail)) accepted.push(mail)
    const { lost, doubled } = await judgeMailing(desk, accepted)
    say('mails are in; reminders come due')
    const { due, reminders, earlySeconds } = await remind(desk)
    const letterSeconds = await sent(peer.taken, written)
    const letters = countsOf(peer.taken.map(({ reply }) => reply).filter((reply) => reply !== ''))
    const facts = { lost, doubled, due, reminders, earlySeconds, letters, letterSeconds }
    return {
      faults: judgeClocks({ ...facts, lettersWritten: [...written.keys()] }),
      earlySeconds,
      letterSeconds,
      mails: accepted.length,
      letters: letters.size,
      reminders: reminders.size,
    }
  } finally {
    caller.close()
    await peer.close()
    await desk.close()
  }
}

/** Writes a reply on a ticket of its own each; when each was written. */
async function writeLetters(
  caller: Caller,
  port: number,
  storeId: string,
  count: number,
): Promise<Map<string, number>> {
  const written = new Map<string, number>()
  for (let at = 0; at < count; at += 1) {
    const buyer = { name: 'Buyer', email: `r13-${at}@buyers.example` }
    const words = { subject: 'A question', text: 'Where is my order?', channelKind: 'api', storeId, buyer }
    const { id } = await insist(caller, port, '/api/tickets', words, `r13-ticket-${at}`)
    const reply = `r2 ${at}/0`
    const text = `It is on its way.\n\n(${reply})`
    await insist(caller, port, `/api/tickets/${id}/messages`, { direction: 'outbound', text }, `r13-reply-${at}`)
    written.set(reply, Date.now())
  }
  return written
}

/** Waits until all letters are taken, for two minutes at most; the longest that one took. */
async function sent(
  taken: readonly { readonly reply: string; readonly at: number }[],
  written: ReadonlyMap<string, number>,
): Promise<number> {
  const seconds = () =>
    [...written].map(([reply, at]) => ((taken.find((one) => one.reply === reply)?.at ?? Date.now()) - at) / 1_000)
  const isAll = () => [...written.keys()].every((reply) => taken.some((one) => one.reply === reply))
  for (const patience = Date.now() + 120_000; !isAll() && Date.now() < patience; ) await pause(200)
  return Math.round(Math.max(0, ...seconds()))
}

/** Seconds from now until reminders are due: some while the run looks, the others only to a clock that is fast. */
const dueIn = [2, 5, 8, 120, 300, 540]
const looksForSeconds = 25

/** Has half of the time of every running clock pass in the next seconds or minutes, and watches what is reminded when. */
async function remind(desk: FaultDesk): Promise<Pick<ClockFacts, 'due' | 'reminders' | 'earlySeconds'>> {
  const [{ begun } = { begun: new Date() }] = await desk.sql<{ begun: Date }>('select clock_timestamp() as begun')
  const clocks = await desk.sql<{ id: string; about: string; dueAt: Date }>(
    `with running as (
       select workspace_id, id, ($1::int[])[1 + (row_number() over (order by id)) % $2] as seconds
       from clocks where stopped_at is null)
     update clocks c set calendar_id = null, limit_ms = 3600000, pauses = '[]', reminded = 0, breached_at = null,
       started_at = now() - interval '30 minutes' + r.seconds * interval '1 second',
       due_at = now() + interval '30 minutes' + r.seconds * interval '1 second',
       next_at = now() + r.seconds * interval '1 second'
     from running r where r.workspace_id = c.workspace_id and r.id = c.id
     returning c.id, c.ticket_id || ' ' || c.measure || ' 50' as about, c.next_at as "dueAt"`,
    [dueIn, dueIn.length],
  )
  await pause(looksForSeconds * 1_000)
  const given = await desk.sql<{ about: string; at: Date }>(
    `select concat_ws(' ', data #>> '{payload,ticketId}', data #>> '{payload,measure}', data #>> '{payload,level}') as about,
       created_on as at
     from pgboss.job where name = 'tickets.on-sla-reminder' and created_on > $1`,
    [begun],
  )
  const dueAt = new Map(clocks.map(({ about, dueAt }) => [about, dueAt.getTime()]))
  const ours = given.filter(({ about }) => dueAt.has(about))
  const early = ours.map(({ about, at }) => ((dueAt.get(about) ?? 0) - at.getTime()) / 1_000)
  // Those that something has stopped or set anew meanwhile are due no longer.
  const running = await desk.sql<{ id: string }>(
    'select id from clocks where stopped_at is null and limit_ms = 3600000 and calendar_id is null',
  )
  const ids = new Set(running.map(({ id }) => id))
  const inTime = clocks.filter(({ id, dueAt }) => ids.has(id) && dueAt.getTime() < Date.now() - 10_000)
  return {
    due: new Set(inTime.map(({ about }) => about)),
    reminders: countsOf(ours.map(({ about }) => about)),
    earlySeconds: Math.round(Math.max(0, ...early)),
  }
}

const countsOf = (names: readonly string[]): Map<string, number> =>
  new Map([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]))
