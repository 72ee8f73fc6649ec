import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderLines as lines, orderLine, orderReport as report } from '../../../tests/fixtures/order-report.ts'
import { uploadOf } from '../../../tests/fixtures/upload.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { runImport } from './service.running.ts'

let world: World
let store: string
beforeAll(async () => {
  world = await openWorld()
  store = (await createStore(world.context(), { name: 'Nordhaus US', marketplace: 'amazon-us' })).id
})
afterAll(() => world.close())

const upload = (bytes: string | Buffer, filename = 'orders.txt') => {
  const { payload, headers } = uploadOf(filename, bytes)
  return world.first.post('/api/imports', payload, headers)
}
const read = async (id: string) => (await world.first.get(`/api/imports/${id}`)).body

/** Everything that a report of orders leaves in the tables. */
const everything = async () => {
  const rows = await world.sql(
    `select o.number, o.status, o.ordered_at, o.changed_at, l.line_key, l.sku, l.quantity, l.price, l.tax, l.others
     from orders o join order_lines l on l.order_id = o.id order by o.number, l.line_key`,
  )
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}
const totals = async (pattern: string) =>
  (
    await world.sql(
      `select count(*)::int as lines, sum(price)::int as price, sum(quantity)::int as quantity
       from orders o join order_lines l on l.order_id = o.id where o.number like $1`,
      [pattern],
    )
  )[0]

