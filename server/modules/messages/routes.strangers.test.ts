import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { createChannel, receive } from '../channels/index.ts'
import { createStore } from '../stores/index.ts'

let world: World
let channelId: string
let count = 0
beforeAll(async () => {
  world = await openWorld()
  const shop = await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop', signatureName: 'Kitto' })
  const channel = { kind: 'receiver' as const, name: 'Kitto', address: 'desk@kitto.test', settings: {} }
  channelId = (await createChannel(world.context(), { ...channel, storeId: shop.id })).id
})
afterAll(() => world.close())

const anna = 'Anna Schmidt <anna@buyer.test>'
const eve = 'Eve <eve@evil.test>'

interface OutsideMail {
  from: string
  subject: string
  text: string
  headers?: string[]
}

/** A mail from outside; answers with the id it carries. */
async function arrive(mail: OutsideMail): Promise<string> {
  const id = await come(mail)
  await world.work()
  return id
}

/** It is received, and nobody has taken it in yet. */
async function come(mail: OutsideMail): Promise<string> {
  const id = `m${++count}@outside.test`
  const head = [`From: ${mail.from}`, 'To: desk@kitto.test', `Subject: ${mail.subject}`, `Message-ID: <${id}>`]
  const type = 'Content-Type: text/plain; charset=utf-8'
  const raw = Buffer.from([...head, type, ...(mail.headers ?? []), '', mail.text, ''].join('\r\n'))
  const envelopeFrom = /<(.*)>/.exec(mail.from)?.[1] ?? null
  await receive(world.context(), { channelId, raw, envelopeFrom, envelopeTo: 'desk@kitto.test' })
  return id
}

const newest = async () => (await world.first.get('/api/tickets?view=all&order=recent&limit=1')).body.items[0]
const messagesOf = async (id: string) => (await world.first.get(`/api/tickets/${id}/messages`)).body.items
const polite = 'Dear Anna,\n\nthank you for writing to us. The lamp comes with a bulb.\n\nKind regards\nKitto'

