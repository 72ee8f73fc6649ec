import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { type Customer, findOrCreateCustomer, type Sender } from './index.ts'
import { likenessKey } from './rules.likeness.ts'

let world: World
let berlin: string
let paris: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  paris = (await createStore(world.context(), { name: 'Nordhaus FR', marketplace: 'amazon-fr' })).id
})
afterAll(() => world.close())

let people = 0
const known = (sender: Partial<Sender> = {}): Promise<Customer> => {
  people += 1
  const somebody: Sender = { kind: 'email', address: `p${people}@mail.test`, name: `Person ${people}` }
  return findOrCreateCustomer(world.context(), { ...somebody, ...sender })
}
const writes = async (email: string): Promise<string> => {
  const buyer = { email, name: 'Somebody' }
  const fields = { subject: 'A word', text: 'A word of theirs', channelKind: 'phone', storeId: berlin, buyer }
  const { status, body } = await world.first.post('/api/tickets', fields)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
const read = async (id: string) => (await world.first.get(`/api/customers/${id}`)).body
const merge = async (id: string, otherId: string, body: object = {}) => {
  const [mine, other] = [await read(id), await read(otherId)]
  const seen = { this: mine.updatedAt, other: other.updatedAt }
  return world.first.post(`/api/customers/${id}/merge`, { otherId, fields: { name: 'this' }, seen, ...body })
}
const undo = (id: string) => world.first.post(`/api/customers/${id}/unmerge`)
const addressesOf = ({ contacts }: { contacts: { address: string }[] }) => contacts.map(({ address }) => address)

describe('who may be the same person', () => {
  const duplicates = async (id: string) =>
    (await world.first.get(`/api/customers/${id}/duplicates`)).body.items.map(
      ({ customer, level, reasons }: { customer: Customer; level: string; reasons: string[] }) => [
        customer.name,
        level,
        ...reasons,
      ],
    )

  test('is found by address, number, alias, and by name and place of the orders', async () => {
    const ada = await known({ address: 'ada@mail.test', name: 'Ada Stone' })
    await known({ address: 'ada+shop@mail.test', name: 'Stone, Ada' })
    await known({ address: 'ada@other.test', name: 'Ada Stone' })
    expect(await duplicates(ada.id)).toEqual([['Stone, Ada', 'likely', 'same-email', 'same-name']])

    const caller = await known({ kind: 'phone', address: '+49 30 1234567', name: 'Max Berg' })
    await known({ kind: 'phone', address: '030 1234567', name: 'Max Berg' })
    expect(await duplicates(caller.id)).toEqual([['Max Berg', 'likely', 'same-phone', 'same-name']])

    const alias = { kind: 'amazon-alias', address: 'k9@marketplace.amazon.de', name: 'Lea Hill' } as const
    const lea = await known({ ...alias, storeId: berlin })
    await known({ ...alias, storeId: paris, name: '' })
    expect(await duplicates(lea.id)).toEqual([['', 'possible', 'same-alias']])

    const [emil, twin] = [{ address: 'emil@mail.test' }, { address: 'other@mail.test' }]
    const buyer = await known({ ...emil, name: 'Emil Frost' })
    await known({ ...twin, name: 'Emil Frost' })
    const rows = [emil, twin, { address: 'far@mail.test' }].map(({ address }, at) =>
      orderRow(`M-${at}`, { buyerAddress: address, buyerName: 'Emil Frost', postalCode: at < 2 ? '101 15' : '80331' }),
    )
    await known({ address: 'far@mail.test', name: 'Emil Frost' })
    await world.first.post('/api/orders/rows', { storeId: berlin, rows })
    expect(await duplicates(buyer.id)).toEqual([['Emil Frost', 'likely', 'same-name-and-place', 'same-name']])
    expect(await duplicates((await known()).id)).toEqual([])
  })

  test('the rows know an address as likely the same in the same cases as the rule', async () => {
    const addresses = ['x.y+z@gmail.com', 'x+y+z@mail.test', '+a+b@mail.test', 'a@b@mail.test', '..@googlemail.com']
    for (const address of addresses) await known({ address, name: '' })
    await known({ kind: 'ebay-alias', address: 'bob+x@members.ebay.de', storeId: berlin })
    await known({ kind: 'phone', address: '0049 89 987654321' })
    const rows = await world.sql('select kind, address, likeness from customer_contacts')
    expect(rows.length).toBeGreaterThan(addresses.length)
    for (const row of rows) expect(`${row.address}: ${row.likeness}`).toBe(`${row.address}: ${likenessKey(row)}`)
  })

  test('is shown no more once somebody has said that they are two people, until that is taken back', async () => {
    const [one, other] = [await known({ address: 'twin@mail.test' }), await known({ address: 'twin+b@mail.test' })]
    const apart = async (said: boolean) =>
      (await world.first.post(`/api/customers/${other.id}/apart`, { otherId: one.id, apart: said })).status
    expect([await apart(true), await apart(true)]).toEqual([200, 200])
    expect([await duplicates(one.id), await duplicates(other.id)]).toEqual([[], []])
    expect(await apart(false)).toBe(200)
    expect(await duplicates(one.id)).toHaveLength(1)
    const [{ count }] = await world.sql(`select count(*)::int from audit_entries where action = 'customers.set-apart'`)
    expect(count).toBe(2)
  })

  test('is masked as everywhere, and compared with whomever somebody found', async () => {
    const [one, other] = [await known({ name: 'Ida Park' }), await known({ name: 'Ida Park' })]
    const auditor = await world.as('auditor')
    const { body } = await auditor.get(`/api/customers/${one.id}/likeness?otherId=${other.id}`)
    expect(body).toMatchObject({ score: 20, level: null, reasons: ['same-name'], customer: { name: 'I. P.' } })
    const itself = await world.first.get(`/api/customers/${one.id}/likeness?otherId=${one.id}`)
    expect(itself.body.code).toBe('customers.merge-self')
  })
})

describe('a merge', () => {
  test('unites addresses, tickets and consents, joins notes, and takes the chosen fields', async () => {
    const [one, other] = [await known({ address: 'mia@mail.test' }), await known({ address: 'mia2@mail.test' })]
    const ticket = await writes('mia2@mail.test')
    await world.first.patch(`/api/customers/${one.id}`, { name: 'Mia', notes: 'Calls often', language: 'en' })
    await world.first.patch(`/api/customers/${other.id}`, { name: 'Mia Wood', notes: 'Upstairs', language: null })
    const yes = { purpose: 'offers-email', state: 'given', source: 'phone', note: 'Asked' }
    await world.first.post(`/api/customers/${other.id}/consents`, yes)

    const bare = await merge(one.id, other.id, { fields: {} })
    expect(bare).toMatchObject({ status: 422, body: { errors: [{ field: 'fields.name' }] } })
    const { status, body } = await merge(one.id, other.id, { fields: { name: 'other' } })
    expect([status, body.id]).toEqual([200, one.id])
    expect(body).toMatchObject({ name: 'Mia Wood', language: 'en', notes: 'Calls often\n\nUpstairs' })
    expect(addressesOf(body)).toEqual(['…@mail.test', 'm…2@mail.test'])
    expect((await world.first.get(`/api/tickets/${ticket}`)).body.customer.id).toBe(one.id)
    const { purposes } = (await world.first.get(`/api/customers/${one.id}/consents`)).body
    expect(purposes.map(({ state }: { state: string }) => state)).toContain('given')

    // Whoever has the old address of the page, or searches for what the other was found by, comes to the one that stays.
    for (const path of ['', '/history', '/standing', '/consents', '/merges'])
      expect((await world.first.get(`/api/customers/${other.id}${path}`)).status).toBe(200)
    expect((await read(other.id)).id).toBe(one.id)
    expect((await world.first.get('/api/customers?search=mia2@')).body.items).toMatchObject([{ id: one.id }])
    expect((await world.first.get(`/api/customers/${other.id}/history`)).body.items).toMatchObject([{ openId: ticket }])
    const listed = (await world.first.get('/api/customers?limit=100')).body.items.map(({ id }: Customer) => id)
    expect(listed).not.toContain(other.id)
    expect((await known({ address: 'mia2@mail.test' })).id).toBe(one.id)
    expect((await world.first.patch(`/api/customers/${other.id}`, { notes: 'Late' })).body.code).toBe(
      'customers.merged',
    )
  })

  test('of an alias with an address from outside of its store needs a reason, which is shown', async () => {
    const one = await known({ kind: 'amazon-alias', address: 'q1@marketplace.amazon.de', storeId: berlin })
    const other = await known()
    const { crossings } = (await world.first.get(`/api/customers/${one.id}/likeness?otherId=${other.id}`)).body
    expect(crossings).toEqual([{ kind: 'amazon-alias', storeId: berlin, storeName: 'Nordhaus DE' }])
    const bare = await merge(one.id, other.id, { reason: ' ' })
    expect(bare).toMatchObject({ status: 422, body: { code: 'customers.merge-reason', errors: [{ field: 'reason' }] } })
    await merge(one.id, other.id, { reason: 'They named the order by mail' })
    const { items } = (await world.first.get(`/api/customers/${one.id}/merges`)).body
    expect(items).toMatchObject([
      { reason: 'They named the order by mail', mergedId: other.id, mergedBy: '陈经理', mayUndo: true },
    ])
    const auditor = await world.as('auditor')
    const masked = (await auditor.get(`/api/customers/${one.id}/merges`)).body.items[0]
    expect(masked).toMatchObject({ reason: '', mergedName: expect.stringMatching(/^P\. /) })
  })

  test('is refused where either has changed since somebody looked, and without the permissions', async () => {
    const [one, other] = [await known(), await known()]
    const [mine, theirs] = [await read(one.id), await read(other.id)]
    world.clock.advance(1_000)
    await world.first.patch(`/api/customers/${other.id}`, { notes: 'Changed meanwhile' })
    const seen = { this: mine.updatedAt, other: theirs.updatedAt }
    const wanted = { otherId: other.id, fields: { name: 'this' }, seen }
    expect((await world.first.post(`/api/customers/${one.id}/merge`, wanted)).body.code).toBe('request.conflict')
    for (const role of ['auditor', 'mentor'])
      expect((await (await world.as(role)).post(`/api/customers/${one.id}/merge`, wanted)).status).toBe(403)
    expect((await merge(one.id, one.id)).body.code).toBe('customers.merge-self')
  })

  test('has one effect however many want it at once', async () => {
    for (let round = 0; round < 2; round += 1) {
      const [one, other, third] = [await known(), await known(), await known()]
      const answers = await Promise.all([
        merge(one.id, other.id),
        merge(other.id, one.id),
        merge(third.id, other.id),
        world.first.patch(`/api/customers/${other.id}`, { language: 'de' }),
        findOrCreateCustomer(world.context(), { kind: 'email', address: `p${people - 1}@mail.test`, language: 'en' }),
      ])
      const statuses = answers.map((answer) => ('status' in answer ? answer.status : 200))
      expect(statuses.filter((status) => status >= 500)).toEqual([])
      const rows = await world.sql('select id, merged_into from customers where id = any($1)', [
        [one.id, other.id, third.id],
      ])
      const standing = rows.filter(({ merged_into }) => merged_into === null)
      expect(standing.length).toBe(3 - statuses.slice(0, 3).filter((status) => status === 200).length)
      const contacts = await world.sql(
        `select c.merged_into from customer_contacts a join customers c on c.id = a.customer_id where c.id = any($1)`,
        [[one.id, other.id, third.id]],
      )
      expect(contacts.map(({ merged_into }) => merged_into)).toEqual([null, null, null])
    }
  })
})

/** Every row that is about these customers, as the database holds it. */
async function rowsOf(ids: readonly string[]) {
  const about = ['customer_contacts', 'customer_words', 'customer_consents', 'tickets', 'messages']
  const rows = [await world.sql('select * from customers where id = any($1) order by id', [ids])]
  for (const table of about)
    rows.push(await world.sql(`select t::text as row from ${table} t where customer_id = any($1) order by 1`, [ids]))
  return rows
}

describe('an undo', () => {
  test('restores both exactly, whatever was merged, and leaves what came since with the one that stayed', async () => {
    const words = fc.constantFrom('', 'Calls often', 'Upstairs')
    const fields = fc.record({
      name: fc.constantFrom('', 'Emily', '王晓敏'),
      notes: words,
      specialNeeds: words,
      preferences: words,
      language: fc.constantFrom(null, 'de', 'en'),
    })
    const side = fc.constantFrom('this', 'other')
    await fc.assert(
      fc.asyncProperty(
        fields,
        fields,
        fc.record({ name: side, language: side, specialNeeds: fc.constant('both'), preferences: side }),
        fc.boolean(),
        async (mine, theirs, choice, writesSince) => {
          const [one, other] = [await known({ name: '' }), await known({ name: '' })]
          const [email, otherEmail] = [`p${people - 1}@mail.test`, `p${people}@mail.test`]
          await world.first.patch(`/api/customers/${one.id}`, mine)
          await world.first.patch(`/api/customers/${other.id}`, { ...theirs, vip: true, vipReason: 'Buys a lot' })
          await writes(email)
          const written = await writes(otherEmail)
          await world.sql('update messages set customer_id = $1 where ticket_id = $2', [other.id, written])
          const no = { purpose: 'survey', state: 'withdrawn', source: 'other' }
          await world.first.post(`/api/customers/${other.id}/consents`, no)
          const before = await rowsOf([one.id, other.id])
          world.clock.advance(60_000)
          expect((await merge(one.id, other.id, { fields: choice })).status).toBe(200)
          const since = writesSince ? await writes(otherEmail) : null
          world.clock.advance(60_000)
          expect((await undo(other.id)).status).toBe(200)
          if (since) {
            expect((await world.first.get(`/api/tickets/${since}`)).body.customer.id).toBe(one.id)
            await world.sql('update tickets set customer_id = null where id = $1', [since])
          }
          expect(await rowsOf([one.id, other.id])).toEqual(before)
        },
      ),
      { numRuns: 4 },
    )
  })

  test('keeps what a colleague has written on the surviving profile since', async () => {
    const [one, other] = [await known(), await known()]
    await merge(one.id, other.id)
    await world.first.patch(`/api/customers/${one.id}`, { notes: 'Met at the fair' })
    await undo(other.id)
    expect(await read(one.id)).toMatchObject({ notes: 'Met at the fair', name: one.name })
  })

  test('of an earlier merge waits for that of the later one, and of none there is nothing to undo', async () => {
    const [one, other, third, last] = [await known(), await known(), await known(), await known()]
    await merge(one.id, other.id)
    world.clock.advance(1_000)
    await merge(one.id, third.id)
    await merge(last.id, one.id)
    expect((await undo(other.id)).body.code).toBe('customers.undo-later-first')
    for (const id of [one.id, third.id, other.id]) expect((await undo(id)).status).toBe(200)
    expect((await undo(other.id)).body.code).toBe('customers.not-merged')
    const { items } = (await world.first.get(`/api/customers/${one.id}/merges`)).body
    expect(items).toHaveLength(2)
    for (const item of items) expect(item).toMatchObject({ undoneBy: '陈经理', mayUndo: false })
  })

  test('wanted twice at once is done once', async () => {
    const [one, other] = [await known(), await known()]
    await merge(one.id, other.id)
    const answers = await Promise.all([undo(other.id), undo(other.id)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })
})
