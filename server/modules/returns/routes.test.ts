import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { atReturn, openReturnDesk, type ReturnDesk, type Shop } from '../../../tests/fixtures/asked-returns.ts'
import { lossesOfRequest, lossSums } from '../losses/index.ts'
import { sweepSilent } from './service.listening.ts'

// Each story is many requests, mails and jobs.
vi.setConfig({ testTimeout: 120_000 })

let desk: ReturnDesk
let shop: Shop
beforeAll(async () => {
  // A Monday.
  desk = await openReturnDesk({ now: '2026-03-02T09:00:00Z' })
  shop = await desk.openShop('shop')
})
afterAll(() => desk.close())

const eventsOf = async (ticketId: string): Promise<string[]> =>
  (await desk.agent.get(`/api/tickets/${ticketId}/events?limit=100`)).body.items
    .map(({ kind }: { kind: string }) => kind)
    .filter((kind: string) => kind.startsWith('return-'))
    .reverse()
const booked = async (id: string) =>
  lossSums(await lossesOfRequest(desk.world.context(), id)).byCurrency.filter(({ amount }) => amount !== 0)
const factsOf = (body: { facts: { fact: string; value: unknown }[] }) =>
  Object.fromEntries(body.facts.map(({ fact, value }) => [fact, value]))

describe('a return that begins', () => {
  test('is proposed with what is known and whence, and begins by the policy that serves it', async () => {
    const asked = await desk.ask(shop)
    const { proposal, request } = (await desk.agent.get(`/api/tickets/${asked.ticketId}/return`)).body
    expect(request).toBeNull()
    expect(proposal).toMatchObject({
      policy: { key: 'no-reason-return' },
      asks: [],
      lines: [{ sku: 'LAMP-1', title: 'Floor lamp', quantity: 1 }],
      order: { number: asked.number },
      mayBegin: true,
    })
    expect(proposal.facts).toContainEqual({ fact: 'reason', value: 'no-reason', source: 'ticket', quote: null })
    expect(proposal.facts).toContainEqual({ fact: 'itemPrice', value: 10_000, source: 'order', quote: null })
    const at = await desk.begin(asked)
    expect(await at.look()).toMatchObject({
      stage: 'letter',
      letters: 0,
      loss: 0,
      currency: 'EUR',
      sku: 'LAMP-1',
      step: { kind: 'letter', node: 'letter-1-no-fee' },
    })
    expect((await desk.agent.post(`/api/tickets/${asked.ticketId}/return`, {})).body.code).toBe('returns.open-already')
    const { request: open, proposal: none } = (await desk.agent.get(`/api/tickets/${asked.ticketId}/return`)).body
    expect([open.id, none]).toEqual([at.id, null])
  })

  test('says by which policy it would begin were it so as is stated, and keeps nothing of it', async () => {
    const asked = await desk.ask(shop)
    const propose = (body: object, who = desk.agent) => who.post(`/api/tickets/${asked.ticketId}/return/proposal`, body)
    const damaged = await propose({ facts: { reason: 'damaged' } })
    expect(damaged).toMatchObject({ status: 200, body: { policy: { key: 'quality-return' }, mayBegin: true } })
    expect(damaged.body.facts).toContainEqual({ fact: 'reason', value: 'damaged', source: 'stated', quote: null })
    expect((await propose({ facts: { reason: 'other' } })).body).toMatchObject({ policy: null, asks: [] })
    expect((await propose({})).body).toMatchObject({ policy: { key: 'no-reason-return' } })
    const { proposal } = (await desk.agent.get(`/api/tickets/${asked.ticketId}/return`)).body
    expect(proposal.policy.key).toBe('no-reason-return')
    expect((await propose({}, await desk.world.as('auditor'))).status).toBe(403)
  })

  test('asks for what must be known, and refuses what no policy serves', async () => {
    const asked = await desk.ask(shop, { subType: 'usage' })
    const begin = (body: object) => desk.agent.post(`/api/tickets/${asked.ticketId}/return`, body)
    expect(await begin({})).toMatchObject({
      status: 422,
      body: { code: 'returns.facts-missing', errors: [{ field: 'facts.reason', message: 'State this.' }] },
    })
    expect(await begin({ facts: { reason: 'other' } })).toMatchObject({
      status: 422,
      body: { code: 'returns.no-policy' },
    })
    expect(await begin({ facts: { reason: 'no-reason' } })).toMatchObject({ status: 201, body: { stage: 'letter' } })
  })

  test.each([
    ['an item that is not in the order', { sku: 'SOFA-9' }],
    ['more pieces than were ordered', { quantity: 2 }],
  ])('refuses %s', async (_name, body) => {
    const asked = await desk.ask(shop)
    expect(await desk.agent.post(`/api/tickets/${asked.ticketId}/return`, body)).toMatchObject({
      status: 422,
      body: { code: 'returns.not-ordered' },
    })
  })

  test('counts the marketplace’s time from the buyer’s mail, not from when somebody looked at it', async () => {
    const amazon = await desk.openShop('amazon', 'clocked')
    const asked = await desk.ask(amazon)
    const wrote = desk.world.clock.now()
    desk.world.clock.advance(5 * 3_600_000)
    const at = await desk.begin(asked)
    const due = new Date(wrote.getTime() + 48 * 3_600_000).toISOString()
    expect(await at.look()).toMatchObject({ respondBy: due, dueAt: due })
    await at.goOn()
    expect(await at.look()).toMatchObject({ respondBy: null, dueAt: null })
  })

  test('is the business of nobody without a store, or with another’s permission', async () => {
    const body = {
      subject: 'x',
      text: 'A call.',
      kind: 'return',
      channelKind: 'phone',
      buyer: { name: 'A', email: 'a@b.test' },
    }
    const { id } = (await desk.world.first.post('/api/tickets', body)).body
    expect((await desk.agent.post(`/api/tickets/${id}/return`, {})).body.code).toBe('returns.no-store')
    const auditor = await desk.world.as('auditor')
    const asked = await desk.ask(shop)
    expect((await auditor.post(`/api/tickets/${asked.ticketId}/return`, {})).status).toBe(403)
    expect((await auditor.get(`/api/tickets/${asked.ticketId}/return`)).body.proposal.mayBegin).toBe(false)
  })
})

