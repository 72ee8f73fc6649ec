import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { buildApp } from '../../server/app.ts'
import { createToken, createWorkspace } from '../../server/modules/access/index.ts'
import { createChannel } from '../../server/modules/channels/index.ts'
import { sweeps } from '../../server/modules/index.ts'
import { createStore } from '../../server/modules/stores/index.ts'
import { type Config, readConfig } from '../../server/platform/config.ts'
import { type Context, systemContext } from '../../server/platform/context.ts'
import { openDatabases } from '../../server/platform/db.ts'
import { PgBossQueue } from '../../server/platform/jobs.queue.ts'
import { openLog } from '../../server/platform/log.ts'
import type { MailReader } from '../../server/platform/mail/reader.ts'
import type { Services } from '../../server/platform/services.ts'
import { composeServices, queues } from '../../server/services.ts'
import { sweepAll } from '../../server/worker.ts'
import { freePort } from '../setup/free-port.ts'
import { setup } from '../setup/postgres.ts'
import { ownShop } from './desk.ts'
import { TriedQueue } from './io.jobs.ts'

/** Where a second shop is written to; its mail is fetched. */
export const fetchedShop = 'fetched@desk.demo'
export const password = 'seven small blue herons'

/** What each run begins with. */
export interface Beginning {
  readonly workspaceId: string
  readonly storeId: string
  readonly secret: string
}

/** The ports at which the desk finds the mail servers of the world outside. */
export interface Servers {
  readonly smtpPort: number
  readonly imapPort: number
}

/** One PostgreSQL, and a database in which everything is ready for the story; each run has a copy of its own. */
export interface Ground extends Beginning {
  openDesk(mailReader: MailReader): Promise<IoDesk>
  close(): Promise<void>
}

/** A desk of one run: the whole product in this process, with a clock that the run sets. */
export interface IoDesk extends Beginning {
  readonly app: FastifyInstance
  readonly services: Services
  readonly context: Context
  readonly folder: string
  /** Looks behind it, uncounted. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  setClock(moment: string): void
  /** Lets minutes pass, and works the jobs that have come due. */
  work(minutes: number): Promise<void>
  /** Does what the sweeps find at a beat, and the jobs that this makes. */
  sweep(): Promise<void>
  close(): Promise<void>
}

const begins = '2030-03-04T08:00:00Z'
const silent = openLog(process.env.AMENDS_TEST_LOG ?? 'silent')
const place = { workspaceName: 'Kitto', slug: 'kitto', language: 'en', zone: 'UTC', currency: 'EUR' } as const
export const person = { name: 'Mira', email: 'mira@desk.test' }

/** Prepares the ground; `servers` are those that its channels name. */
export async function openGround(servers: Servers): Promise<Ground> {
  const ends: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    const postgres = await new Promise<{ url: string; servingUrl: string; template: string }>((provided, failed) => {
      const provide = (_: string, value: { url: string; servingUrl: string; template: string }) => provided(value)
      setup({ provide }).then((stop) => ends.push(stop), failed)
    })
    const owner = new pg.Client({ connectionString: postgres.url, application_name: 'looks on' })
    await owner.connect()
    ends.push(() => owner.end())
    const folder = await mkdtemp(join(tmpdir(), 'amends-io-'))
    ends.push(() => rm(folder, { recursive: true, force: true }))
    const copy = async (template: string) => {
      const name = `io_${randomBytes(6).toString('hex')}`
      await owner.query(`create database ${name} template ${template}`)
      const at = (url: string) => url.replace(/\/[^/]*$/, `/${name}`)
      const drop = () => owner.query(`drop database ${name} with (force)`)
      return { name, url: at(postgres.url), servingUrl: at(postgres.servingUrl), drop }
    }
    const template = await copy(postgres.template)
    const beginning = await begin(template.servingUrl, settingsOf(folder, await freePort()), servers)
    const openDesk = async (mailReader: MailReader) => {
      const database = await copy(template.name)
      const ownFolder = await mkdtemp(join(folder, 'run-'))
      const settings = settingsOf(ownFolder, await freePort())
      return openDeskOn(database, beginning, settings, mailReader)
    }
    return { ...beginning, openDesk, close }
  } catch (error) {
    await close()
    throw error
  }
}

