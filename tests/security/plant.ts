import { receive } from '../../server/modules/channels/index.ts'
import { linksOf } from '../../server/modules/offers/service.links.ts'
import { statusUrl } from '../../server/modules/tickets/index.ts'
import type { Context } from '../../server/platform/context.ts'
import { leaveAnomaly } from '../fixtures/anomaly.ts'
import { everybody } from '../fixtures/offer-segment.ts'
import { orderRow } from '../fixtures/order-rows.ts'
import { beginReturn, gradeWithPhoto, leaveLoss } from '../fixtures/return-case.ts'
import { uploadOf } from '../fixtures/upload.ts'
import type { Answer, Caller, World } from '../world.ts'

/** The things that stand in addresses and bodies, each by its id or secret. */
export type Planted = Readonly<Record<string, string>>

/** A workspace or store, and a word that nobody else may ever read. */
export interface Place {
  readonly caller: Caller
  readonly context: Context
  readonly canary: string
}

/** Plants one thing of every kind in a store of its own; each bears the canary wherever it bears words. */
export async function plant(world: World, { caller, context, canary }: Place): Promise<Planted> {
  const made = async (url: string, body?: object): Promise<Answer['body']> =>
    asked(await caller.post(url, body), `POST ${url}`)
  const got = async (url: string): Promise<Answer['body']> => asked(await caller.get(url), `GET ${url}`)
  const low = canary.toLowerCase()

  const store = await made('/api/stores', { name: canary, marketplace: 'own-shop', signatureName: canary })
  const desk = `desk@${low}.test`
  const receiver = { kind: 'receiver', name: canary, address: desk, storeId: store.id, settings: {} }
  const channel = await made('/api/channels', receiver)
  const people = { ...(await peopleOf(caller, canary)) }

  await receive(context, letter(channel.id, desk, canary))
  await receive(context, { ...letter(channel.id, desk, `${canary}Held`), quarantine: 'too-large' as const })
  await world.work()
  const [mailed] = (await got(`/api/tickets?view=all&order=recent&limit=1&search=${canary}`)).items
  const ticket = mailed.id as string
  const reply = { direction: 'outbound', text: `Dear ${canary},\n\nthank you.\n\nKind regards\n${canary}` }
  const sent = await made(`/api/tickets/${ticket}/messages`, reply)
  await made(`/api/tickets/${ticket}/messages`, { direction: 'note', text: `${canary} note` })
  asked(await caller.put(`/api/tickets/${ticket}/drafts`, { direction: 'note', text: `${canary} draft` }), 'draft')
  const messages = (await got(`/api/tickets/${ticket}/messages`)).items
  const [file] = messages.flatMap((message: { attachments: object[] }) => message.attachments)
  const [attachmentMessage, attachment] = file.url.split('/').slice(-2)
  const ofChannel = ({ channelId }: { channelId: string }) => channelId === channel.id
  const bought = { buyerName: canary, buyerAddress: `${low}@buyer.test`, title: canary, others: { canary } }
  const order = orderRow(`113-${canary}`, bought)
  asked(await caller.post('/api/orders/rows', { storeId: store.id, rows: [order] }), 'order')
  const orderId = (await got(`/api/orders?search=${order.orderNumber}`)).items[0].id
  asked(await caller.put(`/api/tickets/${ticket}/order`, { orderId }), 'link')
  const orderTask = await made(`/api/tickets/${ticket}/order-tasks`, { kind: 'invoice' })
  const form = asked(await caller.put(`/api/stores/${store.id}/web-form`, { enabled: true }), 'web form')

  const begun = asked(await beginReturn(caller, ticket), 'return')
  asked(await gradeWithPhoto(caller, begun.id), 'grading')
  const { department, action } = await plantedAction(caller, canary, ticket)
  const shop = await made('/api/stores', { name: `${canary} shop`, marketplace: 'own-shop' })
  const offer = await made('/api/offers', offerOf(canary, shop.id))
  const version = await made('/api/return-policies', policyOf(canary))
  const [served] = (await got('/api/return-policies')).items
  const replay = await made('/api/replays', { versionId: version.id, from: '2026-01-01', to: '2026-01-31' })
  const experiment = await made('/api/experiments', await experimentOf(made, served, canary))
  const followUpPlan = await made('/api/follow-up-plans', planOf(canary, store.id))
  await world.work()
  const [followUp] = (await got(`/api/customers/${mailed.customer.id}/follow-ups`)).items

  return {
    ...people,
    department,
    action,
    return: begun.id,
    lossBooking: await leaveLoss(context, caller, store.id),
    anomaly: await leaveAnomaly(context, canary),
    cleanupRun: await plantedCleanup(world, caller, canary),
    ...(await rulesOf(caller, canary, store.id)),
    store: store.id,
    channel: channel.id,
    followUpPlan: followUpPlan.id,
    followUp: followUp.id,
    offer: offer.id,
    experiment: experiment.id,
    replay: replay.id,
    policyPublication: served.inForce.id,
    policyVersion: version.id,
    returnPolicy: version.policyId,
    unsubscribe: last(linksOf(context, mailed.customer.id).page),
    ticket,
    message: sent.id,
    attachmentMessage,
    attachment,
    customer: mailed.customer.id,
    customerExport: (await made(`/api/customers/${mailed.customer.id}/export`)).id,
    order: orderId,
    orderTask: orderTask.id,
    import: await plantedImport(caller, canary, store.id),
    heldMail: (await got('/api/quarantined-mails')).items.find(ofChannel).id,
    outgoingMail: (await got('/api/outgoing-mails')).items.find(ofChannel).id,
    status: last(statusUrl(context, ticket)),
    form: last(form.url),
    session: (await got('/api/sessions')).find(({ current }: { current: boolean }) => current).id,
  }
}

