import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fence, fenceRules } from '../tools/house/fence.ts'
import { storeys } from '../tools/house/storeys.ts'

/** Packages as the fence sees them: where an import of them leads. */
const packages = Object.fromEntries(
  ['kysely', 'pg', 'fastify', 'react', 'typebox'].flatMap((name) => [
    [`node_modules/${name}/package.json`, `{ "name": "${name}", "version": "1.0.0", "main": "index.js" }`],
    [`node_modules/${name}/index.js`, 'module.exports = {}'],
  ]),
)

/** A small house in order: every import that the fence must let pass. */
const sound: Record<string, string> = {
  ...packages,
  'package.json':
    '{ "type": "module", "dependencies": { "kysely": "1.0.0", "pg": "1.0.0", "fastify": "1.0.0", "typebox": "1.0.0" }, "devDependencies": { "react": "1.0.0" } }',
  'server/lib/text.ts': `export * from './time.ts'`,
  'server/lib/time.ts': 'export const time = 1',
  'server/platform/db.ts': `import 'kysely'\nimport 'pg'\nimport '../lib/text.ts'`,
  'server/platform/http.ts': `import 'fastify'\nimport type { Job } from './jobs.ts'\nexport type Http = Job`,
  'server/platform/jobs.ts': `import type { Http } from './http.ts'\nexport type Job = Http`,
  'server/modules/access/index.ts': `export * from './service.ts'\nexport * from './routes.ts'`,
  'server/modules/access/schema.ts': `import 'typebox'\nimport '../../platform/http.ts'`,
  'server/modules/access/rules.ts': `import './schema.ts'\nimport './rules.scopes.ts'\nimport './starter/roles.ts'\nimport '../../lib/text.ts'`,
  'server/modules/access/rules.scopes.ts': 'export const scopes = 1',
  'server/modules/access/starter/roles.ts': 'export const roles = 1',
  'server/modules/access/store.ts': `import 'kysely'\nimport './rules.ts'`,
  'server/modules/access/store.search.ts': `import 'kysely'\nimport './tables.ts'`,
  'server/modules/access/tables.ts': `import 'kysely'`,
  'server/modules/access/service.ts': `import './store.ts'\nimport '../../platform/db.ts'`,
  'server/modules/access/routes.ts': `import './service.ts'\nimport '../../platform/http.ts'`,
  'server/modules/access/routes.test.ts': `import '../../../tests/world.ts'`,
  'server/modules/home/index.ts': `export * from './service.ts'`,
  'server/modules/home/service.ts': `import '../access/index.ts'`,
  'server/app.ts': `import './modules/access/index.ts'`,
  'tests/world.ts': `import '../server/app.ts'`,
  'web/ui/Button.tsx': `import 'react'`,
  'web/pages/home/Home.tsx': `import '../../ui/Button.tsx'`,
  'web/pages/inbox/Inbox.tsx': `import '../../ui/Button.tsx'`,
}

/** The rule, the file, and the line that is added to it. */
const breaches: [rule: string, file: string, line: string][] = [
  ...storeys.slice(0, -1).map(({ name }, place): [string, string, string] => {
    const above = storeys[place + 1]?.name ?? ''
    return [`${name}-stays-below`, `server/modules/${name}/service.up.ts`, `import '../${above}/index.ts'`]
  }),
  ['face-only', 'server/modules/home/service.ts', `import '../access/store.ts'`],
  ['face-only', 'server/modules/home/jobs.ts', `import type { Role } from '../access/schema.ts'`],
  ['face-only-from-outside', 'server/app.ts', `import './modules/access/service.ts'`],
  ['rules-are-pure', 'server/modules/access/rules.ts', `import '../../platform/db.ts'`],
  ['rules-are-pure', 'server/modules/access/rules.scopes.ts', `import 'node:crypto'`],
  ['rules-are-pure', 'server/modules/home/rules.ts', `import '../access/index.ts'`],
  ['rules-are-pure', 'server/modules/home/rules.late.ts', `import './errors.ts'`],
  ['one-way-in-the-room', 'server/modules/access/store.ts', `import './service.ts'`],
  ['service-opens-no-door', 'server/modules/access/service.ts', `import './routes.ts'`],
  ['sql-in-store-only', 'server/modules/access/service.ts', `import 'kysely'`],
  ['sql-in-store-only', 'server/app.ts', `import 'pg'`],
  ['http-in-routes-only', 'server/modules/access/service.ts', `import 'fastify'`],
  ['http-in-routes-only', 'server/modules/access/store.ts', `import '../../platform/http.ts'`],
  ['routes-do-not-touch-tables', 'server/modules/access/routes.ts', `import './store.ts'`],
  ['routes-do-not-touch-tables', 'server/modules/access/jobs.sweep.ts', `import './tables.ts'`],
  ['platform-below-modules', 'server/platform/db.ts', `import '../modules/access/index.ts'`],
  ['platform-below-modules', 'server/platform/jobs.ts', `import '../app.ts'`],
  ['lib-knows-nothing', 'server/lib/text.ts', `import 'typebox'`],
  ['lib-knows-nothing', 'server/lib/time.ts', `import 'node:fs'`],
  ['lib-knows-nothing', 'server/lib/text.ts', `import '../platform/db.ts'`],
  [
    'web-and-server-share-only-the-contract',
    'web/pages/home/Home.tsx',
    `import type { X } from '../../../server/modules/access/index.ts'`,
  ],
  ['server-knows-no-web', 'server/app.ts', `import '../web/ui/Button.tsx'`],
  ['pages-do-not-import-pages', 'web/pages/home/Home.tsx', `import '../inbox/Inbox.tsx'`],
  ['ui-knows-no-product', 'web/ui/Button.tsx', `import '../pages/home/Home.tsx'`],
  ['not-to-test', 'server/app.ts', `import '../tests/world.ts'`],
  ['not-to-tools', 'server/app.ts', `import '../tools/simulate.ts'`],
  ['declared-packages-only', 'server/app.ts', `import 'react'`],
  ['resolvable', 'server/app.ts', `import './nowhere.ts'`],
  ['no-circular', 'server/lib/time.ts', `import './text.ts'`],
]

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

async function build(files: Record<string, string>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'house-')))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

const rules = `${import.meta.dirname}/../.dependency-cruiser.cjs`

test('a house in order climbs no fence', async () => {
  expect(await fence(await build(sound), rules)).toEqual([])
})

test('every rule of the fence is broken once below', async () => {
  expect([...new Set(breaches.map(([rule]) => rule))].sort()).toEqual((await fenceRules(rules)).sort())
})

test.each(breaches)('%s bites %s', async (rule, file, line) => {
  const faces = Object.fromEntries(
    storeys.map(({ name }) => [`server/modules/${name}/index.ts`, 'export const face = 1']),
  )
  const planted = { [file]: `${sound[file] ?? ''}\n${line}\nexport const planted = 1` }
  const extra = { 'tools/simulate.ts': 'export const x = 1', 'server/modules/home/errors.ts': 'export const x = 1' }
  const found = await fence(await build({ ...faces, ...extra, ...sound, ...planted }), rules)
  // A circle is reported from whichever of its files comes first.
  const places = found.filter(({ law }) => law === rule).map(({ where, what }) => `${where} ${what}`)
  expect(places.join('\n')).toContain(file)
})
