import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { restoreDesk } from '../server/main.restore.ts'
import { keptBackups } from '../server/platform/backup/folder.ts'
import { BackupKeys } from '../server/platform/backup/key.ts'
import { readManifest } from '../server/platform/backup/manifest.ts'
import { takeBackup } from '../server/platform/backup/take.ts'
import { verifyBackup } from '../server/platform/backup/verify.ts'
import { readConfig } from '../server/platform/config.ts'
import { openDatabases, tablesOf } from '../server/platform/db.ts'
import { openWorld, type World } from './world.ts'

const backupSecret = 'the secret of the backups, 32 or more'
const keys = new BackupKeys(backupSecret)

let world: World
let home: string
let folder: string
beforeAll(async () => {
  world = await openWorld()
  home = await mkdtemp(join(tmpdir(), 'amends-backup-'))
  folder = join(home, 'backups')
})
afterAll(async () => {
  await world.close()
  await rm(home, { recursive: true, force: true })
})

const take = (into = folder, keep = 14) =>
  takeBackup({
    connect: () => world.services.databases.listener(),
    dataFolder: world.services.config.dataFolder,
    secret: world.services.config.secret,
    folder: into,
    backupSecret,
    keep,
    program: '0.0.0',
    now: world.clock.now,
  })

/** An empty database on the server of the tests. */
async function emptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { url } = inject('postgres')
  const name = `restored_${randomBytes(6).toString('hex')}`
  const owner = async (statement: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await owner(`create database ${name}`)
  return { url: url.replace(/\/[^/]*$/, `/${name}`), drop: () => owner(`drop database ${name} with (force)`) }
}

const restore = (from: string, name: string, into: string, databaseUrl: string, secret = backupSecret) =>
  restoreDesk({
    folder: from,
    name,
    keys: new BackupKeys(secret),
    settings: {
      ...readConfig({ AMENDS_DATA: into, AMENDS_LOG_LEVEL: 'silent' }, into),
      databaseUrl,
      secret: world.services.config.secret,
    },
    say: () => undefined,
  })

/** Everything that says who may see or do what, and what binds rows. */
const protection = `select c.relname as name, c.relrowsecurity as walled, c.relforcerowsecurity as forced, c.relacl::text as grants,
    (select jsonb_agg(jsonb_build_array(polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) order by polname)
       from pg_policy where polrelid = c.oid) as policies,
    (select jsonb_agg(jsonb_build_array(conname, pg_get_constraintdef(oid)) order by conname) from pg_constraint
       where conrelid = c.oid) as constraints,
    (select jsonb_agg(pg_get_indexdef(indexrelid) order by indexrelid::regclass::text) from pg_index where indrelid = c.oid) as indexes,
    (select jsonb_agg(jsonb_build_array(tgname, tgenabled) order by tgname) from pg_trigger where tgrelid = c.oid and not tgisinternal) as triggers
  from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`

test('a desk that was lost stands again: equal tables, files, jobs, audit, and the walls between workspaces', async () => {
  const stranger = await world.stranger()
  await world.first.post('/api/stores', { name: 'Nord 北 \t\\.\n' + '"', marketplace: 'amazon-de' })
  const kept = await world.services.storage.put(Buffer.from('a letter of a buyer'))
  const large = await world.services.storage.put(randomBytes(2_500_000))
  const made = await take()
  expect(made).toMatchObject({ files: 2, newFiles: 2, broken: [] })

  const database = await emptyDatabase()
  const into = join(home, 'restored')
  const restored = await restore(folder, made.name, into, database.url)
  expect(restored).toMatchObject({ rows: made.rows, tables: made.tables, files: 2 })
  expect(restored.workspaces.map(({ sound }) => sound)).toEqual([true, true])
  for (const { sha256 } of [kept, large])
    expect(await readFile(join(into, 'files', sha256.slice(0, 2), sha256.slice(2)))).toEqual(
      await world.services.storage.read(sha256),
    )

  const databases = openDatabases({ url: database.url, options: '-c role=amends_app' }, 2)
  const membersSeenBy = async (workspaceId: string) =>
    (
      await tablesOf<{ members: { email: string; workspace_id: string } }>(databases.within(workspaceId))
        .selectFrom('members')
        .select('workspace_id')
        .execute()
    ).map((row) => row.workspace_id)
  expect(new Set(await membersSeenBy(world.workspaceId))).toEqual(new Set([world.workspaceId]))
  expect(new Set(await membersSeenBy(stranger.workspaceId))).toEqual(new Set([stranger.workspaceId]))
  expect(await membersSeenBy(randomBytes(16).toString('hex'))).toEqual([])
  await databases.close()
  const there = new pg.Client({ connectionString: database.url })
  await there.connect()
  expect((await there.query(protection)).rows).toEqual(await world.sql(protection))
  await there.end()
  await expect(restore(folder, made.name, join(home, 'again'), database.url)).rejects.toThrow('holds a desk already')
  await database.drop()
})

