import { describe, expect, test } from 'vitest'
import { requirements } from '../tools/house/asvs.requirements.ts'
import { furtherActions } from '../tools/house/audit.routes.ts'
import type { Tree } from '../tools/house/law.ts'
import { laws } from '../tools/house/laws.ts'
import { storeys } from '../tools/house/storeys.ts'

/** The table of security requirements: the first three say something, the rest does not apply here. */
const asvs = (rows: Readonly<Record<string, string>> = {}): string => {
  const told: Readonly<Record<string, string>> = {
    '1.1.1': '2,Decode once,yes,shown,`server/lib/time.ts` does it once,server/lib/time.test.ts: days of a week,',
    '1.1.2': '2,Encode last,yes,open,not everywhere so far,,ground',
    '1.2.1': '1,Fit the context,later,later,comes with the reports,,insight',
    ...rows,
  }
  const line = ([id, level]: [string, string]) =>
    `${id},${told[id] ?? `${level},A thing,no,not applicable,there is none here,,`}`
  return ['id,level,asks,applies,state,how or why not,shown by,owed by', ...[...requirements].map(line)].join('\n')
}

/** A house that obeys every law: each case below plants one thing in it. */
const sound: Tree = new Map([
  ['ARCHITECTURE.md', storeys.map((storey) => storey.name).join(' → ')],
  ['CHANGELOG.md', '## 0.1.0 — the first\n'],
  [
    'docs/advisories.csv',
    'version,asked on,found and done\n0.2.0,2026-03-01,nothing found\n0.1.0,not asked,it is not released\n',
  ],
  ['package.json', '{ "dependencies": { "kysely": "0.29.9" } }'],
  ['package-lock.json', '{ "packages": { "node_modules/kysely": { "version": "0.29.9", "integrity": "sha512-x" } } }'],
  ['migrations/0001_platform.sql', 'create table idempotency_keys (workspace_id uuid);'],
  ['migrations/0002_tickets.sql', 'create table tickets (workspace_id uuid);'],
  [
    'migrations/0003_portal.sql',
    'create table pins (workspace_id uuid, foreign key (workspace_id) references tickets);',
  ],
  ['docs/asvs.csv', asvs()],
  ['docs/security.md', '253 requirements: 1 shown, 0 met, 1 open, 1 later, 250 not applicable.'],
  ['server/lib/time.ts', ''],
  ['server/lib/time.test.ts', `test('the days of a week')`],
  ['server/modules/portal/schema.ts', `export const permissions = ['portal.read'] as const`],
  ['server/modules/access/starter/roles.json', '[{ "key": "agent", "permissions": { "portal.read": "all" } }]'],
  ['web/i18n/en/portal.ts', `export const portal = { hello: 'Hello {name}', late: 'one two three' }`],
  ['web/i18n/zh-CN/portal.ts', `export const portal = { hello: '你好 {name}', late: '一二三' }`],
  ...storeys.map(({ name }): [string, string] => [`server/modules/${name}/index.ts`, `export * from './service.ts'\n`]),
])

const lines = (count: number) => 'export const one = 1\n'.repeat(count)
const lock = (entry: string) => `{ "packages": { "node_modules/kysely": ${entry} } }`