describe('a report of orders', () => {
  test('is understood, read in, and the same file again changes nothing', async () => {
    const file = report(lines(2_500))
    const { status, body } = await upload(file)
    expect(status).toBe(201)
    expect(body).toMatchObject({ subject: 'orders', storeId: store, status: 'draft', filename: 'orders.txt' })
    expect(body.format).toMatchObject({ kind: 'text', delimiter: '\t', quoted: false })
    const sample = (await world.first.get(`/api/imports/${body.id}/sample`)).body
    expect(sample).toMatchObject({ missing: [], faults: [], sheets: [] })
    expect(sample.rows).toHaveLength(20)
    expect((await world.first.post(`/api/imports/${body.id}/start`)).body.status).toBe('waiting')
    await world.work()
    const size = Buffer.byteLength(file)
    expect(await read(body.id)).toMatchObject({
      status: 'done',
      rowsSettled: 2_500,
      added: 2_500,
      refused: 0,
      size,
      bytesSettled: size,
    })
    expect(await totals('112-%')).toEqual({ lines: 2_500, price: 2_500 * 1_999, quantity: 2_500 })
    const before = await everything()
    const again = (await upload(file)).body
    await world.first.post(`/api/imports/${again.id}/start`)
    await world.work()
    expect(await read(again.id)).toMatchObject({ status: 'done', added: 0, changed: 0, unchanged: 2_500 })
    expect(await everything()).toBe(before)
  })

  test('killed half-way goes on where it was, to the same end', async () => {
    const file = report([...lines(3_500, 10_000), orderLine(10_000), orderLine(10_003)])
    const whole = (await upload(file)).body
    await world.first.post(`/api/imports/${whole.id}/start`)
    const real = world.services.storage.open
    // The file breaks off in the middle, as for a process that is killed: what was settled stays.
    world.services.storage.open = (sha256) => {
      const stream = real(sha256)
      let seen = 0
      stream.on('data', (part: Buffer) => {
        seen += part.length
        if (seen > 300_000) stream.destroy(new Error('killed'))
      })
      return stream
    }
    await expect(runImport(world.context(), whole.id)).rejects.toThrow('killed')
    world.services.storage.open = real
    const half = await read(whole.id)
    expect(half.status).toBe('running')
    expect(half.rowsSettled).toBeLessThan(3_502)
    await world.work()
    expect(await read(whole.id)).toMatchObject({ status: 'done', rowsSettled: 3_502, added: 3_502, refused: 0 })
    // The order that stands twice in the file has two lines of its SKU, wherever the file was cut.
    const twice = await world.sql(
      `select line_key from orders o join order_lines l on l.order_id = o.id where o.number = $1 order by 1`,
      ['112-0010000-0000001'],
    )
    expect(twice.map(({ line_key }: { line_key: string }) => line_key)).toEqual(['SKU-4#1', 'SKU-4#2'])
  })

  test('two workers at the same import write each row once', async () => {
    const { id } = (await upload(report(lines(2_200, 20_000)))).body
    await world.first.post(`/api/imports/${id}/start`)
    await Promise.allSettled([runImport(world.context(), id), runImport(world.context(), id)])
    await world.work()
    expect(await read(id)).toMatchObject({ status: 'done', rowsSettled: 2_200, added: 2_200, unchanged: 0 })
  })

  test('rows that cannot be read are named with column, value and reason, and the others are read', async () => {
    const wrong = [
      orderLine(30_000, { quantity: 'two' }),
      orderLine(30_001),
      orderLine(30_002, { 'purchase-date': '2026-02-30', 'item-price': '=1+1' }),
    ]
    const { id } = (await upload(report(wrong))).body
    await world.first.post(`/api/imports/${id}/start`)
    await world.work()
    expect(await read(id)).toMatchObject({ status: 'done', added: 1, refused: 2 })
    const { items } = (await world.first.get(`/api/imports/${id}/faults`)).body
    expect(items).toEqual([
      { row: 1, heading: 'quantity', code: 'no-count', value: 'two' },
      { row: 3, heading: 'item-price', code: 'no-amount', value: '=1+1' },
      { row: 3, heading: 'purchase-date', code: 'no-day', value: '2026-02-30' },
    ])
    const csv = await world.first.get(`/api/imports/${id}/faults.csv`)
    expect(csv.body).toContain(`"3","item-price","'=1+1","无法识别的金额。请写成 1234.50 的形式。"`)
  })

  test('stops when somebody stops it, and goes on when it is started again', async () => {
    const { id } = (await upload(report(lines(1_200, 40_000)))).body
    expect((await world.first.post(`/api/imports/${id}/stop`)).body.code).toBe('imports.not-running')
    await world.first.post(`/api/imports/${id}/start`)
    expect((await world.first.post(`/api/imports/${id}/stop`)).body.status).toBe('stopped')
    await world.work()
    expect(await read(id)).toMatchObject({ status: 'stopped', rowsSettled: 0 })
    await world.first.post(`/api/imports/${id}/start`)
    await world.work()
    expect(await read(id)).toMatchObject({ status: 'done', added: 1_200 })
    expect((await world.first.post(`/api/imports/${id}/start`)).body.code).toBe('imports.begun')
  })

  test('of which nothing can be read is given up before it is read through', async () => {
    const file = report(Array.from({ length: 3_000 }, (_, at) => orderLine(50_000 + at, { quantity: 'x' })))
    const { id } = (await upload(file)).body
    await world.first.post(`/api/imports/${id}/start`)
    await world.work()
    expect(await read(id)).toMatchObject({ status: 'failed', problem: 'imports.nothing-readable', added: 0 })
    expect((await world.first.get(`/api/imports/${id}/faults?limit=100`)).body.items).toHaveLength(100)
  })
})

