import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everybody } from '../../../tests/fixtures/offer-segment.ts'
import { orderRow } from '../../../tests/fixtures/order-rows.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import { createChannel } from '../channels/index.ts'
import { findOrCreateCustomer, recordConsent } from '../customers/index.ts'
import { createStore } from '../stores/index.ts'
import { sendOffers } from './service.sending.ts'

let world: World
let kitto: string
let amazon: string
let me: Caller
let other: Caller
const ids: { [name: string]: string } = {}
beforeAll(async () => {
  world = await openWorld({ settings: { publicUrl: 'https://desk.kitto.test' } })
  me = await world.hire('manager')
  other = await world.hire('supervisor', { name: 'Second' })
  const shop = async (name: string, marketplace: string, address: string) => {
    const { id } = await createStore(world.context(), { name, marketplace, signatureName: name })
    await createChannel(world.context(), { kind: 'receiver', name, address, storeId: id, settings: {} })
    return id
  }
  kitto = await shop('Kitto', 'own-shop', 'desk@kitto.test')
  amazon = await shop('Nordhaus', 'amazon-de', 'desk@nordhaus.test')
  const bought = async (name: string, language: string, storeId: string, sku: string, says?: 'given' | 'withdrawn') => {
    const address = `${name}@buyer.test`
    const sender = { kind: 'email', address, name: `${name} Weber`, language } as const
    const id = (await findOrCreateCustomer(world.context(), sender)).id
    ids[name] = id
    const row = orderRow(`K-${name}`, { orderedAt: '2026-02-01T09:00:00Z', buyerAddress: address, lineId: name, sku })
    await world.first.post('/api/orders/rows', { storeId, rows: [row] })
    if (says) {
      const word = { purpose: 'offers-email', state: says, source: 'form', note: 'shop' } as const
      await recordConsent(world.context(), id, word)
    }
  }
  await bought('anna', 'de-AT', kitto, 'LAMP', 'given')
  await bought('bert', 'en', kitto, 'LAMP', 'given')
  await bought('cleo', 'fr', kitto, 'LAMP', 'given')
  await bought('dora', 'en', kitto, 'LAMP', 'withdrawn')
  await bought('emil', 'en', kitto, 'LAMP')
  await bought('finn', 'en', amazon, 'LAMP', 'given')
  await bought('gina', 'en', kitto, 'CHAIR', 'given')
  const alias = { kind: 'amazon-alias', address: 'x1@marketplace.amazon.de', storeId: amazon } as const
  ids.hugo = (await findOrCreateCustomer(world.context(), alias)).id
})
afterAll(() => world.close())

/** A session does not last so long, so one signs in anew. */
async function pass(milliseconds: number): Promise<void> {
  world.clock.advance(milliseconds)
  me = await world.hire('manager')
  other = await world.hire('supervisor')
}
const dayMs = 86_400_000
const mailed = async (): Promise<number> => (await world.sql('select 1 from outgoing_mails')).length
const tell = (event: string, payload: object) => transact(world.context(), (context) => emit(context, event, payload))

const lampBuyers = { ...everybody, skus: ['LAMP'] }
const offer = () => ({
  name: 'Spring lamps',
  kind: 'coupon',
  storeId: kitto,
  code: 'SPRING-26',
  letters: [
    {
      language: 'en',
      subject: 'For you, {{ customer.first_name }}',
      text: 'Dear {{ customer.name }},\nten percent off every lamp in our shop with {{ offer.code }} until {{ offer.valid_until }}.',
    },
    { language: 'de', subject: 'Für Sie', text: 'Guten Tag,\n{{ offer.code }} gilt bis {{ offer.valid_until }}.' },
  ],
  segment: lampBuyers,
  validFrom: '2026-03-01',
  validUntil: '2026-05-31',
  capDays: 30,
  perHour: 60,
})
const create = async (change: object = {}, caller = me) =>
  (await caller.post('/api/offers', { ...offer(), ...change })).body
