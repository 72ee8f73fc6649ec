import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createTransport } from 'nodemailer'
import pg from 'pg'
import { startEmbedded } from '../../server/platform/postgres.ts'
import { freePort } from '../setup/free-port.ts'
import { type MailboxWay, openMailbox } from './ingest.mailbox.ts'
import { type FaultMail, makeMails } from './mails.ts'
import { judge, type Verdict } from './verdict.ts'
import { startVictim, type Victim } from './victims.ts'

const root = resolve(import.meta.dirname, '../..')

export interface IngestRun extends Verdict {
  readonly mails: number
  /** Of these through a mailbox at an IMAP server; 0 where none can run. */
  readonly byImap: number
  /** Handed over more often than that, as the answer was cut off. */
  readonly handedOver: number
  readonly kills: Readonly<Record<string, number>>
  readonly seconds: number
}

/**
 * Mails come in by LMTP, and every other conversation through a mailbox that is read by IMAP, while server, workers and database are killed at random moments (ENGINEERING R1). Who hands over
 * tries again until it is told that a mail was accepted; then the ledger is compared with the database.
 */
export async function ingestUnderKills(
  size: { readonly mails: number; readonly kills: number },
  random: () => number,
  say: (line: string) => void = () => undefined,
): Promise<IngestRun> {
  const begun = performance.now()
  const ends: (() => Promise<unknown>)[] = []
  try {
    const folder = await mkdtemp(join(tmpdir(), 'amends-faults-'))
    ends.push(() => rm(folder, { recursive: true, force: true }))
    const database = await startEmbedded({ folder: join(folder, 'database') })
    ends.push(() => database.stop())
    const env = { DATABASE_URL: database.url, AMENDS_DATA: join(folder, 'data'), AMENDS_SMTP_PORT: 'off' }
    const command = async (...args: string[]) =>
      (
        await promisify(execFile)(process.execPath, [join(root, 'server/cli.ts'), ...args, '--json'], {
          env: { ...process.env, ...env },
        })
      ).stdout
    await command('demo', '--tickets', '8')
    const made = await command('token', 'create', '--member', 'manager@demo.amends', '--name', 'faults')
    const port = await freePort()
    const ports = [await freePort(), await freePort()]
    const victims: Victim[] = []
    const enlist = async (name: string, args: string[], more: Record<string, string>) => {
      const victim = await startVictim(name, args, { ...env, ...more })
      victims.push(victim)
      ends.push(() => victim.stop())
    }
    await enlist('server', ['serve', '--role', 'api'], { PORT: String(port), AMENDS_LMTP_PORT: 'off' })
    for (const port of ports) await enlist(`worker ${port}`, ['worker'], { AMENDS_LMTP_PORT: String(port) })
    victims.push({ name: 'database', kill: () => killPostmaster(folder), stop: async () => undefined })

    const mailbox = await openMailbox({ port, token: JSON.parse(made).secret, storeId: null, lmtpPort: ports[0] ?? 0 })
    if (mailbox) ends.push(() => mailbox.close())
    else say('no IMAP server can run here: all mails come by LMTP')
    const mails = makeMails(size.mails, 'r1')
    const sent = { mails: 0, tries: 0, byImap: 0 }
    const killed: Record<string, number> = {}
    const sending = sendAll(mails, ports, sent, mailbox)
    for (let kill = 0; kill < size.kills; kill += 1) {
      await until(() => sent.mails >= ((kill + 0.5) * mails.length) / size.kills)
      const victim = victims[Math.floor(random() * victims.length)]
      if (!victim) throw new Error('nobody to kill')
      await victim.kill()
      const kind = victim.name.split(' ')[0] ?? victim.name
      killed[kind] = (killed[kind] ?? 0) + 1
      say(`${sent.mails} of ${mails.length} mails, kill ${kill + 1}: ${victim.name}`)
    }
    await sending
    say('all are accepted; the desk works off what is left')
    const found = await settled(folder, mails.length)
    const seconds = (performance.now() - begun) / 1_000
    return {
      ...judge(mails, found.stored, found.quarantined),
      mails: mails.length,
      byImap: sent.byImap,
      handedOver: sent.tries,
      kills: killed,
      seconds,
    }
  } finally {
    for (const end of ends.reverse()) await end().catch(() => undefined)
  }
}

