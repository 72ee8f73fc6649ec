import { randomBytes } from 'node:crypto'
import { orderRow, returnRow } from '../tests/fixtures/order-rows.ts'
import type { Bed, Measurement } from './bed.ts'
import type { Caller } from './caller.ts'
import { spread } from './figure.ts'

/** Ten thousand events of one buyer (issue "orders"): a reseller who buys, sends back and writes for years. */
const events = { orders: 6_000, returns: 3_000, tickets: 1_000 }
/** Rows that one call takes. */
const atOnce = 400
const opens = 200

/** The customer's page: the buyer, what they are worth and risk, and the newest of their history, all asked for at once. */
export const profile: Measurement = {
  name: 'profile',
  async measure(bed) {
    const caller = await bed.member(1)
    const { customerId, address } = await regular(bed, caller)
    await bed.atRest()
    await bed.owner.query('analyze orders, order_lines, returned_units, tickets')
    const path = `/api/customers/${customerId}`
    const page = async (after = '') =>
      Promise.all([
        caller.call('GET', path),
        caller.call('GET', `${path}/standing`),
        caller.call('GET', `${path}/history?limit=50${after}`),
      ])
    const times: number[] = []
    const deep: number[] = []
    let after = ''
    for (let open = 0; open < opens; open++) {
      const begun = performance.now()
      const [, , history] = await page()
      times.push(performance.now() - begun)
      const further = await caller.call('GET', `${path}/history?limit=50${after}`)
      deep.push(further.ms)
      const { next } = JSON.parse(further.text) as { next: string | null }
      after = next === null ? '' : `&after=${encodeURIComponent(next)}`
      const { items } = JSON.parse(history.text) as { items: unknown[] }
      if (items.length !== 50) throw new Error(`the history of ${address} showed ${items.length} entries`)
    }
    return [...spread('profile.page', times, { atMost: 100 }), ...spread('profile.history', deep, { atMost: 100 })]
  },
}

/** A buyer who has bought, sent back and written so often, made through the desk's own doors. */
async function regular(bed: Bed, caller: Caller): Promise<{ customerId: string; address: string }> {
  const unique = randomBytes(6).toString('hex')
  const address = `regular-${unique}@buyer.example`
  const { items: stores } = await caller.json<{ items: { id: string; marketplace: string }[] }>(
    'GET',
    '/api/stores?limit=100',
  )
  const storeId = stores.find(({ marketplace }) => marketplace === 'own-shop')?.id
  if (!storeId) throw new Error('the desk has no shop of its own')
  const day = (at: number, share: number) => new Date(Date.UTC(2026, 0, 1) - at * share * 3_600_000).toISOString()
  const numbers = Array.from({ length: events.orders }, (_, at) => `R-${unique}-${at}`)
  bed.say(`${events.orders} orders, ${events.returns} returned units and ${events.tickets} tickets of one buyer`)
  for (let from = 0; from < numbers.length; from += atOnce)
    await caller.call('POST', '/api/orders/rows', {
      storeId,
      rows: numbers.slice(from, from + atOnce).map((number, at) =>
        orderRow(number, {
          orderedAt: day(from + at, 4),
          buyerName: 'Regula Stamm',
          buyerAddress: address,
          trackingNumber: `${unique}${from + at}`,
        }),
      ),
    })
  const sentBack = numbers.slice(0, events.returns)
  for (let from = 0; from < sentBack.length; from += atOnce)
    await caller.call('POST', '/api/returned-units/rows', {
      storeId,
      rows: sentBack
        .slice(from, from + atOnce)
        .map((number, at) => returnRow(number, { returnedAt: day(from + at, 3.5), rma: `${unique}${from + at}` })),
    })
  const lane = async (from: number) => {
    for (let at = from; at < events.tickets; at += 8)
      await caller.call('POST', '/api/tickets', {
        subject: `Delivery ${at} ${unique}`,
        text: `Hello, where is my parcel ${at}?`,
        channelKind: 'api',
        storeId,
        buyer: { name: 'Regula Stamm', email: address },
        orderNumber: numbers[at],
      })
  }
  await Promise.all(Array.from({ length: 8 }, (_, from) => lane(from)))
  const { items } = await caller.json<{ items: { id: string }[] }>(
    'GET',
    `/api/customers?search=${encodeURIComponent(address)}`,
  )
  const customerId = items[0]?.id
  if (!customerId) throw new Error(`the desk does not know ${address}`)
  return { customerId, address }
}
