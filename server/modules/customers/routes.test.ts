import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { customerNames, findOrCreateCustomer, personalData, readCustomer, type Sender } from './index.ts'

let world: World
let berlin: string
let paris: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  paris = (await createStore(world.context(), { name: 'Nordhaus FR', marketplace: 'amazon-fr' })).id
})
afterAll(() => world.close())

const write = (sender: Sender) => findOrCreateCustomer(world.context(), sender)
const emily = { kind: 'email', address: 'Emily.Carter@Gmail.com', name: 'Emily Carter', language: 'en' } as const

describe('who writes', () => {
  test('the same address, however written, is the same customer', async () => {
    const first = await write(emily)
    const again = await write({
      kind: 'email',
      address: ' emily.carter@GMAIL.com',
      name: 'E. C.',
      language: 'de',
      storeId: berlin,
    })
    expect(again.id).toBe(first.id)
    expect(again).toMatchObject({
      name: 'Emily Carter',
      language: 'en',
      contacts: [{ address: 'Emily.Carter@Gmail.com', storeId: null }],
    })
  })

  test('an alias is one person per store, whatever tag the marketplace puts into it', async () => {
    const alias = (tag: string, storeId: string) =>
      write({ kind: 'amazon-alias', address: `k3xj0+${tag}@marketplace.amazon.de`, storeId })
    const [one, same, other] = [await alias('aa', berlin), await alias('bb', berlin), await alias('aa', paris)]
    expect(same.id).toBe(one.id)
    expect(other.id).not.toBe(one.id)
  })

  test('a name and a language that were not known are learnt', async () => {
    const unknown = await write({ kind: 'email', address: 'j@example.de', name: 'j@example.de' })
    expect(unknown).toMatchObject({ name: '', language: null })
    const known = await write({ kind: 'email', address: 'j@example.de', name: '"Jörg Müller"', language: 'de' })
    expect(known).toMatchObject({ id: unknown.id, name: 'Jörg Müller', language: 'de' })
  })

  test('of twenty mails of a new buyer at once, each finds the same customer', async () => {
    const sender = { kind: 'email', address: 'rush@example.com', name: 'Rush' } as const
    const found = await Promise.all(Array.from({ length: 20 }, () => write(sender)))
    expect(new Set(found.map(({ id }) => id)).size).toBe(1)
    const [{ count }] = await world.sql(`select count(*)::int as count from customers where name = 'Rush'`)
    expect(count).toBe(1)
  })

  test('what is no address is refused', async () => {
    await expect(write({ kind: 'email', address: 'nobody' })).rejects.toThrow('customers.no-address')
  })
})

describe('what is shown', () => {
  test('addresses are masked until someone who may asks for them', async () => {
    const { id } = await write(emily)
    const agent = await world.as('agent')
    const masked = await agent.get(`/api/customers/${id}`)
    expect(masked.body).toMatchObject({ name: 'Emily Carter', masked: true, contacts: [{ address: 'E…r@Gmail.com' }] })
    const shown = await agent.get(`/api/customers/${id}?reveal=true`)
    expect(shown.body).toMatchObject({ masked: false, contacts: [{ address: 'Emily.Carter@Gmail.com' }] })
  })

  test('an auditor, who may reveal nothing, sees initials', async () => {
    const { id } = await write(emily)
    const auditor = await world.as('auditor')
    expect((await auditor.get(`/api/customers/${id}`)).body).toMatchObject({ name: 'E. C.', notes: '' })
    expect((await auditor.get(`/api/customers/${id}?reveal=true`)).status).toBe(403)
    expect(JSON.stringify((await auditor.get('/api/customers')).body)).not.toMatch(/carter/i)
  })

  test('a customer of another workspace does not exist', async () => {
    const { id } = await write(emily)
    const stranger = await world.stranger()
    expect((await stranger.caller.get(`/api/customers/${id}`)).status).toBe(404)
    expect((await stranger.caller.get('/api/customers?search=emily')).body.items).toEqual([])
    expect(await readCustomer(stranger.context(), id)).toBeUndefined()
  })

  test('the list comes newest first in pages, and customerNames leaves out whom nobody knows', async () => {
    const ids: string[] = []
    for (const name of ['L1', 'L2', 'L3'])
      ids.push((await write({ kind: 'email', address: `${name}@list.test`, name })).id)
    const first = (await world.first.get('/api/customers?limit=2')).body
    const second = (await world.first.get(`/api/customers?limit=2&after=${first.next}`)).body
    const names = [...first.items, ...second.items].map(({ name }: { name: string }) => name)
    expect(names.slice(0, 3)).toEqual(['L3', 'L2', 'L1'])
    const known = await customerNames(world.context(), [...ids, world.workspaceId])
    expect(known.map(({ id }) => id).sort()).toEqual(ids.sort())
  })
})

