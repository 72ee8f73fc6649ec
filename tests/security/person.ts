import { receive } from '../../server/modules/channels/index.ts'
import { feedbackRow } from '../fixtures/feedback-rows.ts'
import { orderRow, returnRow } from '../fixtures/order-rows.ts'
import { uploadOf } from '../fixtures/upload.ts'
import type { Answer, World } from '../world.ts'

/** A person of whom each part is a word that stands nowhere else: where it is found, they are. */
export interface Person {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly street: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly fileName: string
  readonly fileText: string
  readonly copied: string
  readonly setAside: string
  readonly form: string
  readonly answer: string
  readonly note: string
  readonly draft: string
  readonly profile: string
  readonly why: string
  readonly cell: string
  readonly comment: string
  readonly report: string
  readonly fault: string
  readonly feedback: string
  readonly consent: string
  readonly twin: string
  readonly task: string
}

/** The words of one person; letters and figures only, so that no folding changes them. */
export function personOf(tag: string): Person {
  const word = (part: string): string => `kq${tag}${part}zx`
  return {
    name: word('name'),
    email: `${word('mail')}@buyer.test`,
    phone: `0049${[...tag].map((letter) => letter.charCodeAt(0)).join('')}55501`,
    street: word('street'),
    subject: word('subject'),
    text: word('text'),
    html: word('html'),
    fileName: word('filename'),
    fileText: word('filetext'),
    copied: word('copied'),
    setAside: word('aside'),
    form: word('form'),
    answer: word('answer'),
    note: word('note'),
    draft: word('draft'),
    profile: word('profile'),
    why: word('why'),
    cell: word('cell'),
    comment: word('comment'),
    report: word('report'),
    fault: word('fault'),
    feedback: word('feedback'),
    consent: word('consent'),
    twin: word('twin'),
    task: word('task'),
  }
}

/** Where a person is planted: a store with its own address, and the secret of its web form. */
export interface Desk {
  readonly storeId: string
  readonly channelId: string
  readonly address: string
  readonly form: string
}

/** A store with a receiver and a web form. */
export async function openDesk(world: World, name = 'nordhaus'): Promise<Desk> {
  const store = done(await world.first.post('/api/stores', { name, marketplace: 'amazon-de' }))
  const address = `desk@${name}.test`
  const receiver = { kind: 'receiver', name: 'Desk', address, storeId: store.id, settings: {} }
  const channel = done(await world.first.post('/api/channels', receiver))
  const form = done(await world.first.put(`/api/stores/${store.id}/web-form`, { enabled: true }))
  return { storeId: store.id, channelId: channel.id, address, form: form.url.split('/').at(-1) }
}

export interface PlantedPerson {
  readonly customerId: string
  readonly ticketId: string
  readonly orderNumber: string
}

/** Has a person write, order, send back, be answered and be imported, so that each of their words is kept somewhere. */
export async function plantPerson(world: World, desk: Desk, person: Person, at: number): Promise<PlantedPerson> {
  const { first } = world
  const orderNumber = `302-000000${at}-000000${at}`
  await buy(world, desk, person, orderNumber)
  const raw = mailOf(person, orderNumber, '')
  const envelope = { envelopeFrom: person.email, envelopeTo: desk.address, channelId: desk.channelId }
  await receive(world.context(), { ...envelope, raw })
  await receive(world.context(), {
    ...envelope,
    raw: mailOf(person, orderNumber, `Received: from ${person.copied}\r\n`),
  })
  const aside = `From: <${person.email}>\r\nSubject: ${person.setAside}\r\n\r\n${person.setAside}`
  await receive(world.context(), { ...envelope, raw: Buffer.from(aside), quarantine: 'too-large' })
  await world.work()

  const [ticket] = done(await first.get(`/api/tickets?view=all&search=${person.text}`)).items
  const url = `/api/tickets/${ticket.id}`
  const customerUrl = `/api/customers/${ticket.customer.id}`
  const { payload, headers } = uploadOf(`${person.fileName}2.txt`, `${person.fileText} again`)
  const upload = done(await first.post('/api/uploads', payload, headers))
  const reply = `Dear ${person.name},\n\n${person.answer}\n\nKind regards\nNordhaus`
  const answer = { direction: 'outbound', text: reply, uploadIds: [upload.id] }
  done(await first.post(`${url}/messages`, answer, { 'idempotency-key': `answer-of-${at}` }))
  world.clock.advance(120_000)
  await world.work()
  done(await first.post(`${url}/messages`, { direction: 'note', text: `${person.note} ${person.phone}` }))
  done(await first.put(`${url}/drafts`, { direction: 'outbound', text: person.draft }))
  done(await first.patch(url, { kind: 'complaint' }))
  const words = { notes: person.profile, specialNeeds: person.phone, preferences: person.street }
  done(await first.patch(customerUrl, { ...words, vip: true, vipReason: person.why }))
  done(await first.put(`${url}/resolution`, { result: 'solved', note: person.note, customerFeedback: 'satisfied' }))
  await fillForm(world, desk, person)
  const task = { kind: 'change-address', address: person.task, override: `${person.task} insists` }
  done(await first.post(`${url}/order-tasks`, task))
  await agreeAndMerge(world, desk, person, ticket.customer.id, at)
  return { customerId: ticket.customer.id, ticketId: ticket.id, orderNumber }
}