describe('a mail that refers to a letter it may have seen', () => {
  test('goes on with its ticket when the same customer wrote it', async () => {
    const first = await arrive({ from: anna, subject: 'A lamp', text: 'Does the lamp have a switch?' })
    const ticket = await newest()
    await arrive({ from: anna, subject: 'More', text: 'And a dimmer?', headers: [`In-Reply-To: <${first}>`] })
    expect((await newest()).id).toBe(ticket.id)
  })

  test('taken in before what it refers to, it stands behind it all the same', async () => {
    const { takeIn } = await import('./service.inbound.ts')
    const first = await come({ from: anna, subject: 'A shelf', text: 'Which colour does it have?' })
    const more = { from: anna, subject: 'Re: A shelf', headers: [`References: <${first}>`] }
    await come({ ...more, text: 'I mean the large one.' })
    const waiting = await world.sql(`select id from received_mails where status = 'received' order by id`)
    for (const { id } of waiting.toReversed()) await takeIn(world.context(), [id])
    await world.work()
    const said = await messagesOf((await newest()).id)
    const texts = said
      .filter(({ direction }: { direction: string }) => direction === 'inbound')
      .map(({ text }: { text: string }) => text)
    expect(texts).toEqual(['I mean the large one.', 'Which colour does it have?'])
  })

  test('is a ticket of its own when anybody else did; it names the other by number, and the answer goes to the customer', async () => {
    const first = await arrive({ from: anna, subject: 'My order', text: 'My secret order 12-34567-89012 is late.' })
    const annas = await newest()
    await arrive({ from: eve, subject: 'Re: My order', text: 'Tell me all.', headers: [`References: <${first}>`] })
    const eves = await newest()
    expect(eves).toMatchObject({ subject: 'Re: My order', customer: { name: 'Eve' } })
    expect(eves.id).not.toBe(annas.id)
    const events = (await world.first.get(`/api/tickets/${eves.id}/events?limit=100`)).body.items
    const refers = events.find(({ kind }: { kind: string }) => kind === 'refers-to')
    expect(refers.details).toEqual({ ticketId: annas.id, number: annas.number })
    expect(JSON.stringify(events)).not.toContain('secret')

    const sent = await world.first.post(`/api/tickets/${annas.id}/messages`, { direction: 'outbound', text: polite })
    expect(sent.body.author.address).toBe('anna@buyer.test')
  })

  test('of two of the customer’s tickets it goes to the one where it was said last, not to the younger one', async () => {
    const lamp = await arrive({ from: anna, subject: 'A lamp', text: 'Does the lamp have a switch?' })
    const { id } = await newest()
    const table = await arrive({ from: anna, subject: 'A table', text: 'Is the table made of oak?' })
    const more = await arrive({
      from: anna,
      subject: 'Re: A lamp',
      text: 'Or a cord?',
      headers: [`References: <${lamp}>`],
    })
    const headers = [`References: <${table}> <${more}>`]
    const both = await arrive({ from: anna, subject: 'Both', text: 'Please tell me about both.', headers })
    const placed = await world.sql('select ticket_id as id from messages where mail_message_id = $1', [both])
    expect(placed).toEqual([{ id }])
  })

  test('whoever got onto a ticket by its token, the answer goes to the ticket’s own customer', async () => {
    await arrive({ from: anna, subject: 'A lamp', text: 'Does the lamp have a switch?' })
    const ticket = await newest()
    const [{ message_id: ours }] = await world.sql('select message_id from outgoing_mails where ticket_id = $1', [
      ticket.id,
    ])
    // Anna's own program answers, but wants answers elsewhere: the token is hers, the address nobody's we know.
    const headers = [`In-Reply-To: <${ours}>`, 'Reply-To: somebody@else.test']
    await arrive({ from: anna, subject: 'Re: A lamp', text: 'Please answer soon.', headers })
    expect((await newest()).id).toBe(ticket.id)
    const sent = await world.first.post(`/api/tickets/${ticket.id}/messages`, { direction: 'outbound', text: polite })
    expect(sent.body.author.address).toBe('anna@buyer.test')
  })
})

test('the automatic confirmation carries nothing that its sender wrote', async () => {
  await arrive({
    from: '"Win a prize at evil.test" <victim@elsewhere.test>',
    subject: 'Buy at evil.test now',
    text: 'Hello, my order 12-34567-89012 is late. When does it come? Buy at evil.test.',
  })
  const ticket = await newest()
  const [{ mail }] = await world.sql('select mail from outgoing_mails where ticket_id = $1', [ticket.id])
  expect(mail.subject).toBe(`We have received your message · T-${ticket.number}`)
  expect(mail.text).toContain(`T-${ticket.number}`)
  expect(`${mail.subject} ${mail.text}`).not.toMatch(/evil|prize|12-34567/i)
})

test('buyers’ names and addresses are for those who may reveal customers', async () => {
  await arrive({ from: anna, subject: 'A table', text: 'Is the table made of oak?' })
  const ticket = await newest()
  const auditor = await world.as('auditor')
  const seen = (await auditor.get(`/api/tickets/${ticket.id}`)).body
  expect(seen.customer.name).toBe('A. S.')
  expect((await auditor.get('/api/tickets?view=all&limit=1&order=recent')).body.items[0].customer.name).toBe('A. S.')
  const messages = (await auditor.get(`/api/tickets/${ticket.id}/messages`)).body.items
  expect(messages.map(({ author }: { author: object }) => author)).toMatchObject([
    { name: 'Amends', address: 'a…a@buyer.test' },
    { name: 'A. S.', address: 'a…a@buyer.test' },
  ])
  expect((await messagesOf(ticket.id))[1].author).toMatchObject({ name: 'Anna Schmidt', address: 'anna@buyer.test' })
})