/** The law, what is planted, and what the finding must say. */
const cases: [law: string, path: string, text: string, says: RegExp][] = [
  ['sizes', 'server/lib/long.ts', lines(301), /301 lines/],
  ['sizes', 'web/app.css', lines(301), /301 lines/],
  ['names', 'server/modules/tickets/presence.ts', '', /a module holds/],
  ['names', 'server/modules/tickets/store/search.ts', '', /a module holds/],
  ['names', 'server/modules/gossip/index.ts', '', /not in house\.cjs/],
  ['names', 'server/lib/utils.ts', '', /says nothing/],
  ['names', 'web/ui/common/Button.tsx', '', /says nothing/],
  ['names', 'server/lib/mailReply.ts', '', /kebab-case/],
  ['no-any', 'server/lib/loose.ts', 'export const loose = (value: any) => value', /any/],
  ['no-any', 'web/ui/Loose.tsx', 'export const Loose = (props: Record<string, any>) => null', /any/],
  ['no-any', 'server/lib/hushed.ts', '// @ts-ignore\nexport const hushed = 1', /@ts-ignore/],
  ['no-any', 'server/lib/hushed.ts', '// @ts-expect-error\nexport const hushed = 1', /@ts-expect-error/],
  ['languages', 'web/pages/portal/Home.tsx', `export const Home = () => <p title={'收件箱'} />`, /catalogue/],
  ['languages', 'web/pages/portal/Home.tsx', 'export const Home = () => <p>Inbox</p>', /web\/i18n/],
  ['languages', 'web/pages/portal/Home.tsx', 'export const Home = () => <p aria-label="Inbox" />', /web\/i18n/],
  ['languages', 'server/modules/portal/service.ts', `export const title = '首页'`, /catalogue/],
  ['languages', 'server/modules/portal/service.ts', `export const title = { 'zh-CN': '首页' }`, /catalogue/],
  [
    'languages',
    'server/modules/portal/rules.late.ts',
    `export const late = (isEnglish) => (isEnglish ? 'late' : '迟到')`,
    /catalogue/,
  ],
  ['languages', 'web/i18n/en/inbox.ts', `export const inbox = { title: 'Inbox' }`, /no twin/],
  ['languages', 'web/i18n/zh-CN/portal.ts', `export const portal = { hello: '你好', late: '一二三' }`, /placeholders/],
  [
    'languages',
    'web/i18n/zh-CN/portal.ts',
    `export const portal = { hello: '你好 {name}', late: 'one two three' }`,
    /not in Chinese/,
  ],
  ['languages', 'web/i18n/zh-CN/portal.ts', `export const portal = { hello: '你好 {name}' }`, /late is missing/],
  [
    'owned-sql',
    'server/modules/portal/store.ts',
    'export const x = sql`select 1 from tickets t`',
    /tickets, a table of tickets/,
  ],
  [
    'owned-sql',
    'server/modules/portal/store.ts',
    `export const x = (db) => db.selectFrom('tickets as t')`,
    /a table of tickets/,
  ],
  [
    'owned-sql',
    'server/modules/portal/store.ts',
    `export const x = (db) => db.selectFrom('pins').innerJoin('tickets', 'a', 'b')`,
    /a table of/,
  ],
  [
    'owned-sql',
    'server/modules/portal/store.ts',
    `export const x = (db) => db.updateTable('pins').from('tickets')`,
    /a table of/,
  ],
  ['owned-sql', 'server/modules/portal/store.ts', 'export const x = sql`delete from pins using tickets`', /a table of/],
  [
    'owned-sql',
    'server/modules/portal/service.ts',
    `export const x = (db) => db.selectFrom('pins')`,
    /outside a store file/,
  ],
  ['owned-sql', 'server/platform/peek.ts', 'export const x = sql`update tickets set a = 1`', /a table of tickets/],
  ['owned-sql', 'server/app.ts', 'export const x = sql`select 1`', /outside a store file/],
  ['migrations', 'migrations/tickets.sql', '', /not named/],
  ['migrations', 'migrations/0005_portal.sql', '', /number 4 is expected/],
  ['migrations', 'migrations/0004_gossip.sql', '', /neither platform nor a module/],
  [
    'migrations',
    'migrations/0004_access.sql',
    'create table keys (x uuid references tickets);',
    /access leans on tickets/,
  ],
  ['migrations', 'migrations/0004_portal.sql', '-- down\ndrop table pins;', /forward only/],
  [
    'permissions',
    'server/modules/access/starter/roles.json',
    '[{ "key": "a", "permissions": { "portal.read": "all", "portal.burn": "all" } }]',
    /portal\.burn, which no module declares/,
  ],
  [
    'permissions',
    'server/modules/portal/schema.ts',
    `export const permissions = ['portal.read', 'portal.write'] as const`,
    /no shipped role holds portal\.write/,
  ],
  [
    'permissions',
    'server/modules/tickets/schema.ts',
    `export const permissions = ['portal.read'] as const`,
    /not named after tickets/,
  ],
  ['docs', 'README.md', 'See [the plan](docs/plan.md).', /docs\/plan\.md/],
  ['docs', 'README.md', 'See [the end](#the-end).', /no heading #the-end/],
  ['docs', 'ARCHITECTURE.md', 'portal → access', /does not list the storeys/],
  ...[
    { '1.1.1': '1,Decode,yes,shown,it is done here,server/lib/time.test.ts: days of a week,', says: /its level is 2/ },
    { '1.1.1': '2,,yes,shown,it is done here,server/lib/time.test.ts: days of a week,', says: /our own words/ },
    {
      '1.1.1': `2,${'word '.repeat(13)},yes,shown,it is done here,server/lib/time.test.ts: days of a week,`,
      says: /12 at most/,
    },
    { '1.1.1': '2,Decode,no,shown,it is done here,server/lib/time.test.ts: days of a week,', says: /says nothing/ },
    { '1.1.1': '2,Decode,yes,shown,done,server/lib/time.test.ts: days of a week,', says: /a sentence about/ },
    {
      '1.1.1': '2,Decode,yes,shown,`server/lib/gone.ts` does it all,server/lib/time.test.ts: days of a week,',
      says: /gone\.ts, which is not there/,
    },
    {
      '1.1.1': '2,Decode,yes,shown,`AMENDS_GONE` sets it well,server/lib/time.test.ts: days of a week,',
      says: /no setting AMENDS_GONE/,
    },
    { '1.1.1': '2,Decode,yes,shown,it is done here,server/lib/gone.test.ts: days of a week,', says: /no such test/ },
    { '1.1.1': '2,Decode,yes,shown,it is done here,server/lib/time.test.ts: a month of days,', says: /no test of/ },
    { '1.1.1': '2,Decode,yes,shown,it is done here,,', says: /names its test/ },
    { '1.1.2': '2,Encode,yes,open,not everywhere so far,,', says: /names who owes it/ },
    { '1.2.1': '1,Fit,later,later,comes with the reports,,somebody', says: /"somebody" is not one of/ },
    { '1.2.2': '1,Safe links,no,not applicable,,,', says: /a sentence about/ },
  ].map(({ says, ...rows }): [string, string, string, RegExp] => ['asvs', 'docs/asvs.csv', asvs(rows), says]),
  ['asvs', 'docs/asvs.csv', asvs().replace('\n1.2.2,', '\n1.2.3,'), /1\.2\.2 is missing, doubled/],
  ['asvs', 'docs/asvs.csv', 'id,level', /its columns must be/],
  ['asvs', 'docs/security.md', '253 requirements: 253 shown.', /does not say: 253 requirements: 1 shown/],
  ['lockfile', 'package.json', '{ "dependencies": { "kysely": "^0.29.9" } }', /not an exact version/],
  [
    'lockfile',
    'package-lock.json',
    lock('{ "resolved": "https://elsewhere.example/k.tgz", "integrity": "sha512-x" }'),
    /does not come from/,
  ],
  ['lockfile', 'package-lock.json', lock('{ "version": "0.29.9" }'), /no sha512/],
  ['lockfile', 'CHANGELOG.md', '## 9.9.9 — the next\n', /9\.9\.9 has no line that says what was found/],
  [
    'lockfile',
    'docs/advisories.csv',
    'version,asked on,found and done\n0.1.0,,nothing found',
    /on "", which is no day/,
  ],
  [
    'lockfile',
    'docs/advisories.csv',
    'version,asked on,found and done\n0.1.0,2026-13-41,nothing found',
    /on "2026-13-41", which is no day/,
  ],
  [
    'lockfile',
    'CHANGELOG.md',
    '## 0.2.0\n\n## 0.1.0 — the first desk\n',
    /0\.1\.0 was followed by another version without having been asked about/,
  ],
  [
    'lockfile',
    'package-lock.json',
    '{ "packages": { "node_modules/vite": { "version": "7.0.0", "integrity": "sha512-x" } } }',
    /older than/,
  ],
]

/** What looks like a breach and is none. */
const allowed: [law: string, path: string, text: string][] = [
  ['no-any', 'server/lib/words.ts', `// any of them\nexport const any = 'any'`],
  [
    'no-any',
    'server/lib/hushed.ts',
    '// @ts-expect-error: the package declares this field as a string, it is a number\nexport const hushed = 1',
  ],
  ['languages', 'server/platform/settings.ts', `export const port = { en: 'The port', 'zh-CN': '端口' }`],
  ['languages', 'server/modules/portal/errors.ts', `export const lost = { text: '找不到' }`],
  ['languages', 'web/ui/Key.tsx', 'export const Key = () => <kbd>Ctrl</kbd>'],
  [
    'owned-sql',
    'server/modules/portal/store.ts',
    'export const x = sql`select extract(epoch from now()) from pins, unnest(array[1])`',
  ],
  ['owned-sql', 'server/modules/portal/service.ts', `export const x = Buffer.from('pins-and-needles')`],
  ['owned-sql', 'server/modules/portal/store.ts', 'export const x = sql`select 1 from tickets_facts`'],
  ['migrations', 'migrations/schema.sql', 'create table anything (x uuid);'],
  ['names', 'server/modules/portal/rules.late-first.test.ts', ''],
  ['names', 'server/modules/portal/starter/en.letters.json', ''],
]

const findings = (name: string, tree: Tree) =>
  laws.find((law) => law.name === name)?.findings(tree) ?? [{ where: '', what: 'no such law' }]

describe('each law bites', () => {
  test.each(laws.map((law) => [law.name]))('%s: a sound house has no findings', (name) => {
    expect(findings(name, sound)).toEqual([])
  })

  test.each(cases)('%s: %s', (law, path, text, says) => {
    const found = findings(law, new Map([...sound, [path, text]]))
    expect(found.map(({ where, what }) => `${where} ${what}`).join('\n')).toMatch(says)
    expect(found).toHaveLength(1)
  })

  test.each(allowed)('%s lets pass: %s', (law, path, text) => {
    expect(findings(law, new Map([...sound, [path, text]]))).toEqual([])
  })

  test('names: a storey without a room', () => {
    const tree = new Map(sound)
    tree.delete('server/modules/portal/index.ts')
    expect(findings('names', tree).map(({ what }) => what)).toEqual([
      'portal has no face: server/modules/portal/index.ts',
    ])
  })

  test('audit: an action that is not listed, one that is recorded nowhere, one without words', () => {
    const recorded = furtherActions.slice(1).map((action) => `recordAudit(context, { action: '${action}' })`)
    const words = furtherActions.slice(2).map((action) => `'${action}': 'words',`)
    const text = `${recorded.join('\n')}\nrecordChange(context, 'portal.burnt', 'store', {})`
    const house = new Map([...sound, ['server/platform/audit.ts', text], ['web/i18n/en/audit.ts', words.join('\n')]])
    const said = findings('audit', house).map(({ what }) => what)
    const [never, wordless, whole] = furtherActions
    expect(said).toContain('portal.burnt is not listed in tools/house/audit.routes.ts')
    expect(said).toContain(`${never} is recorded nowhere`)
    expect(said).toContain(`has no words for ${wordless}`)
    expect(said.join()).not.toContain(whole)
  })
})