describe('a letter of a return', () => {
  test('goes out word for word; its wait begins when it has left, and silence ends the return at no loss', async () => {
    const asked = await desk.ask(shop)
    const at = await desk.begin(asked)
    const { letter } = await at.look()
    expect(await at.goOn()).toMatchObject({ status: 200, body: { stage: 'waiting', letters: 1, waitUntil: null } })
    expect(desk.lettersTo(asked)).toEqual([])
    await desk.letLeave()
    expect(desk.lettersTo(asked).map(({ mail }) => mail.text?.trim())).toEqual([letter.text.trim()])
    const until = new Date(desk.world.clock.now().getTime() + 7 * 86_400_000)
    expect(await at.look()).toMatchObject({ waitUntil: until.toISOString(), dueAt: until.toISOString() })

    expect((await at.decide('answer', { answer: 'silent' })).body.code).toBe('returns.not-silent')
    desk.world.clock.set(new Date(until.getTime() - 1).toISOString())
    await desk.world.work()
    const agent = await desk.world.hire('agent')
    const later = at.as(agent)
    expect((await later.look()).stage).toBe('waiting')
    desk.world.clock.advance(1)
    await desk.world.work()
    expect(await later.look()).toMatchObject({ stage: 'ended', outcome: 'withdrawn', loss: 0, dueAt: null })
    expect(await booked(at.id)).toEqual([])
    expect((await later.decide('answer', { answer: 'insists' })).body.code).toBe('returns.not-now')
    desk.world.clock.set('2026-03-02T12:00:00Z')
    expect(await eventsOf(asked.ticketId)).toEqual(['return-begun', 'return-letter', 'return-answered', 'return-ended'])
  })

  test('that cannot be taken on keeps none of the others waiting', async () => {
    const [broken, sound] = [await desk.begin(await desk.ask(shop)), await desk.begin(await desk.ask(shop))]
    await broken.goOn()
    await sound.goOn()
    await desk.letLeave()
    await desk.world.sql(
      `update return_requests set stated = 'null', wait_until = '2026-03-01' where id = '${broken.id}'`,
    )
    await desk.world.sql(`update return_requests set wait_until = '2026-03-01' where id = '${sound.id}'`)
    await expect(sweepSilent(desk.world.context())).rejects.toThrow('could not be taken on')
    expect(await sound.look()).toMatchObject({ stage: 'ended', outcome: 'withdrawn' })
    await desk.world.sql(`update return_requests set stated = '{}' where id = '${broken.id}'`)
    await sweepSilent(desk.world.context())
    expect((await broken.look()).stage).toBe('ended')
  })

  test('whoever has sent a picture without a word is not silent', async () => {
    const asked = await desk.ask(shop, { subType: 'damaged', text: 'Hello, the lamp of my order is broken.' })
    const at = await desk.begin(asked)
    expect((await at.look()).step.template).toBe('investigation.photos')
    await at.goOn()
    await desk.letLeave()
    await desk.write(asked, '', ['broken.png'])
    expect(await at.look()).toMatchObject({ stage: 'answer', waitUntil: null, intent: null })
    expect(factsOf(await at.look()).photos).toBe(1)
    expect((await at.decide('answer', { answer: 'accepts' })).body).toMatchObject({ stage: 'choice' })
  })

  test('a question is answered, and the wait for the answer goes on', async () => {
    const asked = await desk.ask(shop)
    const at = await desk.begin(asked)
    await at.goOn()
    await desk.letLeave()
    await desk.write(asked, 'Which carrier should I use?')
    expect(await at.look()).toMatchObject({ stage: 'answer', waitUntil: null })
    const waits = new Date(desk.world.clock.now().getTime() + 7 * 86_400_000).toISOString()
    expect((await at.decide('asks')).body).toMatchObject({ stage: 'waiting', waitUntil: waits, intent: null })
    expect((await at.decide('asks')).body.code).toBe('returns.not-now')
    await desk.write(asked, 'All right, I will keep it then.')
    expect(await at.look()).toMatchObject({ stage: 'answer', intent: { intent: 'gives-up' } })
    expect((await at.decide('answer', { answer: 'gives-up' })).body).toMatchObject({
      stage: 'ended',
      outcome: 'withdrawn',
    })
  })

  test('is changed only with a permission and a reason, which are kept', async () => {
    const asked = await desk.ask(shop)
    const at = await desk.begin(asked)
    const text = `${(await at.look()).letter.text}\n\nThank you again.`
    expect((await at.goOn({ text, editReason: 'kinder' })).status).toBe(403)
    const supervisor = at.as(await desk.world.as('supervisor'))
    expect((await supervisor.goOn({ text })).body.code).toBe('returns.edit-reason')
    expect((await supervisor.goOn({ text, editReason: 'The buyer is a friend of the house' })).status).toBe(200)
    await desk.letLeave()
    expect(desk.lettersTo(asked)[0]?.mail.text).toContain('Thank you again.')
    expect(await eventsOf(asked.ticketId)).toContain('return-letter-edited')
    const entries = await desk.world.sql(`select 1 from audit_entries where action = 'returns.letter-edited'`)
    expect(entries).toHaveLength(1)
  })

  test('is not sent by who saw another step, or an older state', async () => {
    const asked = await desk.ask(shop)
    const at = await desk.begin(asked)
    const { revision, step } = await at.look()
    const stale = await at.send({ event: 'go-on', revision, node: 'letter-2' })
    expect(stale.body.code).toBe('returns.changed-meanwhile')
    expect((await at.send({ event: 'go-on', revision, node: step.node })).status).toBe(200)
    expect((await at.send({ event: 'go-on', revision, node: step.node })).body.code).toBe('returns.changed-meanwhile')
    await desk.letLeave()
    expect(desk.lettersTo(asked)).toHaveLength(1)
  })
})