test('a byte that is flipped, missing or too many anywhere in a backup is detected, and the file is named', async () => {
  const small = join(home, 'small')
  await world.services.storage.put(Buffer.from('a second letter'))
  const { name } = await take(small)
  const entries = await readdir(small, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const nameOf = (path: string) => path.slice(small.length + 1).replace(`${name}/`, '')
  const harmed = async (path: string, bytes: Buffer) => {
    const sound = await readFile(path)
    await writeFile(path, bytes)
    const { damage } = await verifyBackup(small, name, keys)
    await writeFile(path, sound)
    return damage
  }
  expect(await verifyBackup(small, name, keys)).toMatchObject({ damage: [] })
  const where = fc.record({ file: fc.constantFrom(...files), at: fc.nat(), bit: fc.nat(7), how: fc.nat(9) })
  await fc.assert(
    fc.asyncProperty(where, async ({ file, at, bit, how }) => {
      const bytes = await readFile(file)
      const place = at % bytes.length
      const flipped = Buffer.from(bytes)
      flipped[place] = (bytes[place] ?? 0) ^ (1 << bit)
      const changed =
        how === 0 ? bytes.subarray(0, place) : how === 1 ? Buffer.concat([bytes, Buffer.alloc(1)]) : flipped
      const damage = await harmed(file, changed)
      expect(damage).toEqual([expect.stringContaining(nameOf(file))])
    }),
    { numRuns: 12 },
  )
})

test('a damaged backup, a wrong secret, a folder with something in it: refused before anything is put in place', async () => {
  const [newest] = await keptBackups(folder)
  const name = newest?.name ?? ''
  const path = join(folder, name, 'tables', 'members')
  const sound = await readFile(path)
  const flipped = Buffer.from(sound)
  flipped[100] = (sound[100] ?? 0) ^ 4
  const into = join(home, 'refused')
  await writeFile(path, flipped)
  const url = 'postgres://nobody@127.0.0.1:1/untouched'
  await expect(restore(folder, name, into, url)).rejects.toThrow(
    /damaged, nothing was restored: tables\/members: part 1 \(from byte 54\) is damaged/,
  )
  await writeFile(path, sound)
  await expect(restore(folder, name, into, url, 'another secret of 32 characters or so')).rejects.toThrow(
    'another secret',
  )
  expect(await readdir(into)).toEqual([])
  await writeFile(join(into, 'mine'), 'mine')
  await expect(restore(folder, name, into, url)).rejects.toThrow('is not empty')
  expect(await readdir(into)).toEqual(['mine'])
})

test('nothing of a backup can be read without its secret', async () => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((each) => each.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name))
    for (const word of ['first@desk.test', 'a letter of a buyer', world.services.config.secret, backupSecret])
      expect(bytes.includes(word)).toBe(false)
  }
})

test('only the newest stay, and with them the files that they list; what is there is not written again', async () => {
  const few = join(home, 'few')
  const { sha256 } = await world.services.storage.put(Buffer.from('soon gone'))
  const first = await take(few)
  await rm(join(world.services.config.dataFolder, 'files', sha256.slice(0, 2), sha256.slice(2)))
  world.clock.advance(60_000)
  const second = await take(few, 1)
  expect(second).toMatchObject({ newFiles: 0, files: first.files - 1, removed: 1 })
  expect((await keptBackups(few)).map(({ name }) => name)).toEqual([second.name])
  const blobs = (await readdir(join(few, 'files'), { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  )
  expect(blobs).toHaveLength(second.files)
  expect(await verifyBackup(few, second.name, keys)).toMatchObject({ damage: [] })
})

test('a backup that is taken while the desk is written to shows one moment of it', async () => {
  const busy = join(home, 'busy')
  let isOver = false
  const writing = (async () => {
    for (let count = 0; !isOver; count++)
      await world.sql(
        `with made as (insert into teams (workspace_id, id, name) values ($1, gen_random_uuid(), $2) returning id)
         insert into member_teams (workspace_id, member_id, team_id) select $1, $3, id from made`,
        [world.workspaceId, `team ${count}`, world.first.memberId],
      )
  })()
  const { name } = await take(busy)
  isOver = true
  await writing
  const { tables } = await readManifest(join(busy, name, 'manifest'), keys)
  const rowsIn = (table: string) => tables.find((each) => each.name === table)?.rows
  expect(rowsIn('member_teams')).toBe(rowsIn('teams'))
})