/** A plan that has the planted customer, who bought four weeks ago. */
const planOf = (canary: string, storeId: string) => ({
  ...{ name: canary, active: true, weeks: 1, againDays: 1, way: 'email' },
  segment: { important: false, languages: [], storeIds: [storeId], boughtWithinDays: null, leastOrders: null },
  texts: [{ language: 'en', subject: canary, text: `${canary} script` }],
})

const policyOf = (canary: string) => ({
  ...{ key: canary.toLowerCase(), fromVersionId: null },
  title: { en: canary, 'zh-CN': canary },
})

/** Of the version in force and the one that is being written; a policy has one such at a time. */
async function experimentOf(
  made: (url: string, body: object) => Promise<Answer['body']>,
  { id, inForce, open }: Answer['body'],
  canary: string,
) {
  const draft = open ?? (await made(`/api/return-policies/${id}/versions`, { from: 'shipped' }))
  const arms = [inForce.versionId, draft.id].map((versionId: string) => ({ versionId, weight: 1 }))
  const plan = { goal: 'given-up', effect: 0.1, alpha: 0.05, power: 0.8, sparesImportant: true }
  return { name: canary, policyId: id, ...plan, arms }
}

const offerOf = (canary: string, storeId: string) => ({
  ...{ name: canary, kind: 'new-product', code: canary.slice(0, 60), storeId, segment: everybody },
  ...{ validFrom: '2020-01-01', validUntil: '2099-12-31', capDays: 30, perHour: 300 },
  letters: [{ language: 'en', subject: canary, text: `${canary} offer` }],
})

/** A department of the caller, and what is asked of it on the ticket. */
async function plantedAction(caller: Caller, canary: string, ticketId: string) {
  const fields = { name: canary, field: 'quality', limitSeconds: 86_400, calendarId: null, active: true }
  const department = asked(await caller.post('/api/departments', { ...fields, memberIds: [] }), 'department').id
  const wanted = { departmentId: department, title: canary, ask: `${canary} ask`, ticketId }
  return { department, action: asked(await caller.post('/api/actions', wanted), 'action').id }
}

async function plantedImport(caller: Caller, canary: string, storeId: string): Promise<string> {
  const file = `order-id\tpurchase-date\tsku\tproduct-name\n1\t2026-02-01\tLAMP\t${canary}\n`
  const { payload, headers } = uploadOf(`${canary}.txt`, file)
  const kept = asked(await caller.post('/api/imports', payload, headers), 'import')
  asked(await caller.patch(`/api/imports/${kept.id}`, { storeId }), 'import')
  return kept.id
}

/** Costs of a product that repeat, found and cleaned away. */
async function plantedCleanup(world: World, caller: Caller, canary: string): Promise<string> {
  const cost = (validFrom: string) => ({ sku: canary, validFrom, unitCost: 1, currency: 'CNY' })
  asked(await caller.post('/api/products/costs', { rows: [cost('2026-01-01'), cost('2026-02-01')] }), 'costs')
  asked(await caller.post('/api/cleanups/looks', { kinds: ['repeated-costs'] }), 'look')
  await world.work()
  const { items } = asked(await caller.get('/api/cleanups/repeated-costs/findings'), 'findings')
  const own = items.filter(({ title }: { title: string }) => title === canary).map(({ key }: { key: string }) => key)
  return asked(await caller.post('/api/cleanups/repeated-costs/runs', { keys: own, expected: 1 }), 'cleanup').id
}

const last = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

