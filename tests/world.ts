import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import { inject, type ProvidedContext } from 'vitest'
import { buildApp } from '../server/app.ts'
import { wipeDemo } from '../server/demo/wipe.ts'
import {
  createToken,
  createWorkspace,
  identity,
  inviteMember,
  listRoles,
  openSession,
} from '../server/modules/access/index.ts'
import { sweeps } from '../server/modules/index.ts'
import { type Config, readConfig } from '../server/platform/config.ts'
import { type Context, systemContext } from '../server/platform/context.ts'
import { openDatabases, tablesOf } from '../server/platform/db.ts'
import type { Logger } from '../server/platform/log.ts'
import { openMailReader } from '../server/platform/mail/reader.ts'
import type { Tracing } from '../server/platform/tracing.ts'
import { composeServices, queues } from '../server/services.ts'
import { sweepAll } from '../server/worker.ts'
import { Workbench } from './setup/workbench.ts'

/** What a caller got back. */
export interface Answer {
  readonly status: number
  // The tests read answers of every shape; each states what it expects.
  readonly body: ReturnType<typeof JSON.parse>
  readonly headers: Record<string, string | string[] | number | undefined>
}

/** A person at the keyboard: every call carries their session. */
export interface Caller {
  readonly memberId: string
  get(url: string): Promise<Answer>
  post(url: string, body?: object, headers?: Record<string, string>): Promise<Answer>
  put(url: string, body?: object): Promise<Answer>
  patch(url: string, body?: object): Promise<Answer>
  delete(url: string): Promise<Answer>
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** A whole desk on a database of its own: real PostgreSQL, real routes and jobs, a clock that stands until it is moved. */
export async function openWorld(
  options: {
    now?: string
    log?: Logger
    settings?: Partial<Config>
    tracing?: Tracing
    /** The server to make the database on; the run's own unless given. */
    postgres?: ProvidedContext['postgres'] | undefined
  } = {},
) {
  const postgres = options.postgres ?? inject('postgres')
  const database = `world_${randomBytes(6).toString('hex')}`
  await owner(postgres.url, `create database ${database} template ${postgres.template}`)
  const at = (url: string) => url.replace(/\/[^/]*$/, `/${database}`)
  const folder = await mkdtemp(join(tmpdir(), 'amends-world-'))
  const config = {
    ...readConfig({ AMENDS_DATA: folder, AMENDS_LOG_LEVEL: 'silent' }, folder),
    secret: 'a secret that only tests know, 32+',
    ...options.settings,
  }
  let now = new Date(options.now ?? '2026-03-02T09:00:00Z')
  const databases = openDatabases({ url: at(postgres.servingUrl) }, 8, options.tracing)
  const bench = new Workbench(databases, queues, () => now)
  const mailReader = openMailReader()
  const services = composeServices({
    mailReader,
    config,
    log: options.log ?? pino({ level: process.env.AMENDS_TEST_LOG ?? 'silent' }),
    databases,
    jobs: bench,
    tracing: options.tracing,
    now: () => now,
  })
  const app = await buildApp(services, { wipeDemo: (progress) => wipeDemo(at(postgres.url), progress) })
  const { workspaceId, memberId } = await createWorkspace(services, firstWorkspace, { onlyFirst: false, demo: false })
  const superuser = new pg.Pool({ connectionString: at(postgres.url), max: 2 })
  // Dropping the database cuts what is still closing; nobody waits for those connections any more.
  superuser.on('connect', (client) => client.on('error', () => undefined))
  superuser.on('error', () => undefined)

  const caller = async (memberId: string, secret?: string): Promise<Caller> => {
    const cookie =
      secret ??
      (await openSession(systemContext(services, workspaceId), memberId, { userAgent: 'test', address: '127.0.0.1' }))
        .secret
    const send = async (
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      url: string,
      payload?: object,
      headers: Record<string, string> = {},
    ): Promise<Answer> => {
      const reply = await app.inject({
        method,
        url,
        ...(payload && { payload }),
        // Under https the cookie has another name.
        cookies: { amends_session: cookie, '__Host-amends_session': cookie },
        headers: { 'accept-language': 'en', ...headers },
      })
      const isJson = String(reply.headers['content-type'] ?? '').includes('json')
      return { status: reply.statusCode, body: isJson ? reply.json() : reply.body, headers: reply.headers }
    }
    return {
      memberId,
      get: (url) => send('GET', url),
      post: (url, body, headers) => send('POST', url, body, headers),
      put: (url, body) => send('PUT', url, body),
      patch: (url, body) => send('PATCH', url, body),
      delete: (url) => send('DELETE', url),
    }
  }

  const hire = async (
    role: string,
    fields: { name?: string; speaks?: ('en' | 'de' | 'ja' | 'fr' | 'zh')[]; storeIds?: string[] } = {},
  ): Promise<string> => {
    const context = systemContext(services, workspaceId)
    const roles = (await listRoles(context)).filter(({ key }) => key === role)
    const invited = await inviteMember(context, {
      email: `${role}-${randomBytes(3).toString('hex')}@desk.test`,
      name: fields.name ?? role,
      language: 'zh-CN',
      zone: 'Asia/Shanghai',
      speaks: fields.speaks ?? ['en', 'de', 'ja', 'fr', 'zh'],
      allStores: !fields.storeIds,
      storeIds: fields.storeIds ?? [],
      roleIds: roles.map(({ id }) => id),
    })
    await sql(`update members set state = 'active' where id = $1`, [invited.member.id])
    return invited.member.id
  }
  const people = new Map<string, Promise<Caller>>()
  const sql = async (text: string, values: unknown[] = []): Promise<ReturnType<typeof JSON.parse>[]> => {
    const client = await superuser.connect()
    try {
      await client.query(`select set_config('amends.workspace', $1, false)`, [workspaceId])
      return (await client.query(text, values)).rows
    } finally {
      client.release()
    }
  }

  return {
    app,
    services,
    workspaceId,
    /** The person who set the desk up: administrator and manager. */
    first: await caller(memberId),
    /** The system's own context. */
    context: (): Context => systemContext(services, workspaceId),
    /** The context of a signed-in member. */
    contextOf: async (member: Caller): Promise<Context> => {
      const { secret } = await openSession(systemContext(services, workspaceId), member.memberId, {
        userAgent: 'test',
        address: '127.0.0.1',
      })
      const found = await identity.authenticate(services, {
        headers: {},
        cookies: { amends_session: secret },
        id: 'test',
      } as never)
      if (!found) throw new Error('nobody is signed in')
      return found
    },
    /** One person of a role, the same at every call. */
    as(role: string): Promise<Caller> {
      const found = people.get(role) ?? hire(role).then((id) => caller(id))
      people.set(role, found)
      return found
    },
    /** One more person of a role. */
    hire: async (role: string, fields?: Parameters<typeof hire>[1]) => caller(await hire(role, fields)),
    token: async (permissions: string[]) =>
      (
        await createToken(
          {
            ...systemContext(services, workspaceId),
            actor: { ...systemContext(services, workspaceId).actor, id: memberId },
          },
          { name: 'test', permissions },
        )
      ).secret,
    sql,
    /** A statement as the serving role sends it, inside the workspace: what the product itself could do at most. */
    serve: (text: string, values: unknown[] = []) =>
      tablesOf<Record<never, never>>(services.databases.within(workspaceId)).executeQuery(
        CompiledQuery.raw(text, values),
      ),
    clock: {
      now: () => now,
      set: (moment: string) => {
        now = new Date(moment)
      },
      advance: (milliseconds: number) => {
        now = new Date(now.getTime() + milliseconds)
      },
    },
    /** Runs every job that is due, and those they make, until nothing is left; then every sweep, and again. */
    async work(): Promise<void> {
      await bench.work(services)
      for (const sweep of sweeps) await sweepAll(services, sweep)
      await bench.work(services)
    },
    /** Another workspace in the same database, to show that nothing crosses. */
    async stranger() {
      const other = await createWorkspace(
        services,
        { ...firstWorkspace, workspaceName: 'Stranger', slug: `s${randomBytes(3).toString('hex')}` },
        { onlyFirst: false, demo: false },
      )
      const { secret } = await openSession(systemContext(services, other.workspaceId), other.memberId, {
        userAgent: 'test',
        address: '127.0.0.1',
      })
      return {
        ...other,
        caller: await caller(other.memberId, secret),
        context: () => systemContext(services, other.workspaceId),
      }
    },
    async close(): Promise<void> {
      await app.close()
      await mailReader.close()
      await databases.close()
      await superuser.end()
      await owner(postgres.url, `drop database if exists ${database} with (force)`)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const firstWorkspace = {
  workspaceName: 'Nordhaus',
  language: 'zh-CN' as const,
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  name: '陈经理',
  email: 'first@desk.test',
  password: 'a long enough password',
}

/** Runs a statement as the owner. Autovacuum may hold a database for a moment, and only its own end can be waited for. */
async function owner(url: string, statement: string, tries = 40): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } catch (error) {
    const isHeld = ['42501', '55006'].includes((error as { code?: string }).code ?? '')
    if (!isHeld || tries === 0) throw error
    await pause(250)
    await owner(url, statement, tries - 1)
  } finally {
    await client.end()
  }
}
