import pg from 'pg'
import { buildApp } from '../server/app.ts'
import { openSession } from '../server/modules/access/index.ts'
import { readConfig } from '../server/platform/config.ts'
import { systemContext } from '../server/platform/context.ts'
import { openDatabases } from '../server/platform/db.ts'
import { openLog } from '../server/platform/log.ts'
import { composeServices } from '../server/services.ts'
import type { Bed, Measurement } from './bed.ts'
import { figure } from './figure.ts'
import { everythingAsked, faultsOf } from './plans.ts'

/** Whether every list, search and opening is answered by its index at this size, as PostgreSQL really answers it. */
export const plans: Measurement = {
  name: 'plans',
  async measure(bed) {
    const { rows } = await bed.owner.query<{
      ticketId: string
      storeId: string
      customerName: string
      orderNumber: string
    }>(
      `select t.id as "ticketId", t.store_id as "storeId", c.name as "customerName", t.order_number as "orderNumber"
       from tickets t join customers c on c.id = t.customer_id where t.order_number is not null limit 1`,
    )
    const [some] = rows
    if (!some) throw new Error('the desk has no ticket with an order')
    const asked = everythingAsked(some)
    const faults = await inThisProcess(bed, async (call) => {
      const serving = new pg.Client({ connectionString: bed.database.serving.url })
      await serving.connect()
      await serving.query(`select set_config('amends.workspace', $1, false)`, [bed.workspaceId])
      try {
        return await faultsOf(asked, { call, serving, owner: bed.owner, analyze: true, large: await largeTables(bed) })
      } finally {
        await serving.end()
      }
    })
    for (const { name, what } of faults) bed.say(`plans: ${name} ${what}`)
    return [
      figure('plans.faults', faults.length, 'count', {
        must: { atMost: 0 },
        note:
          faults.length === 0
            ? `${asked.length} lists, searches and openings`
            : faults.map(({ name }) => name).join(', '),
      }),
    ]
  },
}

/** A table of fewer rows is read from end to end with good reason. */
const leastRows = 2_000

async function largeTables(bed: Bed): Promise<Set<string>> {
  const { rows } = await bed.owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples >= $1`,
    [leastRows],
  )
  return new Set(rows.map(({ name }) => name))
}

/** The desk's API in this process, on the bed's database, so that what it asks can be heard. */
async function inThisProcess<Result>(
  bed: Bed,
  work: (call: (path: string) => Promise<unknown>) => Promise<Result>,
): Promise<Result> {
  const { dataFolder } = bed.place
  const databases = openDatabases({ url: bed.database.serving.url }, 4)
  const config = { ...readConfig({ AMENDS_DATA: dataFolder }, dataFolder), secret: 'nothing is kept under this secret' }
  const jobs = { send: () => Promise.reject(new Error('nobody works here')) }
  const services = composeServices({ config, log: openLog('silent'), databases, jobs })
  const app = await buildApp(services, { wipeDemo: () => Promise.reject(new Error('nobody wipes here')) })
  try {
    const { rows } = await bed.owner.query<{ id: string }>(
      `select id from members where email = 'member2@bench.example'`,
    )
    const context = systemContext(services, bed.workspaceId, 'bench')
    const { secret } = await openSession(context, rows[0]?.id ?? '', { userAgent: 'bench', address: '127.0.0.1' })
    return await work(async (url) => {
      const answer = await app.inject({ method: 'GET', url, cookies: { amends_session: secret } })
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
    })
  } finally {
    await app.close()
    await databases.close()
  }
}
