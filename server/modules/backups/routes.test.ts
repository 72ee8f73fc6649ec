import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { createWorkspace } from '../access/index.ts'

const settings = { backupSecret: 'the secret of the backups, 32 or more', backupHours: 24 }
let world: World
beforeAll(async () => {
  world = await openWorld({ settings })
})
afterAll(() => world.close())

/** The world's own folder is known once it is open. */
const setFolder = (folder: string | null) => Object.assign(world.services.config, { backupFolder: folder })

test('without a folder the page says so, and a backup cannot be asked for', async () => {
  expect((await world.first.get('/api/backups')).body).toMatchObject({ light: 'off', last: null, next: null })
  expect(await world.first.post('/api/backups')).toMatchObject({ status: 409, body: { code: 'backups.not-set-up' } })
})

test('a due backup is taken once, one can be asked for, and who asked is kept', async () => {
  const folder = join(world.services.config.dataFolder, 'backups')
  setFolder(folder)
  expect((await world.first.get('/api/backups')).body).toMatchObject({ light: 'waiting' })
  await world.work()
  const { body } = await world.first.get('/api/backups')
  expect(body).toMatchObject({
    light: 'good',
    last: { broken: 0, holds: { files: 0 } },
    next: '2026-03-03T09:00:00.000Z',
    running: false,
  })
  await world.work()
  expect((await world.first.get('/api/backups')).body.last.name).toBe(body.last.name)
  world.clock.advance(3_600_000)
  expect((await world.first.post('/api/backups')).status).toBe(202)
  await world.work()
  expect((await world.first.get('/api/backups')).body.last.at).toBe('2026-03-02T10:00:00.000Z')
  const { items } = (await world.first.get('/api/audit-entries?action=backups.asked')).body
  expect(items).toHaveLength(1)
})

test('a folder that cannot be written turns the light, in health and figures too', async () => {
  const { dataFolder } = world.services.config
  await writeFile(join(dataFolder, 'a-file'), 'no folder')
  setFolder(join(dataFolder, 'a-file', 'backups'))
  world.clock.advance(49 * 3_600_000)
  await world.work()
  // Sessions of two days ago have ended.
  const { body } = await (await world.hire('admin')).get('/api/backups')
  expect(body).toMatchObject({ light: 'late', failure: { reason: expect.stringMatching(/^E[A-Z]+$/) } })
  expect((await world.app.inject('/healthz')).json()).toEqual({ status: 'ok', checks: { backup: 'late' } })
  expect((await world.app.inject('/metrics')).body).toContain(`amends_backup{state="age_seconds"} ${49 * 3_600}`)
  await rm(join(dataFolder, 'backups.json'))
  expect((await world.app.inject('/metrics')).body).toContain('amends_backup{state="age_seconds"} -1')
})

test('how much is held is told to nobody where there are several workspaces', async () => {
  const folder = join(world.services.config.dataFolder, 'of-several')
  setFolder(folder)
  world.clock.advance(49 * 3_600_000)
  await world.work()
  const alone = (await (await world.hire('admin')).get('/api/backups')).body.last
  const another = {
    workspaceName: 'Another',
    name: 'Ann',
    email: 'ann@another.test',
    password: 'seven small blue herons',
  }
  const place = { language: 'en', zone: 'UTC', currency: 'USD' } as const
  await createWorkspace(world.services, { ...another, ...place }, { onlyFirst: false, demo: false })
  const among = (await (await world.hire('admin')).get('/api/backups')).body.last
  expect(alone.holds.rows).toBeGreaterThan(0)
  expect(among).toEqual({ ...alone, holds: null })
})

test('only administrators see and ask', async () => {
  const agent = await world.as('agent')
  expect((await agent.get('/api/backups')).status).toBe(403)
  expect((await agent.post('/api/backups')).status).toBe(403)
})
