import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receive } from '../../server/modules/channels/index.ts'
import { eraseCustomer, giveUpErasure } from '../../server/modules/customers/service.erasure.ts'
import { forgetExports } from '../../server/modules/customers/service.exports.ts'
import { openLog } from '../../server/platform/log.ts'
import { orderRow } from '../fixtures/order-rows.ts'
import { unzipped } from '../fixtures/unzipped.ts'
import { uploadOf } from '../fixtures/upload.ts'
import { openWorld, type World } from '../world.ts'
import { eraseOne } from './erasure.ts'
import { openDesk, personOf } from './person.ts'

const log: string[] = []
let world: World
let erased: Awaited<ReturnType<typeof eraseOne>>
beforeAll(async () => {
  world = await openWorld({ log: openLog('trace', { write: (line) => void log.push(line) }) })
  erased = await eraseOne(world, log)
})
afterAll(() => world.close())

const words = (findings: readonly string[]) => new Set(findings.map((finding) => finding.split(': ')[1]))

describe('a customer who was erased', () => {
  test('stood in every place that the desk has for people, and stands in none', () => {
    const places = new Set(erased.before.map((finding) => finding.split(': ')[0]))
    for (const place of [
      ...['customers.name', 'customers.notes', 'customer_contacts.address', 'customer_words.word', 'messages.text'],
      ...['messages.html', 'messages.subject', 'messages.address', 'message_attachments.filename', 'uploads.filename'],
      ...['tickets.subject', 'tickets.preview', 'tickets.resolution', 'ticket_search.tokens', 'ticket_events.details'],
      ...[
        'drafts.text',
        'received_mails.sender',
        'outgoing_mails.mail',
        'outgoing_mails.recipients',
        'orders.buyer_name',
      ],
      ...[
        'orders.buyer_address',
        'orders.city',
        'order_lines.others',
        'returned_units.comments',
        'import_faults.value',
      ],
      ...['form_letters.address', 'file'],
    ])
      expect(places).toContain(place)
    expect(words(erased.before)).toEqual(new Set(Object.values(personOf('alpha'))))
    expect(erased.left).toEqual([])
    expect(erased.status).toBe('done')
  })

  test('leaves every figure as it was', () => {
    expect(erased.figuresAfter).toEqual(erased.figuresBefore)
  })

  test('takes nothing of anybody else along', () => {
    expect(erased.otherBefore.length).toBeGreaterThan(erased.planted)
    expect(erased.otherAfter).toEqual(erased.otherBefore)
  })

  test('is told by the audit log in counts, by the page as erased, by the timeline as a line', async () => {
    const { customerId, ticketId } = erased.theirs
    const entries = (await world.first.get(`/api/audit-entries?subject=${customerId}&limit=10`)).body.items
    const done = entries.find(({ action }: { action: string }) => action === 'customers.erased')
    expect(done.notes).toMatchObject({ askedBy: world.first.memberId, orders: 1, attachments: 2, imports: 1 })
    expect(entries.map(({ action }: { action: string }) => action)).toContain('customers.erasure-asked')
    const { body } = await world.first.get(`/api/customers/${customerId}`)
    expect(body).toMatchObject({ name: '', contacts: [], erasedAt: expect.any(String) })
    const events = (await world.first.get(`/api/tickets/${ticketId}/events`)).body.items
    expect(events.map(({ kind }: { kind: string }) => kind)).toContain('erased')
    const messages = (await world.first.get(`/api/tickets/${ticketId}/messages`)).body.items
    for (const message of messages)
      expect(message).toMatchObject({ text: '', html: null, attachments: [], erasedAt: expect.any(String) })
  })

  test('stands in no answer that is kept for a repeated request; others’ are repeated as before', async () => {
    const kept = await world.sql(`select key, status, body is null as empty from idempotency_keys
      where key like 'answer-of-%' order by key`)
    expect(kept).toEqual([
      { key: 'answer-of-1', status: 410, empty: true },
      { key: 'answer-of-2', status: 201, empty: false },
    ])
  })

  test('cannot be erased twice, changed, or found by anything', async () => {
    const url = `/api/customers/${erased.theirs.customerId}`
    expect((await world.first.post(`${url}/erasure`, { irreversible: true })).body.code).toBe('customers.erased')
    expect((await world.first.patch(url, { notes: 'back' })).body.code).toBe('customers.erased')
    const { name, text } = personOf('alpha')
    expect((await world.first.get(`/api/customers?search=${name}`)).body.items).toEqual([])
    expect((await world.first.get(`/api/tickets?view=all&search=${text}`)).body.items).toEqual([])
  })

  test('does not come back with the same report, and is somebody new when they write again', async () => {
    const { name, email } = personOf('alpha')
    const [{ store_id: storeId, channel_id: channelId }] = await world.sql(
      'select store_id, id as channel_id from channels limit 1',
    )
    const again = orderRow(erased.theirs.orderNumber, {
      ...{ buyerName: name, buyerAddress: email, changedAt: '2026-02-28T10:00:00Z', others: { who: name } },
      orderStatus: 'delivered',
    })
    expect((await world.first.post('/api/orders/rows', { storeId, rows: [again] })).status).toBe(200)
    const kept = await world.sql(`select o.status, o.buyer_name, o.buyer_address, l.others from orders o
      join order_lines l on l.order_id = o.id where o.number = '${erased.theirs.orderNumber}' and l.sku = 'CHAIR-OAK'`)
    expect(kept).toEqual([{ status: 'delivered', buyer_name: '', buyer_address: null, others: null }])
    const raw = Buffer.from(`From: <${email}>\r\nMessage-ID: <new@buyer.test>\r\nSubject: Hello\r\n\r\nHello again`)
    await receive(world.context(), { channelId, raw, envelopeFrom: email, envelopeTo: 'desk@nordhaus.test' })
    await world.work()
    const { items } = (await world.first.get(`/api/customers?search=${email}`)).body
    expect(items).toHaveLength(1)
    expect(items[0].id).not.toBe(erased.theirs.customerId)
  })
})