describe('search', () => {
  const find = async (search: string) => {
    const { body } = await world.first.get(`/api/customers?search=${encodeURIComponent(search)}`)
    return body.items.map(({ name }: { name: string }) => name)
  }

  test('by the beginnings of name or address, in any order and script', async () => {
    await write({ kind: 'email', address: 'wang@example.cn', name: '王晓敏' })
    await write({ kind: 'email', address: 'carla@example.com', name: 'Carla Emilson' })
    expect(await find('carter emi')).toEqual(['Emily Carter'])
    expect((await find('emi')).sort()).toEqual(['Carla Emilson', 'Emily Carter'])
    expect(await find('曉敏')).toEqual(['王晓敏'])
    expect(await find('emily.carter@gmail')).toEqual(['Emily Carter'])
    expect(await find('ＷＡＮＧ')).toEqual(['王晓敏'])
    expect(await find('%')).toEqual([])
  })

  test('a renamed customer is found under the new name only', async () => {
    const { id } = await write({ kind: 'email', address: 'x1@example.com', name: 'Oldname' })
    await world.first.patch(`/api/customers/${id}`, { name: 'Newname' })
    expect(await find('oldname')).toEqual([])
    expect(await find('newname')).toEqual(['Newname'])
    expect(await find('x1@')).toEqual(['Newname'])
  })
})

describe('importance', () => {
  test('keeps its reason where one colleague takes it away while another needs it', async () => {
    const customer = await write({ kind: 'email', address: 'both@mail.test' })
    for (let round = 0; round < 10; round += 1) {
      await world.first.patch(`/api/customers/${customer.id}`, { vip: false, vipReason: 'Buys every month' })
      const answers = await Promise.all(
        [{ vip: true }, { vipReason: '' }].map((change) => world.first.patch(`/api/customers/${customer.id}`, change)),
      )
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
    }
    await world.first.patch(`/api/customers/${customer.id}`, { vip: false })
  })

  test('needs its reason, and is found by it', async () => {
    const { id } = await write(emily)
    const bare = await world.first.patch(`/api/customers/${id}`, { vip: true, vipReason: ' ' })
    expect(bare).toMatchObject({
      status: 422,
      body: { code: 'customers.vip-reason', errors: [{ field: 'vipReason' }] },
    })
    const flagged = await world.first.patch(`/api/customers/${id}`, { vip: true, vipReason: '12 orders a year' })
    expect(flagged.body).toMatchObject({ vip: true, vipReason: '12 orders a year' })
    expect((await world.first.get('/api/customers?vip=true')).body.items).toMatchObject([{ id }])
    expect((await world.first.get('/api/customers?vip=true&search=emily')).body.items).toMatchObject([{ id }])
    expect((await (await world.as('auditor')).patch(`/api/customers/${id}`, { vip: false })).status).toBe(403)
  })
})

test('every column that holds personal data is listed', async () => {
  const columns = await world.sql(
    `select table_name, column_name from information_schema.columns
     where (table_name like 'customer%' and data_type in ('text', 'character varying', 'jsonb')
       and column_name not in ('kind', 'language', 'purpose', 'state', 'source', 'actor_kind', 'merged_by_kind',
         'undone_by_kind', 'moved', 'crossings', 'status', 'problem', 'sha256')) or column_name = 'whose'`,
  )
  const named = columns.map(({ table_name, column_name }) => `${table_name}.${column_name}`).sort()
  expect(personalData.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(named)
})
