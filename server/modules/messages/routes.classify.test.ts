import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { createChannel, receive } from '../channels/index.ts'
import { createStore } from '../stores/index.ts'
import { readTicketRecord } from '../tickets/index.ts'
import { takeFromPage } from './index.ts'

let world: World
let german: string
let french: string
let channelId: string
beforeAll(async () => {
  world = await openWorld()
  german = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  french = (await createStore(world.context(), { name: 'Nordhaus FR', marketplace: 'amazon-fr' })).id
  const channel = { kind: 'receiver' as const, name: 'FR', address: 'fr@nordhaus.test', settings: {} }
  channelId = (await createChannel(world.context(), { ...channel, storeId: french })).id
})
afterAll(() => world.close())

const lamp = { subject: 'Lamp', text: 'The lamp is fine. Which bulb fits?' }
const open = async (more: object = {}) => {
  const buyer = { name: 'Anna Schmidt', email: 'anna@buyer.test' }
  const { body } = await world.first.post('/api/tickets', { ...lamp, channelKind: 'phone', buyer, ...more })
  return (await world.first.get(`/api/tickets/${body.id}`)).body
}
const newest = async () => (await world.first.get('/api/tickets?view=all&order=recent&limit=1')).body.items[0]
const codesOf = ({ reasons }: { reasons: { code: string }[] }) => reasons.map(({ code }) => code)

async function arrive(from: string, words: { subject: string; text: string }): Promise<void> {
  const lines = [`From: ${from}`, 'To: fr@nordhaus.test', `Subject: ${words.subject}`, `Message-ID: <${from}>`]
  const raw = Buffer.from([...lines, 'Content-Type: text/plain; charset=utf-8', '', words.text, ''].join('\r\n'))
  await receive(world.context(), { channelId, raw, envelopeFrom: from, envelopeTo: 'fr@nordhaus.test' })
  await world.work()
}

describe('the languages of the store’s marketplace', () => {
  const short = { subject: 'la lampe', text: 'la lampe' }

  test('settle what a few words leave open, for a ticket opened by hand', async () => {
    expect((await open({ ...short, storeId: french })).language).toBe('fr')
    expect((await open({ ...short, storeId: german })).language).not.toBe('fr')
  })

  test('and for a mail', async () => {
    await arrive('jan@acheteur.test', short)
    expect(await newest()).toMatchObject({ language: 'fr', store: { name: 'Nordhaus FR' } })
  })
})

describe('a buyer who is marked as important', () => {
  const mark = async (customerId: string) =>
    expect((await world.first.patch(`/api/customers/${customerId}`, { vip: true, vipReason: 'press' })).status).toBe(
      200,
    )

  test('goes before others, with the reason, by hand, by mail and on the status page', async () => {
    const before = await open()
    expect(before.priority).toBe('normal')
    await mark(before.customer.id)
    const after = await open()
    expect(after.priority).toBe('high')
    expect(codesOf(after)).toContain('vip')

    await arrive('piet@acheteur.test', lamp)
    expect((await newest()).priority).toBe('normal')
    await mark((await newest()).customer.id)
    await arrive('piet@acheteur.test', { ...lamp, subject: 'Another' })
    expect((await newest()).priority).toBe('high')

    const ticket = await readTicketRecord(world.context(), before.id)
    if (!ticket) throw new Error('no ticket')
    await takeFromPage(world.context(), ticket, { text: 'And which shade?', photos: [] })
    expect((await world.first.get(`/api/tickets/${before.id}`)).body.priority).toBe('high')
  })

  test('by hand is known by the language of their first words', async () => {
    const buyer = { name: 'Eva', email: 'eva@buyer.test' }
    const text = 'Guten Tag, ich möchte wissen, ob die Lampe auch in Schwarz lieferbar ist.'
    const { customer } = await open({ buyer, text, storeId: german })
    expect((await world.first.get(`/api/customers/${customer.id}`)).body).toMatchObject({ name: 'Eva', language: 'de' })
  })
})

test('a correction teaches all that the buyer wrote, far beyond what the list shows', async () => {
  const text = `${'The lamp is nice and I like the colour a lot. '.repeat(8)}Please engrave it for me.`
  const ticket = await open({ text })
  expect(ticket.preview).not.toContain('engrave')
  await world.first.patch(`/api/tickets/${ticket.id}`, { kind: 'order', subType: 'change-item' })
  const [kept] = await world.sql('select text from classification_corrections where ticket_id = $1', [ticket.id])
  expect(kept.text).toContain('Lamp')
  expect(kept.text).toContain('Please engrave it for me.')
})
