import Fastify from 'fastify'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { freePort } from '../../tests/setup/free-port.ts'
import { addressesOf, hostsOf } from './db.addresses.ts'
import { PrimaryClient } from './db.primary.ts'
import { openDatabases, tablesOf } from './db.ts'
import { answerProblem } from './problems.ts'

const { url } = inject('postgres')
const { host } = new URL(url)
/** The test's own server and others at which nobody listens. */
const dead = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`]
const of = (...hosts: string[]) => url.replace(host, hosts.join(','))

test.each([
  ['postgres://me@one/desk', ['postgres://me@one/desk']],
  [
    'postgresql://me:s,e@one:5433,two/desk?ssl=true',
    ['postgresql://me:s,e@one:5433/desk?ssl=true', 'postgresql://me:s,e@two/desk?ssl=true'],
  ],
  ['postgres://one,[::1]:5433/desk', ['postgres://one/desk', 'postgres://[::1]:5433/desk']],
])('%s names its hosts', (databaseUrl, addresses) => {
  expect(addressesOf(databaseUrl)).toEqual(addresses)
})

test('the hosts alone hold no password', () => {
  expect(hostsOf('postgres://me:hush@one:5433,two/desk')).toBe('one:5433, two')
})

describe('a connection to one of several hosts', () => {
  test('is made to the one that answers, wherever it stands', async () => {
    for (const hosts of [
      [host, dead[0]],
      [dead[0], host],
    ]) {
      const client = new PrimaryClient({ connectionString: of(...(hosts as string[])) })
      await client.connect()
      expect((await client.query('select pg_is_in_recovery() as standby')).rows).toEqual([{ standby: false }])
      await client.end()
    }
  })

  test('is refused with what all of them said, without the password', async () => {
    const client = new PrimaryClient({ connectionString: of(...dead) })
    const error = await client.connect().catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
    expect(String(error)).toBe(
      `Error: none of ${dead.join(', ')} is a primary that answers (ECONNREFUSED, ECONNREFUSED)`,
    )
  })
})

describe('a request while no primary is there', () => {
  const databases = openDatabases({ url: of(...dead) }, 2)
  const app = Fastify()
  app.setErrorHandler(async (error: never, request, reply) => answerProblem(error, request, reply, 'en'))
  app.get('/', () => tablesOf<{ tickets: object }>(databases.outside).selectFrom('tickets').execute())
  afterAll(async () => {
    await app.close()
    await databases.close()
  })

  test('is asked to come again', async () => {
    const answer = await app.inject('/')
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('1')
    expect(answer.json()).toMatchObject({ code: 'request.database-away' })
  })
})