/** What can be deleted, deleted: the ids of things that were. */
export async function uproot(caller: Caller, canary: string): Promise<Planted> {
  const store = asked(await caller.post('/api/stores', { name: canary, marketplace: 'own-shop' }), 'store')
  const receiver = { kind: 'receiver', name: canary, address: `gone@${canary.toLowerCase()}.test`, settings: {} }
  const channel = asked(await caller.post('/api/channels', { ...receiver, storeId: store.id }), 'channel')
  const people = await peopleOf(caller, canary)
  const rules = await rulesOf(caller, canary, store.id)
  const gone = { store: store.id, channel: channel.id, role: people.role, team: people.team, ...rules }
  const places: [keyof typeof gone, string][] = [
    ['channel', 'channels'],
    ['policy', 'sla-policies'],
    ['store', 'stores'],
    ['team', 'teams'],
    ['role', 'roles'],
    ['calendar', 'calendars'],
    ['phrase', 'phrases'],
    ['classificationRule', 'classification-rules'],
  ]
  for (const [kind, folder] of places) asked(await caller.delete(`/api/${folder}/${gone[kind]}`), `DELETE ${folder}`)
  return Object.fromEntries(places.map(([kind]) => [kind, gone[kind]]))
}

async function peopleOf(caller: Caller, canary: string) {
  const made = async (url: string, body: object) => asked(await caller.post(url, body), `POST ${url}`)
  const roles: { id: string; key: string }[] = asked(await caller.get('/api/roles'), 'roles')
  const patternId = roles.find(({ key }) => key === 'client')?.id
  const role = await made('/api/roles', { nameZh: canary, nameEn: canary, patternId })
  const place = { language: 'en', zone: 'UTC', speaks: ['en'], allStores: false, storeIds: [] }
  const email = `${canary.toLowerCase()}@member.test`
  const invited = await made('/api/members', { ...place, email, name: canary, roleIds: [patternId] })
  const team = await made('/api/teams', { name: canary, memberIds: [invited.member.id] })
  const token = await made('/api/tokens', { name: canary, permissions: ['stores.read'] })
  return {
    role: role.id as string,
    member: invited.member.id as string,
    invitation: last(invited.invitationUrl),
    team: team.id as string,
    token: token.token.id as string,
  }
}

async function rulesOf(caller: Caller, canary: string, storeId: string) {
  const made = async (url: string, body: object) => asked(await caller.post(url, body), `POST ${url}`)
  const both = { en: canary, 'zh-CN': canary }
  const templateKey = `planted.${canary.slice('Canary'.length).toLowerCase()}`
  const places = { stage: 'answer', category: 'acknowledge', kinds: ['inquiry'], marketplaces: ['own-shop'] }
  const template = await made('/api/templates', { key: templateKey, title: both, purpose: both, ...places })
  const text = { subject: null, body: `${canary} text`, meaning: canary }
  asked(await caller.put(`/api/templates/${template.id}/texts/en`, text), 'text')
  const hours = { periods: [{ weekday: 1, from: '09:00', to: '17:00' }], holidays: [] }
  const calendar = await made('/api/calendars', { name: canary, zone: 'UTC', alwaysOpen: false, ...hours })
  const target = { measure: 'first-response', limitSeconds: 3600, calendarId: null, pausesForBuyer: false }
  const scope = { kind: null, priority: null, storeId, marketplaceKind: null, channelKind: null }
  const policy = await made('/api/sla-policies', {
    ...{ name: canary, ...scope, ceiling: false, active: true, targets: [target] },
  })
  const phrase = await made('/api/phrases', { class: 'marketing', language: 'en', pattern: `${canary} buy` })
  const said = { phrase: `${canary} broken`, language: 'en', kind: 'inquiry', subType: null, active: true }
  const classificationRule = await made('/api/classification-rules', said)
  const source = { kind: 'own', text: canary, reference: canary }
  const rule = await made('/api/marketplace-rules', {
    ...{ scope: 'own-shop', code: 'message.answer-within', value: 20, unit: 'hours', source, validFrom: '2026-06-01' },
  })
  return {
    template: template.id as string,
    templateKey,
    calendar: calendar.id as string,
    policy: policy.id as string,
    phrase: phrase.id as string,
    classificationRule: classificationRule.id as string,
    rule: rule.id as string,
  }
}

function letter(channelId: string, to: string, canary: string) {
  const address = `${canary.toLowerCase()}@buyer.test`
  const edge = 'edge-of-a-part'
  const raw = Buffer.from(
    [
      `From: ${canary} <${address}>`,
      `To: ${to}`,
      `Subject: ${canary} lamp`,
      `Message-ID: <${canary}@outside.test>`,
      `Content-Type: multipart/mixed; boundary=${edge}`,
      '',
      `--${edge}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      `${canary}: does the lamp have a switch?`,
      `--${edge}`,
      `Content-Type: text/plain; name="${canary}.txt"`,
      `Content-Disposition: attachment; filename="${canary}.txt"`,
      '',
      `${canary} bytes`,
      `--${edge}--`,
      '',
    ].join('\r\n'),
  )
  return { channelId, raw, envelopeFrom: address, envelopeTo: to }
}

function asked(answer: Answer, what: string): Answer['body'] {
  if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