const act = (id: string, what: string, caller = me) => caller.post(`/api/offers/${id}/${what}`)
const whose = async (id: string, view: string): Promise<string[]> =>
  (await audience(id, view)).map(({ customerId }: { customerId: string }) => customerId)
const audience = async (id: string, view: string) =>
  (await me.get(`/api/offers/${id}/customers?view=${view}`)).body.items

describe('a draft', () => {
  test.each([
    [{ letters: [{ language: 'en', subject: 'x', text: '{{ customer.age }}' }] }, 422, 'letters.0.text'],
    [{ letters: [offer().letters[0], offer().letters[0]] }, 422, 'letters.1.language'],
    [{ code: 'A🪑🪑' }, 422, 'code'],
    [{ validUntil: '2026-02-01' }, 422, 'validUntil'],
    [{ letters: [] }, 400, 'letters'],
  ])('with %j is refused at its field', async (change, status, field) => {
    expect(await me.post('/api/offers', { ...offer(), ...change })).toMatchObject({
      status,
      body: { errors: [{ field }] },
    })
  })

  test('for buyers of Amazon is refused, with the reason and its source', async () => {
    const { status, body } = await world.first.post('/api/offers', { ...offer(), storeId: amazon })
    expect([status, body.code]).toEqual([422, 'offers.not-own-shop'])
    expect(body.errors[0].message).toMatch(/Amazon Seller Central/)
  })

  test('shows beforehand whom it would reach, and each of the others with the reason', async () => {
    const { id, state } = await create()
    expect(state).toBe('draft')
    const { body } = await me.get(`/api/offers/${id}/preview`)
    expect(body).toEqual({
      customers: 6,
      reached: 2,
      skipped: [
        { reason: 'marketplace-forbids', count: 1 },
        { reason: 'withdrawn', count: 1 },
        { reason: 'not-asked', count: 1 },
        { reason: 'language-missing', count: 1 },
      ],
      looked: 8,
      all: true,
    })
    const { letters, capDays } = offer()
    const unsaved = { letters, segment: everybody, capDays }
    expect((await me.post('/api/offer-previews', unsaved)).body).toMatchObject({ customers: 8, reached: 3 })
    expect(await whose(id, 'skipped:language-missing')).toEqual([ids.cleo])
    const first = (await me.get(`/api/offers/${id}/customers?view=skipped&limit=1`)).body
    const rest = (await me.get(`/api/offers/${id}/customers?view=skipped&after=${first.next}`)).body
    expect([...first.items, ...rest.items]).toHaveLength(4)
    expect(rest.next).toBeNull()
  })

  test('is approved by a second person only, and by nobody unseen after a change', async () => {
    const { id } = await create()
    expect((await act(id, 'approval')).body.code).toBe('offers.own-approval')
    expect((await act(id, 'approval', await world.hire('agent'))).status).toBe(403)
    expect((await act(id, 'sending')).body.code).toBe('offers.not-now')
    expect((await act(id, 'approval', other)).body).toMatchObject({ state: 'approved', approvedByName: 'Second' })
    const { body } = await other.patch(`/api/offers/${id}`, { name: 'Spring' })
    expect(body).toMatchObject({ state: 'draft', approvedByName: null, mayApprove: false })
    expect((await act(id, 'approval', other)).body.code).toBe('offers.own-approval')
    expect((await act(id, 'approval')).body.state).toBe('approved')
    expect((await act(id, 'stop')).body.state).toBe('stopped')
  })
})

/** The part of a public link that cannot be guessed. */
const secretIn = (text: string, path: string): string => new RegExp(`${path}/([\\w-]{64})`).exec(text)?.[1] ?? ''
let sentId: string

