import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { recordAudit } from '../../platform/audit.ts'
import { askForVerification, giveUpVerification, runVerification } from './service.verifying.ts'

let world: World
let auditor: Caller
beforeAll(async () => {
  world = await openWorld()
  auditor = await world.as('auditor')
  for (let number = 0; number < 120; number++)
    await recordAudit(world.context(), {
      action: number % 2 ? 'stores.store-changed' : 'templates.template-changed',
      subject: { kind: 'store', id: `thing-${number}`, name: number === 7 ? '=cmd|calc' : `Thing ${number}` },
      changes: [{ field: 'zone', before: 'UTC', after: 'Asia/Shanghai' }],
    })
})
afterAll(() => world.close())

const asAuditor = () => {
  const context = world.context()
  return { ...context, actor: { ...context.actor, id: auditor.memberId } }
}
const newest = () => auditor.get('/api/audit-verifications/newest')

async function all(query = ''): Promise<{ sequence: number; action: string; subject: { id: string } }[]> {
  const items = []
  for (let after = ''; ; ) {
    const { status, body } = await auditor.get(`/api/audit-entries?limit=50${query}${after && `&after=${after}`}`)
    expect(status).toBe(200)
    items.push(...body.items)
    if (body.next === null) return items
    after = body.next
  }
}

test('the log is paged by its sequence, the newest first, without a gap', async () => {
  const entries = await all()
  expect(entries.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: entries.length }, (_, at) => entries.length - at),
  )
  expect(entries[0]).toMatchObject({
    action: 'stores.store-changed',
    actor: { kind: 'system', name: null },
    subject: { kind: 'store', id: 'thing-119', name: 'Thing 119' },
    changes: [{ field: 'zone', before: 'UTC', after: 'Asia/Shanghai', hidden: null }],
  })
})

test('it is narrowed by what, by whom, by the thing and by the time', async () => {
  expect(await all('&action=stores.store-changed')).toHaveLength(60)
  expect((await all('&action=stores.*')).every(({ action }) => action.startsWith('stores.'))).toBe(true)
  expect(await all('&subject=thing-5')).toHaveLength(1)
  const [{ name }] = await world.sql('select name from members where id = $1', [world.first.memberId])
  expect(await all(`&actor=${world.first.memberId}`)).toMatchObject([{ actor: { name } }])
  const before = world.clock.now().toISOString()
  world.clock.advance(60_000)
  await recordAudit(world.context(), { action: 'stores.store-changed', subject: { kind: 'store', id: 'late' } })
  expect(await all(`&from=${new Date(Date.parse(before) + 1).toISOString()}`)).toMatchObject([
    { subject: { id: 'late' } },
  ])
  expect((await all(`&until=${before}`)).length).toBe(0)
})

test.each(['action=stores', 'action=stores.%25', 'actor=x', 'from=yesterday', 'after=eA', 'limit=1000'])(
  'a question that makes no sense is refused: %s',
  async (query) => expect((await auditor.get(`/api/audit-entries?${query}`)).status).toBe(400),
)

test('the export opens as text in a spreadsheet, and is an entry before its first line', async () => {
  const { body, headers } = await auditor.get('/api/audit-entries/export?action=stores.*')
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  const rows = parse(String(body), { columns: true, bom: true }) as Record<string, string>[]
  expect(rows).toHaveLength(61)
  expect(rows.find(({ subject_id }) => subject_id === 'thing-7')).toMatchObject({
    subject: `'=cmd|calc`,
    changes: 'zone: UTC → Asia/Shanghai',
  })
  const [entry] = await all('&action=audit.exported')
  expect(entry).toMatchObject({ actor: { id: auditor.memberId }, notes: { action: 'stores.*' } })
})

test('verified on demand: whole, and when a row was tampered with, which one', async () => {
  expect((await newest()).body).toEqual({ newest: null })
  const asked = await auditor.post('/api/audit-verifications')
  expect(asked).toMatchObject({ status: 202, body: { state: 'running', sound: null, checked: 0, endedAt: null } })
  expect(asked.body.askedBy.id).toBe(auditor.memberId)
  // Often enough that a prepared statement gets its plan for all values.
  const others = await Promise.all(Array.from({ length: 24 }, () => askForVerification(asAuditor())))
  for (const { id } of others) expect(id, 'while one runs it is the answer').toBe(asked.body.id)
  await world.work()
  expect((await newest()).body.newest).toMatchObject({ id: asked.body.id, state: 'done', sound: true, breaches: [] })
  expect((await newest()).body.newest.checked).toBeGreaterThanOrEqual(asked.body.total)
  await world.sql(`update audit_entries set subject_name = 'Another' where sequence = 42`)
  await auditor.post('/api/audit-verifications')
  await world.work()
  expect((await newest()).body.newest).toMatchObject({
    state: 'done',
    sound: false,
    breaches: [{ breach: 'altered', from: 42, to: 42 }],
  })
  expect(await all('&action=audit.verified')).toHaveLength(2)
})

test('a verification done twice, as after a killed worker, is kept once; one given up may be asked for again', async () => {
  const { id } = (await auditor.post('/api/audit-verifications')).body
  await runVerification(world.context(), id)
  await runVerification(world.context(), id)
  await giveUpVerification(world.context(), id)
  expect((await newest()).body.newest).toMatchObject({ id, state: 'done' })
  expect(await all('&action=audit.verified')).toHaveLength(3)
  const next = (await auditor.post('/api/audit-verifications')).body
  await giveUpVerification(world.context(), next.id)
  expect((await newest()).body.newest).toMatchObject({ id: next.id, state: 'failed', sound: null })
  expect((await auditor.post('/api/audit-verifications')).body.id).not.toBe(next.id)
  await world.work()
})

test('only who may read the log does; nobody reads another workspace’s', async () => {
  for (const role of ['agent', 'manager', 'supervisor']) {
    const person = await world.as(role)
    expect((await person.get('/api/audit-entries')).status).toBe(403)
    expect((await person.get('/api/audit-entries/export')).status).toBe(403)
    expect((await person.post('/api/audit-verifications')).status).toBe(403)
    expect((await person.get('/api/audit-verifications/newest')).status).toBe(403)
  }
  const stranger = await world.stranger()
  const { body } = await stranger.caller.get('/api/audit-entries?limit=100')
  expect(body.items.map(({ action }: { action: string }) => action)).toEqual(['access.workspace-created'])
  expect((await stranger.caller.get('/api/audit-verifications/newest')).body).toEqual({ newest: null })
})