describe('an export', () => {
  const urlOf = (path = '') => `/api/customers/${erased.others.customerId}/export${path}`
  const ask = async () => {
    await world.first.post(urlOf())
    await world.work()
    return (await world.first.get(urlOf())).body.last
  }

  test('holds everything that is known of a customer, and nothing of anybody else', async () => {
    const asked = (await world.first.post(urlOf())).body
    expect(asked).toMatchObject({ status: 'waiting', isMine: true })
    expect((await world.first.post(urlOf())).body.id).toBe(asked.id)
    await world.work()
    expect((await world.first.get(urlOf())).body.last).toMatchObject({ status: 'done', expiresAt: expect.any(String) })
    const [{ sha256 }] = await world.sql('select sha256 from customer_exports')
    const files = await unzipped(await world.services.storage.read(sha256))
    const all = [...files].map(([path, text]) => `${path}\n${text}`).join('\n')
    const { name, email, text, street, fileText, answer, note, profile, cell, comment, fileName } = personOf('omega')
    for (const word of [name, email, text, street, fileText, answer, note, profile, cell, comment, fileName])
      expect(all).toContain(word)
    // Who was erased above has written again since: a word of theirs would be here if others' were.
    expect(all).not.toContain('Hello again')
    const tables = ['profile', 'contacts', 'tickets', 'messages', 'orders', 'order-lines', 'returns']
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['everything.json', ...tables.map((table) => `${table}.csv`)]),
    )
    const { orders } = JSON.parse(files.get('everything.json') ?? '')
    expect(orders).toMatchObject([{ number: erased.others.orderNumber, buyerName: name }])
  })

  test('is for whoever asked, for seven days, and audited', async () => {
    const { id } = (await world.first.get(urlOf())).body.last
    expect((await world.first.get(urlOf(`s/${id}/file`))).status).toBe(200)
    expect((await (await world.hire('manager')).get(urlOf(`s/${id}/file`))).status).toBe(404)
    expect((await (await world.as('agent')).get(urlOf())).status).toBe(403)
    const [{ sha256, days }] = await world.sql(
      `select sha256, extract(day from expires_at - ended_at)::int as days from customer_exports`,
    )
    expect(days).toBe(7)
    await forgetExports(world.context())
    expect(await world.services.storage.has(sha256)).toBe(true)
    await world.sql('update customer_exports set expires_at = $1', [world.clock.now()])
    expect((await world.first.get(urlOf(`s/${id}/file`))).body.code).toBe('customers.export-gone')
    await forgetExports(world.context())
    expect(await world.services.storage.has(sha256)).toBe(false)
    expect(await world.sql('select status, sha256 from customer_exports')).toEqual([{ status: 'done', sha256: null }])
  })

  test('goes with the customer, and is not made of one who was erased', async () => {
    expect(await ask()).toMatchObject({ status: 'done', size: expect.any(Number) })
    const { reach } = (await world.first.get(`/api/customers/${erased.others.customerId}/erasure-reach`)).body
    expect(reach).toContainEqual({ kind: 'exports', count: 1 })
    const gone = await world.first.post(`/api/customers/${erased.theirs.customerId}/export`)
    expect(gone.body.code).toBe('customers.erased')
  })
})