describe('an offer that is sent', () => {
  test('reaches each once, paced, however often the desk looks, by a letter that can be left at one click', async () => {
    const { id } = await create()
    sentId = id
    await act(id, 'approval', other)
    expect((await act(id, 'sending')).body).toMatchObject({ state: 'sending' })
    await world.work()
    await world.work()
    expect(await mailed()).toBe(1)
    await pass(60_000)
    await world.work()
    await pass(60_000)
    await world.work()
    const mails = await world.sql('select recipients, mail, ticket_id from outgoing_mails order by recipients')
    expect(mails.map(({ recipients }) => recipients)).toEqual([['anna@buyer.test'], ['bert@buyer.test']])
    const [anna, bert] = mails.map(({ mail }) => mail)
    expect(anna.text).toContain('SPRING-26 gilt bis 31. Mai 2026')
    expect(anna.text).toMatch(/Keine Angebote mehr: https:\/\/desk\.kitto\.test\/u\/[\w-]{64}$/)
    expect(bert).toMatchObject({ subject: 'For you, bert' })
    expect(bert.unsubscribe).toMatch(/^https:\/\/desk\.kitto\.test\/api\/unsubscribes\/[\w-]{64}$/)
    expect((await me.get(`/api/offers/${id}`)).body).toMatchObject({ state: 'done', results: { skipped: 4 } })
    expect(await audience(id, 'reached')).toHaveLength(2)
  })

  test('counts what left, what failed, and who bought since', async () => {
    const [anna, bert] = await world.sql('select id from outgoing_mails order by recipients')
    await tell('channels.mail-sent', { outgoingMailId: anna.id, at: world.clock.now().toISOString() })
    await tell('channels.mail-failed', { outgoingMailId: bert.id, reason: 'no such mailbox' })
    const orderedAt = new Date(world.clock.now().getTime() + dayMs).toISOString()
    const row = orderRow('K-again', { orderedAt, buyerAddress: 'anna@buyer.test', lineId: 'again' })
    await me.post('/api/orders/rows', { storeId: kitto, rows: [row] })
    await pass(2 * dayMs)
    await world.work()
    expect((await me.get(`/api/offers/${sentId}`)).body.results).toMatchObject({ sent: 1, failed: 1, bought: 1 })
    expect(await audience(sentId, 'bought')).toMatchObject([{ customerId: ids.anna, boughtAt: orderedAt }])
  })

  test('is followed by no other within the days of the cap, and stops with what has not left', async () => {
    const { id } = await create({ name: 'Second', code: 'SECOND-26', capDays: 30, segment: everybody })
    const skipped = (await me.get(`/api/offers/${id}/preview`)).body.skipped
    expect(skipped).toContainEqual({ reason: 'had-lately', count: 1 })
    await act(id, 'approval', other)
    await act(id, 'sending')
    const beat = await mailed()
    await sendOffers(world.context())
    expect(await mailed()).toBe(beat + 1)
    expect((await act(id, 'stop')).body).toMatchObject({ state: 'stopped', results: { withdrawn: 1, queued: 0 } })
    await pass(60_000)
    await world.work()
    expect(await mailed()).toBe(beat + 1)
  })
})

