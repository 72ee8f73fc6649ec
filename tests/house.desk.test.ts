import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { contractLaw } from '../tools/contract.ts'
import { auditedRoutesLaw } from '../tools/house/audit.ts'
import { tablesLaw } from '../tools/house/catalog.ts'
import { type RouteFacts, routesLaw } from '../tools/house/routes.ts'
import { dumpSchema } from '../tools/schema-dump.ts'

const database = `house_${randomBytes(6).toString('hex')}`
const { url, template } = inject('postgres')
let client: pg.Client

async function once(statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(statement)
  await owner.end()
}

beforeAll(async () => {
  await once(`create database ${database} template ${template}`)
  client = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, `/${database}`) })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await once(`drop database ${database}`)
})

/** What the law says of the migrated database after these statements, which are taken back at once. */
async function breachesAfter(statements: string): Promise<string[]> {
  await client.query('begin')
  try {
    await client.query(statements)
    const found = await tablesLaw(async (sql) => (await client.query(sql)).rows)
    return found.map(({ where, what }) => `${where} ${what}`)
  } finally {
    await client.query('rollback')
  }
}

const workspace = 'workspace_id uuid not null default current_workspace()'
const sound = `create table notes (${workspace}, id uuid, primary key (workspace_id, id)); select protect('notes');`

describe('tables', () => {
  test('every table of the migrations keeps the law', async () => {
    expect(await breachesAfter(sound)).toEqual([])
  })

  test.each([
    ['no workspace', `create table notes (id uuid primary key)`, /no workspace_id/],
    [
      'no row-level security',
      `create table notes (${workspace}, id uuid, primary key (workspace_id, id))`,
      /no forced row-level security/,
    ],
    [
      'security not forced on the owner',
      `${sound} alter table notes no force row level security`,
      /no forced row-level security/,
    ],
    ['no policy', `${sound} drop policy workspace_isolation on notes`, /no policy/],
    [
      'a policy for all',
      `${sound} drop policy workspace_isolation on notes; create policy p on notes using (true)`,
      /no policy/,
    ],
    ['one more policy that lets all through', `${sound} create policy p on notes using (true)`, /lets rows through/],
    [
      'a key without the workspace',
      `create table notes (${workspace}, id uuid primary key); select protect('notes')`,
      /does not begin with workspace_id/,
    ],
    ['a unique column', `${sound} alter table notes add slug text unique`, /does not begin with workspace_id/],
    [
      'a unique index',
      `${sound} create unique index late on notes (lower(id::text))`,
      /does not begin with workspace_id/,
    ],
    [
      'a reference that can leave the workspace',
      `create table heads (${workspace}, id uuid unique, primary key (workspace_id, id)); select protect('heads'); ${sound} alter table notes add foreign key (id) references heads (id)`,
      /can point into another workspace/,
    ],
    [
      'a table of the serving role',
      `${sound} grant create on schema public to amends_app; alter table notes owner to amends_app`,
      /owned by the serving role/,
    ],
  ])('bites: %s', async (_, statements, says) => {
    expect((await breachesAfter(statements)).join('\n')).toMatch(says)
  })
})

test('tables: bites a serving role that may do more than serve', async () => {
  const found = await tablesLaw(async (sql) =>
    sql.includes('from pg_roles') ? [{ rolsuper: false, rolbypassrls: true }] : [],
  )
  expect(found.map(({ what }) => what)).toEqual(['the serving role has rolbypassrls'])
})

describe('routes', () => {
  const schema = { operationId: 'listNotes', summary: 'Notes', tags: ['notes'], response: { 200: {} } }
  const route: RouteFacts = { method: 'GET', url: '/api/notes', permission: 'notes.read', schema }
  const law = (...routes: RouteFacts[]) =>
    routesLaw(routes, new Set(['notes.read']))
      .map(({ what }) => what)
      .join('\n')

  test('a sound route passes', () => expect(law(route)).toBe(''))

  test.each<[string, RouteFacts, RegExp]>([
    ['no permission', { ...route, permission: undefined }, /no permission/],
    ['two answers to who may pass', { ...route, signedIn: true }, /more than one/],
    ['an unknown permission', { ...route, permission: 'notes.burn' }, /no module declares/],
    ['public without a reason', { ...route, permission: undefined, public: 'yes' }, /without a reason/],
    ['no name in the contract', { ...route, schema: { ...schema, operationId: '' } }, /operationId/],
    ['no answer in the contract', { ...route, schema: { ...schema, response: undefined } }, /what it answers/],
  ])('bites: %s', (_, broken, says) => expect(law(broken)).toMatch(says))

  test('bites: two routes of one name', () =>
    expect(law(route, { ...route, url: '/api/other' })).toMatch(/shares its operationId/))
})

describe('audit', () => {
  const schema = { operationId: 'burnNotes', summary: 'Burn', tags: ['notes'], response: { 200: {} } }
  const burn: RouteFacts = { method: 'DELETE', url: '/api/notes', permission: 'notes.burn', schema }
  const law = (listed: Parameters<typeof auditedRoutesLaw>[1]) =>
    auditedRoutesLaw([burn], listed)
      .map(({ what }) => what)
      .join('\n')

  test('a route that is listed with its action, or with why it has none, passes', () => {
    expect(law({ burnNotes: { action: 'notes.burnt' } })).toBe('')
    expect(law({ burnNotes: { none: 'nobody answers for notes' } })).toBe('')
  })

  test('bites: a new route that changes something stands in neither list', () =>
    expect(law({})).toMatch(/burnNotes stands in .* with neither its action nor why it has none/))

  test('bites: a route that is gone, and a reason that is none', () => {
    expect(law({ burnNotes: { action: 'notes.burnt' }, bury: { action: 'notes.buried' } })).toMatch(/bury is no route/)
    expect(law({ burnNotes: { none: 'no' } })).toMatch(/needs a reason in words/)
  })
})

describe('contract', () => {
  test('bites: what is kept is not what the code says', async () => {
    const found = await contractLaw(new Map([['openapi.json', '{}\n{ "new": 1 }']]), async () => '{}\n{ "old": 1 }')
    expect(found.map(({ where, what }) => `${where} ${what}`)).toEqual([
      expect.stringMatching(/^openapi.json line 2 is no longer/),
    ])
  })

  test('a new column shows in the dump of the schema', async () => {
    await client.query('begin')
    const before = await dumpSchema(async (sql) => (await client.query(sql)).rows)
    await client.query('alter table members add nickname text')
    const now = await dumpSchema(async (sql) => (await client.query(sql)).rows)
    await client.query('rollback')
    expect(now.split('\n').filter((line) => !before.includes(line))).toEqual(['  nickname text,'])
  })
})