const settingsOf = (folder: string, lmtpPort: number): Config => ({
  ...readConfig({ AMENDS_DATA: folder, AMENDS_LOG_LEVEL: 'silent', AMENDS_SMTP_PORT: 'off' }, folder),
  secret: 'a secret that only tests know, 32+',
  lmtpPort,
})

/** Makes the workspace that the story happens in, and the tables of the queue. */
async function begin(servingUrl: string, config: Config, servers: Servers): Promise<Beginning> {
  const address = { url: servingUrl }
  const databases = openDatabases(address, 2)
  const queue = new PgBossQueue(address, silent)
  await queue.open(queues)
  const services = composeServices({ config, log: silent, databases, jobs: queue, now: () => new Date(begins) })
  const wanted = { ...place, ...person, password }
  const { workspaceId, memberId } = await createWorkspace(services, wanted, { onlyFirst: false, demo: false })
  const context = systemContext(services, workspaceId)
  const shop = { marketplace: 'own-shop', signatureName: 'Kitto' }
  const { id: storeId } = await createStore(context, { ...shop, name: 'Kitto' })
  const smtp = { host: '127.0.0.1', port: servers.smtpPort, security: 'none' as const, user: '' }
  const imap = { host: '127.0.0.1', port: servers.imapPort, security: 'none' as const, user: 'kitto' }
  const channel = { name: 'Kitto', storeId }
  await createChannel(context, { ...channel, kind: 'receiver', address: ownShop, settings: { smtp } })
  await createChannel(
    context,
    { ...channel, kind: 'mailbox', address: fetchedShop, settings: { smtp, imap, firstTime: 'everything' } },
    { imapPassword: 'secret' },
  )
  const actor = { ...context.actor, id: memberId }
  const permissions = [
    'tickets.read',
    'tickets.work',
    'messages.send',
    'customers.reveal',
    'stores.read',
    'stores.write',
  ]
  const { secret } = await createToken({ ...context, actor }, { name: 'io', permissions })
  await queue.close()
  await databases.close()
  await services.mailReader.close()
  return { workspaceId, storeId, secret }
}

interface OwnDatabase {
  readonly url: string
  readonly servingUrl: string
  drop(): Promise<unknown>
}

async function openDeskOn(
  database: OwnDatabase,
  beginning: Beginning,
  config: Config,
  mailReader: MailReader,
): Promise<IoDesk> {
  const address = { url: database.servingUrl }
  let clock = new Date(begins)
  const now = () => clock
  const looking = new pg.Client({ connectionString: database.url, application_name: 'looks on' })
  await looking.connect()
  await looking.query(`select set_config('amends.workspace', $1, false)`, [beginning.workspaceId])
  const databases = openDatabases(address, 4)
  const queue = new TriedQueue(address, queues, { log: silent, now })
  await queue.open()
  const services = composeServices({ config, log: silent, databases, jobs: queue, mailReader, now })
  const app = await buildApp(services, { wipeDemo: async () => 0 })
  return {
    ...beginning,
    app,
    services,
    context: systemContext(services, beginning.workspaceId),
    folder: config.dataFolder,
    sql: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await looking.query<Row>(text, [...values])).rows,
    setClock: (moment) => {
      clock = new Date(moment)
    },
    work: (minutes) => {
      clock = new Date(clock.getTime() + minutes * 60_000)
      return queue.work(services)
    },
    sweep: async () => {
      for (const sweep of sweeps) await sweepAll(services, sweep)
      await queue.work(services)
    },
    close: async () => {
      services.mailTransports.close()
      await app.close()
      await databases.close()
      await queue.close()
      await looking.end()
      await database.drop()
      await rm(config.dataFolder, { recursive: true, force: true })
    },
  }
}
