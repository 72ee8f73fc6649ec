import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { recordAudit } from '../server/platform/audit.ts'
import { projectRoot } from '../server/platform/config.ts'
import { openWorld, type World } from './world.ts'

let world: World
let folder: string
let databaseUrl: string
beforeAll(async () => {
  world = await openWorld()
  folder = await mkdtemp(join(tmpdir(), 'amends-audit-'))
  const [{ name }] = await world.sql('select current_database() as name')
  databaseUrl = inject('postgres').url.replace(/\/[^/]*$/, `/${name}`)
  await world.first.post('/api/stores', { name: 'Nordhaus', marketplace: 'amazon-de' })
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs the command line on the world’s database, with the secret that sealed its chains unless told another. */
async function amends(args: string[], secret = world.services.config.secret): Promise<{ code: number; said: string }> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, AMENDS_DATA: folder, AMENDS_SECRET: secret }
  const program = join(projectRoot, 'server/cli.ts')
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program, 'audit', ...args], { env })
    return { code: 0, said: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, said: stdout || stderr }
  }
}

test('a whole log ends with 0, a tampered one with 1 and the name of the row, in every workspace', async () => {
  const stranger = await world.stranger()
  const whole = await amends(['verify', '--json'])
  expect(whole.code).toBe(0)
  expect(JSON.parse(whole.said)).toMatchObject({
    sound: true,
    workspaces: [{ breaches: [] }, { breaches: [] }],
    lost: [],
  })

  await world.sql('alter table audit_entries no force row level security')
  await world.sql(`update audit_entries set actor_id = $1 where workspace_id = $2`, [
    world.first.memberId,
    stranger.workspaceId,
  ])
  await world.sql('alter table audit_entries force row level security')
  const tampered = await amends(['verify'])
  expect(tampered.code).toBe(1)
  expect(tampered.said).toContain('entry 1: altered after it was written')
  expect(tampered.said).toContain('✓ nordhaus')
  expect((await amends(['verify', '--workspace', 'nordhaus'])).code).toBe(0)
  expect((await amends(['verify', '--workspace', 'nobody'])).code).toBe(1)
})

test('a checkpoint kept elsewhere shows an older state that was brought back whole', async () => {
  const state = async () => (await world.sql('select sequence, hash, seal from audit_heads'))[0]
  const old = await state()
  await recordAudit(world.context(), { action: 'stores.store-deleted', subject: { kind: 'store', id: 'x' } })
  const file = join(folder, 'checkpoint.json')
  expect((await amends(['checkpoint', '--out', file])).said).toContain('holds the end of 2 audit logs')
  const workspace = ['--workspace', 'nordhaus']
  expect((await amends(['verify', ...workspace, '--checkpoint', file])).code).toBe(0)

  await world.sql('delete from audit_entries where sequence > $1', [old.sequence])
  await world.sql('update audit_heads set sequence = $1, hash = $2, seal = $3', [old.sequence, old.hash, old.seal])
  expect((await amends(['verify', ...workspace])).code).toBe(0)
  const found = await amends(['verify', ...workspace, '--checkpoint', file])
  expect(found).toMatchObject({ code: 1, said: expect.stringContaining('not what they were when the checkpoint') })

  await writeFile(file, (await readFile(file, 'utf8')).replace('"sequence"', '"sequense"'))
  expect((await amends(['verify', '--checkpoint', file])).code).toBe(2)
})

test('an installation with another secret does not take the end for its own', async () => {
  const found = await amends(['verify', '--workspace', 'nordhaus'], 'another secret, which sealed nothing of this')
  expect(found).toMatchObject({ code: 1, said: expect.stringContaining('the sealed end does not fit') })
})