describe('a letter that is taken back', () => {
  test('leaves the return as it was, its losses and its refund taken back, and can be sent anew', async () => {
    const ebay = await desk.openShop('ebay', 'undone')
    const asked = await desk.ask(ebay)
    const at = await desk.begin(asked)
    await at.goOn()
    await desk.letLeave()
    await desk.write(asked, 'I insist on returning it.')
    await at.decide('answer', { answer: 'insists' })
    await at.goOn()
    await desk.letLeave()
    await desk.write(asked, 'No. I want my money back and I will not pay for the shipping.')
    const third = (await at.decide('answer', { answer: 'insists' })).body
    expect(third.step).toMatchObject({ kind: 'act', node: 'label-and-refund' })
    const lacks = { status: 422, body: { code: 'returns.letter-lacks', errors: [{ field: 'uploadIds' }] } }
    expect(await at.goOn()).toMatchObject(lacks)
    const link = { 'return.label_url': 'https://labels.test/1.pdf' }
    expect((await at.goOn({ values: link })).body.code).toBe('messages.blocked')
    const done = (await at.goOn({ uploadIds: [await desk.upload('label.png')] })).body
    expect(done).toMatchObject({ stage: 'ended', outcome: 'refunded', refunds: [{ amount: 10_000, reversedAt: null }] })
    const paid = await booked(at.id)
    expect(paid).toEqual([{ currency: 'GBP', amount: 10_000 + 600 + 700 + 150 }])

    const { messageId } = done.stops.at(-1)
    const undone = await desk.agent.post(`/api/tickets/${asked.ticketId}/messages/${messageId}/undo`)
    expect(undone.status).toBe(200)
    expect(await at.look()).toMatchObject({ stage: 'act', outcome: null, endedAt: null, letters: 2, loss: 0 })
    expect((await at.look()).refunds[0].reversedAt).not.toBeNull()
    expect(await booked(at.id)).toEqual([])

    const again = await at.goOn({ uploadIds: [await desk.upload('label.png')] })
    expect(again.body).toMatchObject({ stage: 'ended', outcome: 'refunded' })
    expect(await booked(at.id)).toEqual(paid)
    await desk.letLeave()
    expect(desk.lettersTo(asked)).toHaveLength(3)
    expect(desk.lettersTo(asked)[2]?.mail.attachments.map(({ filename }) => filename)).toEqual(['label.png'])
  })

  test('the first letter of all: the marketplace still waits for its answer', async () => {
    const amazon = await desk.openShop('amazon', 'first-undone')
    const at = await desk.begin(await desk.ask(amazon))
    const { respondBy } = await at.look()
    const { body } = await at.goOn()
    expect(body.respondBy).toBeNull()
    await desk.agent.post(`/api/tickets/${body.ticket.id}/messages/${body.stops[0].messageId}/undo`)
    expect(await at.look()).toMatchObject({ stage: 'letter', respondBy, dueAt: respondBy, letters: 0 })
  })
})

test('of another workspace, or of a store that is not theirs, nobody sees a return', async () => {
  const at = await desk.begin(await desk.ask(shop))
  const { caller } = await desk.world.stranger()
  const elsewhere = await desk.openShop('ebay', 'elsewhere')
  const apart = await desk.world.hire('agent', { storeIds: [elsewhere.storeId] })
  for (const other of [caller, apart]) {
    const refused = { status: 404, body: { code: 'returns.not-found' } }
    expect(await other.get(`/api/returns/${at.id}`)).toMatchObject(refused)
    const end = { event: 'go-on', revision: 0, node: 'letter-1-no-fee' }
    expect(await atReturn(other, at.id).send(end)).toMatchObject(refused)
    expect(await other.put(`/api/returns/${at.id}/label`, { carrier: 'DHL' })).toMatchObject(refused)
    expect((await other.get('/api/returns?limit=100')).body.items.map(({ id }: { id: string }) => id)).not.toContain(
      at.id,
    )
  }
})