describe('the link of a letter', () => {
  const open = (secret: string, method: 'GET' | 'POST' = 'GET') =>
    world.app.inject({
      method,
      url: `/api/unsubscribes/${secret}`,
      ...(method === 'POST' && {
        payload: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    })

  test('shows and changes nothing when looked at, and withdraws the consent once when posted to', async () => {
    const [{ mail }] = await world.sql(`select mail from outgoing_mails where recipients = '{anna@buyer.test}'`)
    const secret = secretIn(mail.unsubscribe, '/api/unsubscribes')
    expect(secretIn(mail.text, '/u')).toBe(secret)
    expect((await open(secret)).json()).toEqual({ storeName: 'Kitto', language: 'de', subscribed: true })
    expect((await open(secret, 'POST')).json()).toMatchObject({ subscribed: false })
    expect((await open(secret, 'POST')).statusCode).toBe(200)
    const words = await world.sql(
      `select source, state, note, actor_kind from customer_consents where customer_id = $1 order by id`,
      [ids.anna],
    )
    expect(words).toEqual([
      expect.objectContaining({ state: 'given' }),
      { source: 'link', state: 'withdrawn', note: 'Spring lamps', actor_kind: 'buyer' },
    ])
    expect(await whose(sentId, 'unsubscribed')).toEqual([ids.anna])
    const flipped = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`
    expect((await open(flipped, 'POST')).statusCode).toBe(404)
  })
})

describe('an answer on a ticket', () => {
  const ticketOf = async (name: string, storeId: string) =>
    (
      await me.post('/api/tickets', {
        subject: 'Hello',
        text: 'Hello, I ordered a lamp from your shop last week. When will it come to me?',
        channelKind: 'phone',
        storeId,
        buyer: { name, email: `${name}@buyer.test` },
      })
    ).body.id
  const send = (id: string, text: string) => me.post(`/api/tickets/${id}/messages`, { direction: 'outbound', text })
  const dear = 'Dear Bert, your lamp is on its way. '
  const codes = (body: { details: { objections: { code: string }[] } }) =>
    body.details.objections.map(({ code }) => code)

  test('holds no offer on Amazon, by code or by its words, and says whose rule that is', async () => {
    const id = await ticketOf('bert', amazon)
    const { body } = await send(id, `${dear}Use spring-26 next time.`)
    expect(codes(body)).toContain('offers.marketplace-forbids')
    expect(body.details.objections[0].message).toMatch(/Amazon Seller Central/)
    const words = await send(id, `${dear}Ten percent off  every lamp in our shop with this letter.`)
    expect(codes(words.body)).toContain('offers.marketplace-forbids')
    const shown = (await me.get(`/api/tickets/${id}/offers`)).body
    expect(shown).toMatchObject({ items: [], refusal: { code: 'offers.thread-forbids' } })
    expect(shown.refusal.source.length).toBeGreaterThan(10)
  })

  test('holds one in an own shop with the customer’s word only, and is remembered as had', async () => {
    expect(codes((await send(await ticketOf('emil', kitto), `${dear}Use SPRING-26.`)).body)).toContain(
      'offers.no-consent',
    )
    const id = await ticketOf('gina', kitto)
    const { refusal, items } = (await me.get(`/api/tickets/${id}/offers`)).body
    expect(refusal).toBeNull()
    expect(items.map(({ name }: { name: string }) => name)).toContain('Spring lamps')
    expect(codes((await send(id, `${dear}Use SECOND-26.`)).body)).toEqual(['offers.not-approved'])
    const text = items.find(({ name }: { name: string }) => name === 'Spring lamps').text
    const { status } = await send(id, text)
    expect(status).toBe(201)
    expect(await audience(sentId, 'sent')).toContainEqual(
      expect.objectContaining({ customerId: ids.gina, byHand: true }),
    )
  })
})

test('offers are read by an agent, written by none of them, and nobody’s of another workspace', async () => {
  const agent = await world.hire('agent')
  expect((await agent.get('/api/offers?view=all')).body.items[0]).toMatchObject({ storeName: 'Kitto' })
  expect((await agent.post('/api/offers', offer())).status).toBe(403)
  expect((await (await world.stranger()).caller.get(`/api/offers/${sentId}`)).status).toBe(404)
})

test('of an erased customer no letter stays, but that one was sent does', async () => {
  await me.post(`/api/customers/${ids.gina}/erasure`, { irreversible: true })
  await me.post(`/api/customers/${ids.anna}/erasure`, { irreversible: true })
  await world.work()
  const mails = await world.sql('select recipients, mail from outgoing_mails')
  expect(JSON.stringify(mails)).not.toMatch(/anna@|gina@/)
  expect((await me.get(`/api/offers/${sentId}`)).body.results).toMatchObject({ unsubscribed: 1, bought: 1 })
})