/** Hands over the mails of each conversation in their order, several conversations at once, until all are accepted. */
async function sendAll(
  mails: readonly FaultMail[],
  ports: readonly number[],
  sent: Sent,
  mailbox: MailboxWay | undefined,
): Promise<void> {
  const conversations = [...Map.groupBy(mails, ({ conversation }) => conversation).values()].values()
  const lane = async () => {
    for (const conversation of conversations)
      for (const mail of conversation)
        if (mailbox && mail.conversation % 2 === 1) await append(mail, mailbox, sent)
        else await handOver(mail, ports, sent)
  }
  await Promise.all(Array.from({ length: 8 }, lane))
}

interface Sent {
  mails: number
  tries: number
  byImap: number
}

async function append(mail: FaultMail, mailbox: MailboxWay, sent: Sent): Promise<void> {
  await mailbox.handOver(mail)
  sent.tries += 1
  sent.mails += 1
  sent.byImap += 1
}

async function handOver(mail: FaultMail, ports: readonly number[], sent: Sent): Promise<void> {
  for (;;) {
    const port = ports[sent.tries % ports.length]
    sent.tries += 1
    const transport = createTransport({
      host: '127.0.0.1',
      port,
      lmtp: true,
      ignoreTLS: true,
      socketTimeout: 20_000,
    } as object)
    try {
      // By LMTP each recipient has an answer of its own: nodemailer resolves though all of them were refused.
      const envelope = { from: mail.from, to: 'kitto@desk.demo' }
      const { accepted } = (await transport.sendMail({ envelope, raw: mail.raw })) as { accepted: unknown[] }
      if (accepted.length === 0) throw new Error('refused')
      sent.mails += 1
      return
    } catch {
      // Nobody there, or cut off before the answer: a mail server tries again, and so do we.
      await pause(50)
    } finally {
      transport.close()
    }
  }
}

async function killPostmaster(folder: string): Promise<void> {
  const { pid } = await postmasterOf(folder)
  process.kill(pid, 'SIGKILL')
  await until(async () => (await postmasterOf(folder).catch(() => ({ pid }))).pid !== pid)
}

async function postmasterOf(folder: string): Promise<{ readonly pid: number; readonly superuserUrl: string }> {
  const data = join(folder, 'database')
  const { home, passwords } = JSON.parse(await readFile(join(data, 'postgres.json'), 'utf8'))
  const [pid, , , port] = (await readFile(join(resolve(data, home), 'cluster/postmaster.pid'), 'utf8')).split('\n')
  return { pid: Number(pid), superuserUrl: `postgres://postgres:${passwords.superuser}@127.0.0.1:${port}/amends` }
}

/** Waits until every mail has become something; what has not within five minutes is lost. */
async function settled(folder: string, mails: number) {
  const client = await connected(folder)
  try {
    const count = async (text: string) => Number((await client.query(text)).rows[0].count)
    const patience = Date.now() + 300_000
    await until(async () => {
      const waiting = await count(`select count(*) from received_mails where status = 'received'`)
      const stored = await count(
        `select count(*) from messages where direction = 'inbound' and mail_message_id like '%@buyers.example%'`,
      )
      return (waiting === 0 && stored >= mails) || Date.now() > patience
    })
    const stored = await client.query<{ messageId: string; ticketId: string }>(
      `select '<' || mail_message_id || '>' as "messageId", ticket_id as "ticketId" from messages
       where direction = 'inbound' and mail_message_id is not null order by id`,
    )
    const quarantined = await client.query<{ id: string }>(
      `select '<' || message_id || '>' as id from received_mails where status = 'quarantined' and message_id is not null`,
    )
    return { stored: stored.rows, quarantined: new Set(quarantined.rows.map(({ id }) => id)) }
  } finally {
    await client.end()
  }
}

/** A database that has just been killed takes a moment. */
async function connected(folder: string): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client((await postmasterOf(folder)).superuserUrl)
    try {
      await client.connect()
      return client
    } catch {
      await pause(100)
    }
  }
}

async function until(reached: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await reached())) await pause(50)
}