describe('an erasure', () => {
  test('is for those only who may, and says what it would reach without doing it', async () => {
    const agent = await world.as('agent')
    const { items } = (await world.first.get(`/api/customers?search=${personOf('omega').name}`)).body
    const url = `/api/customers/${items[0].id}`
    for (const path of ['erasure', 'erasure-reach']) expect((await agent.get(`${url}/${path}`)).status).toBe(403)
    expect((await agent.post(`${url}/erasure`, { irreversible: true })).status).toBe(403)
    expect((await world.first.post(`${url}/erasure`, {})).status).toBe(400)
    const { reach } = (await world.first.get(`${url}/erasure-reach`)).body
    expect(reach).toContainEqual({ kind: 'orders', count: 1 })
    expect(reach).toContainEqual({ kind: 'attachments', count: 2 })
    expect((await world.first.get(`${url}/erasure`)).body).toEqual({ last: null })
    const { caller } = await world.stranger()
    expect((await caller.post(`${url}/erasure`, { irreversible: true })).status).toBe(404)
  })

  test('that is killed midway goes on; one that cannot is shown as failed, and started again ends', async () => {
    const { items } = (await world.first.get(`/api/customers?search=${personOf('omega').name}`)).body
    const url = `/api/customers/${items[0].id}/erasure`
    const asked = (await world.first.post(url, { irreversible: true })).body
    expect((await world.first.post(url, { irreversible: true })).body.id).toBe(asked.id)
    await world.sql(`create function fail() returns trigger language plpgsql as $$ begin raise 'killed'; end $$`)
    await world.sql('create trigger killed before update on imports for each row execute function fail()')
    await expect(eraseCustomer(world.context(), asked.id)).rejects.toThrow('killed')
    expect((await world.first.get(url)).body.last).toMatchObject({ status: 'running' })
    await giveUpErasure(world.context(), asked.id)
    const failed = (await world.first.get(url)).body.last
    expect(failed).toMatchObject({ status: 'failed', problem: 'customers.erasure-failed' })
    await world.sql('drop trigger killed on imports')
    expect((await world.first.post(url, { irreversible: true })).body).toMatchObject({
      id: asked.id,
      status: 'waiting',
    })
    await world.work()
    expect((await world.first.get(url)).body.last).toMatchObject({ status: 'done', problem: null })
    expect((await world.sql('select count(*)::int as files from erasure_files'))[0].files).toBe(0)
    expect(await world.sql('select sha256 from customer_exports where sha256 is not null')).toEqual([])
  })

  test('leaves a file that another customer sent too, and waits while a report is read in that names them', async () => {
    const desk = await openDesk(world, 'shared')
    await sendFile(desk.channelId, 'one@buyer.test')
    await sendFile(desk.channelId, 'two@buyer.test')
    const [file] = await world.sql(`select distinct sha256 from message_attachments where filename = 'lamp.txt'`)
    const erase = async (address: string): Promise<string> => {
      const { items } = (await world.first.get(`/api/customers?search=${address}`)).body
      return (await world.first.post(`/api/customers/${items[0].id}/erasure`, { irreversible: true })).body.id
    }
    await erase('one@buyer.test')
    await world.work()
    expect(await world.services.storage.has(file.sha256)).toBe(true)

    const report = 'order-id\tpurchase-date\tsku\tbuyer-email\n1\t2026-02-01\tLAMP\ttwo@buyer.test\n'
    const { payload, headers } = uploadOf('orders.txt', report)
    const { id } = (await world.first.post('/api/imports', payload, headers)).body
    await world.first.patch(`/api/imports/${id}`, { subject: 'orders', storeId: desk.storeId })
    expect((await world.first.post(`/api/imports/${id}/start`)).body.status).toBe('waiting')
    const erasureId = await erase('two@buyer.test')
    await expect(eraseCustomer(world.context(), erasureId)).rejects.toThrow('customers.erasure-waits')
    await world.work()
    expect(await world.services.storage.has(file.sha256)).toBe(false)
    expect((await world.first.get(`/api/imports/${id}/sample`)).body.code).toBe('imports.file-erased')
    expect(await world.sql(`select buyer_address from orders where number = '1'`)).toEqual([{ buyer_address: null }])
  })
})

async function sendFile(channelId: string, from: string): Promise<void> {
  const head = [`From: ${from}`, 'Subject: File', `Message-ID: <${from}>`, 'Content-Type: multipart/mixed; boundary=m']
  const part = ['--m', 'Content-Disposition: attachment; filename="lamp.txt"', '', 'the same bytes', '--m--', '']
  const raw = Buffer.from([...head, '', '--m', '', `See the file. ${from}`, ...part].join('\r\n'))
  await receive(world.context(), { channelId, raw, envelopeFrom: from, envelopeTo: 'desk@shared.test' })
  await world.work()
}