test('a settlement and a report of shipments tell of an order, and read in again, cut otherwise, they change nothing', async () => {
  const number = '112-0090000-0000001'
  const settlement = (amounts: readonly (readonly string[])[]) =>
    [
      'settlement-id\ttotal-amount\tcurrency\ttransaction-type\torder-id\tamount-type\tamount-description\tamount\tposted-date-time\tsku',
      '18\t12.34\tUSD',
      ...amounts.map(([transaction, type, description, amount]) =>
        ['18', '', '', transaction, number, type, description, amount, '2026-02-09 05:23:19 UTC', 'SKU-1'].join('\t'),
      ),
      '',
    ].join('\n')
  const amounts = [
    ['Order', 'ItemPrice', 'Principal', '19.99'],
    ['Order', 'ItemPrice', 'Principal', '19.99'],
    ['Order', 'ItemFees', 'Commission', '-3.00'],
    ['Refund', 'ItemPrice', 'Principal', '-19.99'],
  ] as const
  const shipments = `amazon-order-id\tshipment-item-id\tshipment-date\treporting-date\tsku\tquantity-shipped\tcarrier\ttracking-number
${number}\tD1\t2026-02-02T08:00:00+00:00\t2026-02-03T08:00:00+00:00\tSKU-1\t1\tUPS\t1Z1
${number}\tD2\t2026-02-02T08:00:00+00:00\t2026-02-03T08:00:00+00:00\tSKU-1\t1\tUPS\t1Z2
`
  const readIn = async (file: string, subject: string) => {
    const { body } = await upload(file)
    expect(body.subject).toBe(subject)
    await world.first.post(`/api/imports/${body.id}/start`)
    await world.work()
    const { status, added, changed, unchanged, refused } = await read(body.id)
    return { status, added, changed, unchanged, refused }
  }
  await readIn(report([orderLine(90_000)]), 'orders')
  const done = { status: 'done', changed: 0, refused: 0 }
  expect(await readIn(settlement(amounts), 'settlement')).toEqual({ ...done, added: 4, unchanged: 0 })
  expect(await readIn(settlement(amounts.toReversed()), 'settlement')).toEqual({ ...done, added: 0, unchanged: 4 })
  expect(await readIn(shipments, 'shipments')).toEqual({ ...done, added: 2, unchanged: 0 })
  expect(await readIn(shipments, 'shipments')).toEqual({ ...done, added: 0, unchanged: 2 })
  const [order] = (await world.first.get(`/api/orders/by-number/${number}`)).body
  expect(order.money).toMatchObject([{ currency: 'USD', charged: 3_998, refunded: -1_999, fees: -300, net: 1_699 }])
  expect(order.shipments).toMatchObject([{ trackingNumber: '1Z1' }, { trackingNumber: '1Z2' }])
})

