import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { projectRoot } from '../server/platform/config.ts'
import { migrate, readMigrations } from '../server/platform/migrations.ts'

/** Runs work on a database of its own, as the owner. */
async function onDatabase(work: (url: string, client: pg.Client) => Promise<void>): Promise<void> {
  const { url } = inject('postgres')
  const name = `upgrade_${randomBytes(6).toString('hex')}`
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(`create database ${name}`)
  const own = url.replace(/\/[^/]*$/, `/${name}`)
  const client = new pg.Client({ connectionString: own })
  try {
    await client.connect()
    await work(own, client)
  } finally {
    await client.end()
    await owner.query(`drop database ${name} with (force)`)
    await owner.end()
  }
}

test('a workspace that is older than the audit gets its empty chain, and its shipped roles their permission', async () => {
  const steps = await readMigrations(join(projectRoot, 'migrations'))
  const before = steps.findIndex(({ owner }) => owner === 'audit')
  const here = '0192f0c0-0000-7000-8000-000000000001'
  await onDatabase(async (url, client) => {
    await migrate(url, steps.slice(0, before), () => new Date())
    await client.query(`select set_config('amends.workspace', $1, false)`, [here])
    await client.query(
      `insert into workspaces (workspace_id, slug, name, zone, currency, language, created_at)
       values ($1, 'old', 'Old', 'UTC', 'EUR', 'en', now())`,
      [here],
    )
    const roles = [
      ['admin', true],
      ['auditor', true],
      ['agent', true],
      ['own', false],
    ]
    for (const [key, shipped] of roles)
      await client.query(
        `insert into roles (id, key, name_zh, name_en, permissions, shipped)
         values (gen_random_uuid(), $1, $1, $1, '{"stores.read": "all"}', $2)`,
        [key, shipped],
      )
    await migrate(url, steps, () => new Date())
    const held = await client.query(`select key from roles where permissions->>'audit.read' = 'all' order by key`)
    expect(held.rows).toEqual([{ key: 'admin' }, { key: 'auditor' }])
    expect((await client.query('select sequence::int, seal from audit_heads')).rows).toEqual([
      { sequence: 0, seal: null },
    ])
  })
})
