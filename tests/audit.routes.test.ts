import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadDemo } from '../server/demo/load.ts'
import { verifyChain } from '../server/modules/audit/index.ts'
import { listEntries } from '../server/modules/audit/service.ts'
import { receive } from '../server/modules/channels/index.ts'
import { systemContext } from '../server/platform/context.ts'
import { type Audited, auditedRoutes } from '../tools/house/audit.routes.ts'
import { customerRequests } from './fixtures/customer-requests.ts'
import { departmentRequests } from './fixtures/department-requests.ts'
import { policyRequests } from './fixtures/policy-requests.ts'
import { rateRequests } from './fixtures/rate-requests.ts'
import { returnRequests } from './fixtures/return-requests.ts'
import { rowRequests } from './fixtures/row-requests.ts'
import { both, calendar, keyword, names, policy, receiver, rule } from './fixtures/settings.ts'
import { uploadOf } from './fixtures/upload.ts'
import { type Answer, openWorld, type World } from './world.ts'

let world: World
/** Ids that one step makes and another needs. */
const made: Record<string, string> = {}
const password = 'one that nobody guesses'

beforeAll(async () => {
  world = await openWorld({ settings: { backupFolder: '/nowhere' } })
  const channel = await world.first.post('/api/channels', { ...receiver, address: 'mail@audit.test' })
  made.inbox = channel.body.id
})
afterAll(() => world.close())

const roleId = async (key: string): Promise<string> =>
  (await world.first.get('/api/roles')).body.find((role: { key: string }) => role.key === key).id

async function comeIn(raw: string): Promise<void> {
  await receive(world.context(), {
    channelId: made.inbox ?? '',
    raw: Buffer.from(raw),
    envelopeFrom: 'jane@mail.test',
    envelopeTo: 'mail@audit.test',
  })
  await world.work()
}

async function setAside(): Promise<string> {
  const parts = Array.from(
    { length: 80 },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
  )
  await comeIn(`From: jane@mail.test\r\nMessage-ID: <${Math.random()}@mail.test>\r\n${parts.join('')}\r\nhi`)
  return (await world.first.get('/api/quarantined-mails')).body.items[0].id
}