/** Records a consent, and makes a second profile part of the first: what was said of both is kept for the way back. */
async function agreeAndMerge(world: World, { storeId }: Desk, person: Person, id: string, at: number): Promise<void> {
  const { first } = world
  const yes = { purpose: 'survey', state: 'given', source: 'phone', note: person.consent }
  done(await first.post(`/api/customers/${id}/consents`, yes))
  const buyer = { name: person.twin, email: `${person.twin}@buyer.test` }
  const fields = { subject: `Second ${at}`, text: `Who is ${person.twin}?`, channelKind: 'phone', storeId, buyer }
  const opened = done(await first.post('/api/tickets', fields))
  const { customer } = done(await first.get(`/api/tickets/${opened.id}`))
  done(await first.patch(`/api/customers/${customer.id}`, { notes: person.twin, preferences: person.twin }))
  const seen = async (which: string) => done(await first.get(`/api/customers/${which}?reveal=true`)).updatedAt
  done(
    await first.post(`/api/customers/${id}/merge`, {
      otherId: customer.id,
      seen: { this: await seen(id), other: await seen(customer.id) },
      fields: { name: 'this', language: 'this', specialNeeds: 'this', preferences: 'this' },
      reason: person.consent,
    }),
  )
}

async function buy(world: World, { storeId }: Desk, person: Person, orderNumber: string): Promise<void> {
  const place = { city: `${person.street} city`, region: person.street, postalCode: '10115' }
  const order = orderRow(orderNumber, {
    ...place,
    buyerName: person.name,
    buyerAddress: person.email,
    others: { 'ship-address-1': person.cell, 'buyer-phone-number': person.phone },
  })
  done(await world.first.post('/api/orders/rows', { storeId, rows: [order] }))
  const feedback = { comments: person.feedback, response: person.feedback, raterAddress: person.email }
  done(await world.first.post('/api/seller-feedback/rows', { storeId, rows: [feedbackRow(orderNumber, feedback)] }))
  const unit = returnRow(orderNumber, {
    comments: person.comment,
    rma: null,
    refunded: 1_500,
    others: { who: person.cell },
  })
  done(await world.first.post('/api/returned-units/rows', { storeId, rows: [unit] }))
  // The second row cannot be read: what is wrong with it is kept, with what stood there.
  const lines = [
    ['amazon-order-id', 'purchase-date', 'sku', 'quantity', 'item-price', 'currency', 'buyer-name', 'remarks'],
    [orderNumber, '2026-02-01T10:00:00Z', 'LAMP', '1', '10.00', 'EUR', person.name, person.report],
    [orderNumber, '2026-02-01T10:00:00Z', 'LAMP', person.fault, '10.00', 'EUR', person.name, person.report],
  ]
  const file = lines.map((cells) => cells.join('\t')).join('\r\n')
  const { payload, headers } = uploadOf('orders.txt', file)
  const kept = done(await world.first.post('/api/imports', payload, headers))
  done(await world.first.patch(`/api/imports/${kept.id}`, { subject: 'orders', storeId }))
  done(await world.first.post(`/api/imports/${kept.id}/start`))
}

const mailOf = (person: Person, orderNumber: string, onTheWay: string): Buffer =>
  Buffer.from(
    [
      `${onTheWay}From: ${person.name} <${person.email}>`,
      'To: desk@nordhaus.test',
      `Subject: ${person.subject}`,
      `Message-ID: <${person.subject}@buyer.test>`,
      'Content-Type: multipart/mixed; boundary=m',
      '',
      '--m',
      'Content-Type: multipart/alternative; boundary=a',
      '',
      '--a',
      'Content-Type: text/plain',
      '',
      `When will the chair of order ${orderNumber} arrive? ${person.text}`,
      '--a',
      'Content-Type: text/html',
      '',
      `<p><b>${person.html}</b> When will the chair of order ${orderNumber} arrive? ${person.text}, ${person.street}, ${person.phone}</p>`,
      '--a--',
      '--m',
      `Content-Type: text/plain; name="${person.fileName}.txt"`,
      `Content-Disposition: attachment; filename="${person.fileName}.txt"`,
      '',
      person.fileText,
      '--m--',
      '',
    ].join('\r\n'),
  )

async function fillForm(world: World, desk: Desk, person: Person): Promise<void> {
  const fields = { name: person.name, email: person.email, reason: 'other', text: person.form, language: 'en' }
  const parts = Object.entries(fields).map(
    ([name, value]) => `--e\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const reply = await world.app.inject({
    method: 'POST',
    url: `/api/forms/${desk.form}`,
    payload: `${parts.join('')}--e--\r\n`,
    headers: { 'content-type': 'multipart/form-data; boundary=e' },
  })
  if (reply.statusCode >= 300) throw new Error(`the form answers ${reply.statusCode}: ${reply.body}`)
}

function done({ status, body }: Answer): Answer['body'] {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body).slice(0, 500)}`)
  return body
}