describe('before it begins', () => {
  test('says what is missing, and takes what is said', async () => {
    const { body } = await upload('Artikel;Preis ab;Kosten\nCHAIR;01.02.2026;12,50\n', 'kosten.csv')
    expect(body.format).toMatchObject({ delimiter: ';' })
    const told = await world.first.patch(`/api/imports/${body.id}`, {
      subject: 'costs',
      conventions: { dayOrder: 'day-first', decimal: ',', currency: 'EUR', zone: 'Europe/Berlin' },
      columns: [
        { index: 0, heading: 'Artikel', field: 'sku' },
        { index: 1, heading: 'Preis ab', field: 'validFrom' },
        { index: 2, heading: 'Kosten', field: null },
      ],
    })
    expect(told.status).toBe(200)
    const early = await world.first.post(`/api/imports/${body.id}/start`)
    expect(early.status).toBe(422)
    expect(early.body.errors).toEqual([{ field: 'columns', message: '没有列对应“unitCost”。请选择对应的列。' }])
    const columns = [...told.body.columns.slice(0, 2), { index: 2, heading: 'Kosten', field: 'unitCost' }]
    const twice = [...columns.slice(0, 2), { index: 2, heading: 'Kosten', field: 'sku' }]
    expect((await world.first.patch(`/api/imports/${body.id}`, { columns: twice })).body.code).toBe('imports.unready')
    await world.first.patch(`/api/imports/${body.id}`, { columns })
    await world.first.post(`/api/imports/${body.id}/start`)
    await world.work()
    expect(await read(body.id)).toMatchObject({ status: 'done', added: 1, refused: 0 })
    const [chair] = (await world.first.get('/api/products?search=CHAIR')).body.items
    expect(chair.costs).toEqual([{ validFrom: '2026-02-01', unitCost: 1_250, currency: 'EUR' }])
    expect((await world.first.patch(`/api/imports/${body.id}`, { columns })).body.code).toBe('imports.begun')
  })

  test.each([
    ['imports.empty', Buffer.alloc(0)],
    ['imports.not-text', Buffer.from('%PDF-1.7\n%âãÏÓ')],
    ['imports.not-text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])],
  ])('refuses with %s', async (code, bytes) => {
    const { status, body } = await upload(bytes)
    expect([status, body.code]).toEqual([422, code])
  })

  test('a file that says it is 2 GB is refused before any of it is read', async () => {
    const { payload, headers } = uploadOf('orders.txt', report(lines(1)))
    const { status, body } = await world.first.post('/api/imports', payload, {
      ...headers,
      'content-length': '2000000000',
    })
    expect([status, body.code]).toEqual([413, 'imports.too-large'])
  })

  test('a report of shipments is not taken for one of orders: its quantities are parts', async () => {
    const file = 'amazon-order-id\tshipment-item-id\tpurchase-date\tsku\tquantity-shipped\n1-1\tS1\t2026-02-01\tA\t1\n'
    const { body } = await upload(file)
    expect(body.subject).toBeNull()
    await world.first.patch(`/api/imports/${body.id}`, { subject: 'orders', storeId: store })
    const started = await world.first.post(`/api/imports/${body.id}/start`)
    expect(started.status).toBe(422)
    expect(started.body.errors).toMatchObject([{ field: 'subject', message: expect.stringContaining('发货报表') }])
  })

  test('a file is read as a person says that it is written', async () => {
    const { body } = await upload('old\nsku|cost\nA|1.5\n', 'odd.csv')
    const format = { ...body.format, delimiter: '|', skipped: 1 }
    const { columns } = (await world.first.patch(`/api/imports/${body.id}`, { format, subject: 'costs' })).body
    expect(columns).toMatchObject([{ heading: 'sku', field: 'sku' }, { heading: 'cost' }])
    expect((await world.first.get(`/api/imports/${body.id}/sample`)).body.rows).toEqual([['A', '1.5']])
  })
})

test('days and amounts without zone and currency are the store’s, unless somebody says otherwise', async () => {
  const london = (await createStore(world.context(), { name: 'Nordhaus UK', marketplace: 'amazon-uk' })).id
  const { body } = await upload(report(lines(1, 70_000)))
  const told = async (change: object) => (await world.first.patch(`/api/imports/${body.id}`, change)).body.conventions
  expect(await told({ storeId: london })).toMatchObject({ currency: 'GBP', zone: 'Europe/London' })
  expect(await told({ storeId: store })).toMatchObject({ currency: 'GBP', zone: 'Europe/London' })
})

test('agents import nothing, auditors look on, and those of other stores see nothing of it', async () => {
  const { id } = (await upload(report(lines(1, 60_000)))).body
  expect((await (await world.as('agent')).get('/api/imports')).status).toBe(403)
  const auditor = await world.as('auditor')
  expect((await auditor.get(`/api/imports/${id}`)).status).toBe(200)
  expect((await auditor.post(`/api/imports/${id}/start`)).status).toBe(403)
  const other = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  const elsewhere = await world.hire('supervisor', { storeIds: [other] })
  const isHidden = async () => {
    expect((await elsewhere.get(`/api/imports/${id}`)).status).toBe(404)
    expect((await elsewhere.get(`/api/imports/${id}/sample`)).status).toBe(404)
    expect((await elsewhere.post(`/api/imports/${id}/start`)).status).toBe(404)
    expect((await elsewhere.get('/api/imports')).body.items.map((each: { id: string }) => each.id)).not.toContain(id)
  }
  // Before anybody has said whose orders they are, and after.
  await isHidden()
  await world.first.patch(`/api/imports/${id}`, { storeId: store })
  await isHidden()
  const { payload, headers } = uploadOf('own.txt', report(lines(1, 61_000)))
  const own = (await elsewhere.post('/api/imports', payload, headers)).body
  expect((await elsewhere.get(`/api/imports/${own.id}`)).status).toBe(200)
})
