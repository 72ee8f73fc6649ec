import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { readTicketRecord } from '../tickets/index.ts'
import { takeFromPage } from './index.ts'
import { recordMailFailed, recordMailSent } from './service.delivery.ts'

let world: World
let storeId: string
beforeAll(async () => {
  world = await openWorld()
  const { createChannel } = await import('../channels/index.ts')
  const shop = { marketplace: 'ebay-uk', signatureName: 'HomeLeaf', name: 'HomeLeaf' }
  storeId = (await createStore(world.context(), shop)).id
  const channel = { kind: 'receiver' as const, name: 'HomeLeaf', address: 'uk@homeleaf.test', settings: {} }
  await createChannel(world.context(), { ...channel, storeId })
})
afterAll(() => world.close())

const key = 'return.approved'
const values = { 'return.number': 'RMA-20417', 'return.deadline': '2026-03-16T18:00:00Z', 'return.address': 'Unit 7' }
const none = { uses: 0, edited: 0, solved: 0, returned: 0, rated: 0, rating: null }

/** The figures of the template as its page shows them. */
async function figures(of = key) {
  const [found] = (await world.first.get(`/api/templates?search=${of}`)).body.items
  return (await world.first.get(`/api/templates/${found.id}`)).body.figures
}

async function open(): Promise<string> {
  const buyer = { name: 'Anna Schmidt', email: 'anna@buyer.test' }
  const said = { subject: 'Back', text: 'Hello, I want to return the chair.', orderNumber: '12-34567-89012' }
  return (await world.first.post('/api/tickets', { ...said, channelKind: 'phone', kind: 'inquiry', storeId, buyer }))
    .body.id
}

/** Writes the letter for a ticket and sends it; `more` may give it other words. */
async function send(id: string, more: { text?: string; afterwards?: string } = {}) {
  const { text } = (await world.first.post(`/api/tickets/${id}/letters/${key}`, { values })).body
  const letter = { direction: 'outbound', text, templateKey: key, values, ...more }
  const { body, status } = await world.first.post(`/api/tickets/${id}/messages`, letter)
  expect(status).toBe(201)
  const [row] = await world.sql('select outgoing_mail_id as id from messages where id = $1', [body.id])
  return { messageId: body.id as string, outgoing: row.id as string, text: text as string }
}
const leave = (outgoing: string) => recordMailSent(world.context(), outgoing, world.clock.now())

async function resolve(id: string, result: string, customerFeedback = 'unknown'): Promise<void> {
  expect((await world.first.put(`/api/tickets/${id}/resolution`, { result, note: '', customerFeedback })).status).toBe(
    200,
  )
  await world.work()
}

async function buyerWrites(id: string, text: string): Promise<void> {
  const ticket = await readTicketRecord(world.context(), id)
  if (!ticket) throw new Error('no ticket')
  await takeFromPage(world.context(), ticket, { text, photos: [] })
}

beforeEach(() => world.sql('delete from template_counts'))

describe('the uses of a template', () => {
  test('grow when its letter has left, once', async () => {
    const { outgoing } = await send(await open())
    expect(await figures()).toEqual(none)
    await leave(outgoing)
    await leave(outgoing)
    expect(await figures()).toEqual({ ...none, uses: 1 })
  })

  test('do not grow by a letter taken back', async () => {
    const id = await open()
    const { messageId } = await send(id)
    expect((await world.first.post(`/api/tickets/${id}/messages/${messageId}/undo`)).status).toBe(200)
    expect(await figures()).toEqual(none)
  })

  test('do not grow again when the letter failed after it had left and is sent once more', async () => {
    const id = await open()
    const { messageId, outgoing } = await send(id)
    await leave(outgoing)
    await recordMailFailed(world.context(), outgoing, { reason: 'mailbox full', bounced: true })
    expect((await world.first.post(`/api/tickets/${id}/messages/${messageId}/retry`)).status).toBe(200)
    await leave(outgoing)
    expect(await figures()).toMatchObject({ uses: 1 })
  })

  test('tell which letters were changed by hand', async () => {
    const id = await open()
    const { text, messageId } = await send(id)
    await world.first.post(`/api/tickets/${id}/messages/${messageId}/undo`)
    await leave((await send(id, { text: `${text}\n\nGreetings from Leeds.` })).outgoing)
    expect(await figures()).toMatchObject({ uses: 1, edited: 1 })
  })
})

