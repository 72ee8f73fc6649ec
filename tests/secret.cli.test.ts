import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { verifyChain } from '../server/modules/audit/index.ts'
import { createChannel, readReplyToken, replyToken } from '../server/modules/channels/index.ts'
import { secretsOf } from '../server/modules/channels/service.ts'
import { readStatusSecret, statusUrl } from '../server/modules/tickets/index.ts'
import { projectRoot } from '../server/platform/config.ts'
import type { Context } from '../server/platform/context.ts'
import { onceByKey } from '../server/platform/idempotency.ts'
import { openWorld, type World } from './world.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await openWorld()
  folder = await mkdtemp(join(tmpdir(), 'amends-rotate-'))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const fresh = 'the secret that takes the place of it'

/** The desk as a process with these secrets has it. */
function under(secret: string, oldSecret: string | null): Context {
  const context = world.context()
  return { ...context, services: { ...context.services, config: { ...context.services.config, secret, oldSecret } } }
}

test('a new AMENDS_SECRET takes over: what is sealed is sealed anew, what was handed out is good while the old one is named', async () => {
  const before = world.context()
  const old = before.services.config.secret
  const server = { host: 'imap.mail.test', port: 993, security: 'tls' as const, user: 'desk' }
  const wanted = { kind: 'mailbox' as const, name: 'Desk', storeId: null, address: 'desk@rotate.test' }
  const channel = await createChannel(before, { ...wanted, settings: { imap: server } }, { imapPassword: 'hush, 密码' })
  const ticketId = before.newId()
  const [token, url] = [replyToken(before, ticketId, 'jane@mail.test'), statusUrl(before, ticketId)]
  const link = url.slice(url.lastIndexOf('/') + 1)
  const key = before.newId()
  const request = { method: 'POST', url: '/api/tokens', body: { name: 'T' } }
  await onceByKey(before, key, request, async () => ({ status: 201, body: 'shown once' }))

  const both = under(fresh, old)
  const [{ name }] = await world.sql('select current_database() as name')
  const env = {
    ...process.env,
    DATABASE_URL: inject('postgres').url.replace(/\/[^/]*$/, `/${name}`),
    AMENDS_DATA: folder,
    AMENDS_SECRET: fresh,
    AMENDS_SECRET_OLD: old,
  }
  const program = join(projectRoot, 'server/cli.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'secret', 'rotate', '--json'], { env })
  expect(JSON.parse(stdout)).toMatchObject({ workspaces: [{ mailboxes: 1, auditSealed: true }] })

  const alone = under(fresh, null)
  expect(await secretsOf(alone, channel.id)).toEqual({ imapPassword: 'hush, 密码' })
  expect((await verifyChain(alone)).sound).toBe(true)
  await expect(secretsOf(before, channel.id)).rejects.toThrow()
  expect((await verifyChain(before)).sound).toBe(false)

  const found = (context: Context) => [
    readReplyToken(context, token, 'jane@mail.test'),
    readStatusSecret(context.services, link)?.ticketId,
  ]
  expect([found(both), found(alone)]).toEqual([
    [ticketId, ticketId],
    [undefined, undefined],
  ])
  const again = () => onceByKey(both, key, request, () => Promise.reject(new Error('done twice')))
  expect(await again()).toEqual({ status: 201, body: 'shown once', replayed: true })
})
