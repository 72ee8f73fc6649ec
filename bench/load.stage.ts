import { buildApp } from '../server/app.ts'
import { addMember, createWorkspace, listRoles, openSession } from '../server/modules/access/index.ts'
import { createChannel } from '../server/modules/channels/index.ts'
import { sweeps } from '../server/modules/index.ts'
import { createStore } from '../server/modules/stores/index.ts'
import { readConfig } from '../server/platform/config.ts'
import { type Context, systemContext } from '../server/platform/context.ts'
import { openDatabases } from '../server/platform/db.ts'
import { openLog } from '../server/platform/log.ts'
import { openMailReader } from '../server/platform/mail/reader.ts'
import type { Services } from '../server/platform/services.ts'
import { composeServices, queues } from '../server/services.ts'
import { sweepAll } from '../server/worker.ts'
import { Workbench } from '../tests/setup/workbench.ts'
import { newUuid } from './uuid.ts'

export interface Shop {
  readonly storeId: string
  readonly channelId: string
  readonly name: string
  readonly address: string
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** The desk in this process, with a clock that is set and jobs that run when told: where the patterns are played. */
export interface Stage {
  readonly services: Services
  readonly workspaceId: string
  readonly members: readonly Person[]
  /** Some stores of each marketplace. */
  readonly shops: ReadonlyMap<string, readonly Shop[]>
  setClock(moment: Date): void
  context(): Context
  /** A call at the API as a member, at the moment of the clock. */
  call<Body>(member: Person, method: 'POST' | 'PUT' | 'GET', url: string, body?: object): Promise<Body>
  /** Runs the jobs that are due. */
  work(): Promise<void>
  /** Does what the time has come for: reminders, tickets that wake. */
  sweep(): Promise<void>
  close(): Promise<void>
}

/** Everybody of the desk that is measured signs in with it; its data are made up. */
export const benchPassword = 'a password that only the bench knows'
export const marketplaces = ['amazon-us', 'amazon-de', 'amazon-jp', 'ebay-uk', 'own-shop'] as const
const storesEach = 3
const memberCount = 12

/** Makes the workspace with its members, stores and channels. */
export async function openStage(servingUrl: string, dataFolder: string): Promise<Stage> {
  let now = new Date()
  const config = {
    ...readConfig({ AMENDS_DATA: dataFolder }, dataFolder),
    secret: 'what a bench keeps under this secret is no secret',
  }
  const databases = openDatabases({ url: servingUrl }, 4)
  const bench = new Workbench(databases, queues, () => now)
  const mailReader = openMailReader()
  let sequence = 0
  const services = {
    ...composeServices({ config, log: openLog('silent'), databases, jobs: bench, mailReader, now: () => now }),
    // Ids sort by the moment that they are of, which here is the clock's.
    newId: () => newUuid(now.getTime() + sequence++),
  }
  const app = await buildApp(services, { wipeDemo: () => Promise.reject(new Error('nobody wipes here')) })
  const first = { name: 'Member 1', email: 'member1@bench.example' }
  const { workspaceId, memberId } = await createWorkspace(
    services,
    {
      ...first,
      workspaceName: 'Bench',
      language: 'en',
      zone: 'Europe/Berlin',
      currency: 'EUR',
      password: benchPassword,
    },
    { onlyFirst: true, demo: false },
  )
  const context = () => systemContext(services, workspaceId, 'bench')
  return {
    services,
    workspaceId,
    members: [{ ...first, id: memberId }, ...(await hire(context()))],
    shops: await openShops(context()),
    setClock: (moment) => {
      now = moment
      sequence = 0
    },
    context,
    async call(member, method, url, body) {
      const origin = { userAgent: 'bench', address: '127.0.0.1' }
      const { secret } = await openSession(context(), member.id, origin)
      const answer = await app.inject({
        method,
        url,
        ...(body && { payload: body }),
        cookies: { amends_session: secret },
      })
      if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
      return answer.json()
    },
    work: () => bench.work(services),
    async sweep() {
      for (const sweep of sweeps) await sweepAll(services, sweep)
      await bench.work(services)
    },
    async close() {
      await app.close()
      await mailReader.close()
      await databases.close()
    },
  }
}

async function hire(context: Context): Promise<Person[]> {
  const roleIds = (await listRoles(context)).filter(({ key }) => key === 'manager').map(({ id }) => id)
  const people: Person[] = []
  for (let number = 2; number <= memberCount; number++) {
    const person = { name: `Member ${number}`, email: `member${number}@bench.example` }
    const profile = { language: 'en' as const, zone: 'Europe/Berlin', allStores: true, storeIds: [], roleIds }
    const { id } = await addMember(context, { ...person, ...profile, speaks: ['en', 'de', 'ja', 'zh'] }, benchPassword)
    people.push({ ...person, id })
  }
  return people
}

async function openShops(context: Context): Promise<Map<string, Shop[]>> {
  const shops = new Map<string, Shop[]>()
  for (const marketplace of marketplaces)
    for (let number = 1; number <= storesEach; number++) {
      const name = `Zqstore ${marketplace} ${number}`
      const address = `zqdesk-${marketplace}-${number}@bench.example`
      const store = await createStore(context, { name, marketplace, signatureName: name })
      const channel = await createChannel(context, {
        kind: 'receiver',
        storeId: store.id,
        name,
        address,
        settings: { senderName: name },
      })
      const shop = { storeId: store.id, channelId: channel.id, name, address }
      shops.set(marketplace, [...(shops.get(marketplace) ?? []), shop])
    }
  return shops
}