/** One request without a session. */
async function fromOutside(
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  session?: string,
): Promise<Answer> {
  const reply = await world.app.inject({
    method,
    url,
    ...(payload && { payload }),
    ...(session && { cookies: { amends_session: session } }),
  })
  const cookie = reply.cookies[0]?.value
  if (cookie) made.session = cookie
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

async function wipeDemo(): Promise<Answer> {
  const answer = await world.first.delete('/api/demo')
  await vi.waitFor(async () => expect((await world.first.get('/api/demo')).body.state).toBe('none'), 20_000)
  return answer
}

const keep = async (name: string, call: Promise<Answer>, at = (body: Answer['body']) => body.id): Promise<Answer> => {
  const answer = await call
  made[name] = at(answer.body)
  return answer
}

/** A request to each audited route, in an order in which each finds what it needs. */
const requests: Record<string, () => Promise<Answer>> = {
  inviteMember: async () => {
    const person = { name: 'Jo', language: 'en', zone: 'UTC', speaks: [], allStores: true, storeIds: [] }
    const body = { ...person, email: 'jo@audit.test', roleIds: [await roleId('agent')] }
    return keep('member', world.first.post('/api/members', body), (answer) => answer.member.id)
  },
  changeMember: () => world.first.patch(`/api/members/${made.member}`, { allStores: false }),
  renewInvitation: () =>
    keep('link', world.first.post(`/api/members/${made.member}/invitation`), (answer) =>
      answer.invitationUrl.split('/').at(-1),
    ),
  acceptInvitation: () => fromOutside('POST', `/api/invitations/${made.link}`, { password }),
  signIn: () => fromOutside('POST', '/api/session', { email: 'jo@audit.test', password }),
  changePassword: () =>
    fromOutside('PUT', '/api/profile/password', { current: password, next: `${password} at all` }, made.session),
  signOut: () => fromOutside('DELETE', '/api/session', undefined, made.session),
  changeProfile: () => world.first.patch('/api/profile', { zone: 'Europe/Berlin' }),
  endSession: async () => {
    const opened = await fromOutside('POST', '/api/session', {
      email: 'first@desk.test',
      password: 'a long enough password',
    })
    expect(opened.status).toBe(201)
    const { body } = await world.first.get('/api/sessions')
    return world.first.delete(`/api/sessions/${body.find((one: { current: boolean }) => !one.current).id}`)
  },
  endOtherSessions: () => world.first.delete('/api/sessions'),
  createToken: () =>
    keep(
      'token',
      world.first.post('/api/tokens', { name: 'T', permissions: ['stores.read'] }),
      (answer) => answer.token.id,
    ),
  revokeToken: () => world.first.delete(`/api/tokens/${made.token}`),
  createRole: async () =>
    keep('role', world.first.post('/api/roles', { ...names('Reader'), patternId: await roleId('agent') })),
  changeRole: () =>
    world.first.put(`/api/roles/${made.role}`, { ...names('Reader'), permissions: { 'stores.read': 'all' } }),
  deleteRole: () => world.first.delete(`/api/roles/${made.role}`),
  createTeam: () => keep('team', world.first.post('/api/teams', { name: 'Night', memberIds: [] })),
  changeTeam: () => world.first.put(`/api/teams/${made.team}`, { name: 'Day', memberIds: [world.first.memberId] }),
  deleteTeam: () => world.first.delete(`/api/teams/${made.team}`),

  createStore: () => keep('store', world.first.post('/api/stores', { name: 'Nordhaus', marketplace: 'amazon-de' })),
  changeStore: () => world.first.patch(`/api/stores/${made.store}`, { name: 'Nordhaus DE' }),
  switchWebForm: () => world.first.put(`/api/stores/${made.store}/web-form`, { enabled: true }),
  renewWebFormLink: () => world.first.post(`/api/stores/${made.store}/web-form/link`),
  setAcknowledgement: () =>
    world.first.put('/api/acknowledgements', { storeId: made.store, kind: null, enabled: false }),
  deleteStore: async () => {
    const { body } = await world.first.post('/api/stores', { name: 'Short', marketplace: 'amazon-de' })
    return world.first.delete(`/api/stores/${body.id}`)
  },
  changeMarketplace: () => world.first.patch('/api/marketplaces/amazon-de', { zone: 'Europe/Vienna' }),
  recordRule: () => keep('rule', world.first.post('/api/marketplace-rules', rule)),
  endRule: () => world.first.post(`/api/marketplace-rules/${made.rule}/end`, { on: '2026-07-01' }),

  createChannel: () => keep('channel', world.first.post('/api/channels', { ...receiver, address: 'two@audit.test' })),
  changeChannel: () => world.first.patch(`/api/channels/${made.channel}`, { name: 'Other' }),
  deleteChannel: () => world.first.delete(`/api/channels/${made.channel}`),
  readQuarantinedMail: async () => {
    made.mail = await setAside()
    return world.first.get(`/api/quarantined-mails/${made.mail}`)
  },
  downloadQuarantinedMail: () => world.first.get(`/api/quarantined-mails/${made.mail}/raw`),
  releaseQuarantinedMail: () => world.first.post(`/api/quarantined-mails/${made.mail}/release`),
  discardQuarantinedMail: async () => world.first.post(`/api/quarantined-mails/${await setAside()}/discard`),

  readAttachment: async () => {
    const parts =
      '--b\r\n\r\nHello, see the file\r\n--b\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nx\r\n--b--'
    await comeIn(
      `From: jane@mail.test\r\nSubject: File\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}\r\n`,
    )
    const [row] = await world.sql('select message_id, id from message_attachments limit 1')
    return world.first.get(`/api/attachments/${row.message_id}/${row.id}`)
  },
  ...customerRequests(() => world, made),

  ...rowRequests(() => world, made),
  ...policyRequests(() => world, made),
  ...rateRequests(() => world),
  ...departmentRequests(() => world, made),
  ...returnRequests(() => world, made),
  readOrder: async () => {
    const [row] = await world.sql('select id from orders limit 1')
    return world.first.get(`/api/orders/${row.id}?reveal=true`)
  },
  startImport: async () => {
    const { payload, headers } = uploadOf('costs.csv', 'sku,unit cost\nA,1\n')
    await keep('import', world.first.post('/api/imports', payload, headers))
    return world.first.post(`/api/imports/${made.import}/start`)
  },
  stopImport: () => world.first.post(`/api/imports/${made.import}/stop`),

  createTemplate: () =>
    keep(
      'template',
      world.first.post('/api/templates', {
        key: 'order.gift-wrap',
        title: both('Gift wrap'),
        purpose: both('The buyer asks for gift wrapping.'),
        kinds: ['order'],
        stage: 'answer',
        category: 'order',
        marketplaces: ['own-shop'],
      }),
    ),
  changeTemplate: () => world.first.patch(`/api/templates/${made.template}`, { title: both('Wrapped') }),
  publishTemplateText: async () => {
    const at = `/api/templates/${made.template}/texts/en`
    await world.first.put(at, { subject: null, body: 'Hello, it will be wrapped.', meaning: '包装' })
    return world.first.post(`${at}/publish`)
  },
  retireTemplate: () => world.first.post(`/api/templates/${made.template}/retire`),
  restoreTemplate: () => world.first.post(`/api/templates/${made.template}/restore`),
  createPhrase: () =>
    keep('phrase', world.first.post('/api/phrases', { class: 'blame', language: 'en', pattern: 'warehouse fault' })),
  changePhrase: () => world.first.patch(`/api/phrases/${made.phrase}`, { enabled: false }),
  deletePhrase: () => world.first.delete(`/api/phrases/${made.phrase}`),

  createSlaPolicy: () => keep('policy', world.first.post('/api/sla-policies', policy('Fast'))),
  replaceSlaPolicy: () => world.first.put(`/api/sla-policies/${made.policy}`, policy('Faster')),
  deleteSlaPolicy: () => world.first.delete(`/api/sla-policies/${made.policy}`),
  createCalendar: () => keep('calendar', world.first.post('/api/calendars', calendar('Berlin'))),
  replaceCalendar: () => world.first.put(`/api/calendars/${made.calendar}`, calendar('Berlin 2')),
  importHolidays: () =>
    world.first.post(`/api/calendars/${made.calendar}/holiday-imports`, { country: 'DE', years: [2026] }),
  deleteCalendar: () => world.first.delete(`/api/calendars/${made.calendar}`),

  saveClassificationSettings: () => world.first.put('/api/classification-settings', { orderPatterns: ['K-######'] }),
  addKeywordRule: () => keep('keyword', world.first.post('/api/classification-rules', keyword('wobbly leg*'))),
  changeKeywordRule: () => world.first.put(`/api/classification-rules/${made.keyword}`, keyword('loose leg*')),
  removeKeywordRule: () => world.first.delete(`/api/classification-rules/${made.keyword}`),

  changeAvailability: async () => {
    const agent = await world.as('agent')
    return world.first.patch(`/api/availabilities/${agent.memberId}`, { capacity: 3 })
  },
  changeOrderTaskLimits: async () => {
    const limits = [{ kind: 'invoice', limitSeconds: 3_600, calendarId: null }]
    return world.first.put('/api/order-task-limits', { limits })
  },
  changeAssignmentSettings: async () => {
    const { body } = await world.first.get('/api/assignment-settings')
    return world.first.put('/api/assignment-settings', { ...body, automatic: !body.automatic })
  },
  exportAuditEntries: () => world.first.get('/api/audit-entries/export'),
  takeBackup: () => world.first.post('/api/backups'),
  verifyAudit: () => world.first.post('/api/audit-verifications'),
  wipeDemo: async () => {
    await loadDemo(world.services, { tickets: 3 })
    return wipeDemo()
  },
}

/** Shown elsewhere: a desk can be set up, and its demo loaded, only while it has no workspace. */
const before = ['setUp', 'loadDemo']

const audited = Object.entries(auditedRoutes).filter(
  (entry): entry is [string, Extract<Audited, { action: string }>] => 'action' in entry[1],
)

test('every audited route is asked below', () => {
  expect([...Object.keys(requests), ...before].sort()).toEqual(audited.map(([name]) => name).sort())
})

test('the first entry of a workspace is its making; the last of a new demo, its loading', async () => {
  const [first] = await world.sql('select action, actor_id from audit_entries where sequence = 1')
  expect(first).toEqual({ action: 'access.workspace-created', actor_id: world.first.memberId })
  const { workspaceId } = await loadDemo(world.services, { tickets: 3 })
  const { items } = await listEntries(systemContext(world.services, workspaceId), { limit: 1 })
  expect(items).toMatchObject([{ action: 'demo.loaded', notes: { tickets: 3 } }])
  await wipeDemo()
})

test.each(Object.keys(requests))('%s leads to its entry, in the name of whoever asked', async (name) => {
  const [{ top }] = await world.sql('select max(sequence)::int as top from audit_entries')
  const answer = await requests[name]?.()
  expect(answer?.status, JSON.stringify(answer?.body)).toBeLessThan(300)
  const entries = await world.sql(
    'select action, actor_kind, actor_id, details from audit_entries where sequence > $1',
    [top],
  )
  const action = Object.fromEntries(audited)[name]?.action
  const entry = entries.find((each) => each.action === action)
  expect(entry, `${action} among ${entries.map((each) => each.action)}`).toMatchObject({ actor_kind: 'member' })
  if (!['acceptInvitation', 'signIn', 'changePassword', 'signOut'].includes(name))
    expect(entry.actor_id).toBe(world.first.memberId)
})

test('no entry of all this holds a password, a secret, or what somebody is called and reached by', async () => {
  const rows = await world.sql('select * from audit_entries')
  const said = JSON.stringify(rows.map(({ hash: _hash, previous_hash: _previous, ...row }) => row))
  for (const word of [
    password,
    'a long enough password',
    'jo@audit.test',
    '"Jo"',
    'jane@mail.test',
    'jane2@mail.test',
    'Calls often',
    made.link,
    made.session,
  ])
    expect(said).not.toContain(word)
  expect(await verifyChain(world.context())).toMatchObject({ sound: true, checked: rows.length })
})