describe('what came of a letter', () => {
  test('settled the ticket: counted when it is resolved, once', async () => {
    const id = await open()
    await leave((await send(id)).outgoing)
    await resolve(id, 'solved')
    await world.first.post(`/api/tickets/${id}/reopen`)
    await resolve(id, 'solved')
    expect(await figures()).toMatchObject({ uses: 1, solved: 1, returned: 0 })
  })

  test('resolved with the letter itself, it counts as soon as it has left', async () => {
    await leave((await send(await open(), { afterwards: 'resolved' })).outgoing)
    await world.work()
    expect(await figures()).toMatchObject({ uses: 1, solved: 1 })
  })

  test('the buyer came back after all: no longer settled', async () => {
    const id = await open()
    await leave((await send(id)).outgoing)
    await resolve(id, 'solved')
    await buyerWrites(id, 'The label does not work and nobody answers. I want my money back!')
    expect(await figures()).toMatchObject({ solved: 0, returned: 1 })
  })

  test('thanks leave it settled', async () => {
    const id = await open()
    await leave((await send(id)).outgoing)
    await resolve(id, 'solved')
    await buyerWrites(id, 'Thank you very much!')
    expect(await figures()).toMatchObject({ solved: 1, returned: 0 })
  })

  test('unsolved, or with an unsatisfied buyer: returned; withdrawn: nothing', async () => {
    for (const [result, feedback] of [
      ['unsolved', 'unknown'],
      ['refunded', 'unsatisfied'],
      ['withdrawn', 'unknown'],
    ] as const) {
      const id = await open()
      await leave((await send(id)).outgoing)
      await resolve(id, result, feedback)
    }
    expect(await figures()).toMatchObject({ uses: 3, solved: 0, returned: 2 })
  })

  test('only the last answer is judged', async () => {
    const id = await open()
    await leave((await send(id)).outgoing)
    const free = { direction: 'outbound', text: 'Dear Anna,\n\nthe money is on its way.\n\nKind regards\nHomeLeaf' }
    const { body } = await world.first.post(`/api/tickets/${id}/messages`, free)
    const [row] = await world.sql('select outgoing_mail_id as id from messages where id = $1', [body.id])
    await leave(row.id)
    await resolve(id, 'refunded')
    expect(await figures()).toMatchObject({ uses: 1, solved: 0 })
  })

  test('a letter that came back has settled nothing', async () => {
    const id = await open()
    const { outgoing } = await send(id, { afterwards: 'resolved' })
    await leave(outgoing)
    await world.work()
    await recordMailFailed(world.context(), outgoing, { reason: 'user unknown', bounced: true })
    expect(await figures()).toMatchObject({ uses: 1, solved: 0, returned: 0 })
  })
})

describe('the check before sending', () => {
  const codesOf = async (more: object): Promise<string[]> => {
    const { body } = await world.first.post(`/api/tickets/${await open()}/checks`, more)
    return body.map(({ code }: { code: string }) => code)
  }

  test('knows the number of a parcel that was filled in from a telephone number', async () => {
    const tracking = '0034043416109'
    const text = `Dear Anna,\n\nyour parcel has the number ${tracking}.\n\nKind regards\nHomeLeaf`
    expect(await codesOf({ text })).toContain('content.phone-number')
    expect(await codesOf({ text, templateKey: key, values: { 'order.tracking_number': tracking } })).not.toContain(
      'content.phone-number',
    )
  })

  test('knows the template: one that is not for this marketplace is not sent here', async () => {
    const text = 'Dear Anna,\n\nthank you for writing to us.\n\nKind regards\nHomeLeaf'
    expect(await codesOf({ text })).not.toContain('template.not-here')
    expect(await codesOf({ text, templateKey: 'claim.a-to-z' })).toContain('template.not-here')
  })
})
