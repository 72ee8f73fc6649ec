import { linkTickets } from '../modules/linking/index.ts'
import { type OrderRow, recordOrderRows } from '../modules/orders/index.ts'
import { type Context, transact } from '../platform/context.ts'
import { type PlannedTicket, randomFrom } from './plan.ts'

const dayMs = 86_400_000

/** A row of an order report of the demo, and the store of which it is. */
export interface PlannedOrder {
  readonly storeIndex: number
  readonly row: OrderRow
}

interface Shop {
  readonly storeId: string
  readonly marketplace: string
}

/**
 * The orders that the tickets are about, nine days older each, as `tellStory` has it. One in twenty is not imported yet,
 * one in ten buyers has ordered something else before, one in twelve orders does not say whose it is.
 */
export function planOrders(
  tickets: readonly PlannedTicket[],
  addressOf: (ticket: PlannedTicket) => string,
  shops: readonly Pick<Shop, 'marketplace'>[],
  seed = 20_260_302,
): PlannedOrder[] {
  const random = randomFrom(seed)
  return tickets.flatMap((ticket) => {
    const [drawn, price, whose] = [random(), random(), random()]
    const marketplace = shops[ticket.storeIndex]?.marketplace ?? ''
    const told = (orderNumber: string, item: string, daysBefore: number, waits = false): PlannedOrder => ({
      storeIndex: ticket.storeIndex,
      row: rowOf({
        orderNumber,
        item,
        marketplace,
        orderedAt: new Date(ticket.at.getTime() - daysBefore * dayMs),
        buyerName: ticket.buyer,
        buyerAddress: whose < 0.08 ? null : addressOf(ticket),
        price: 4_900 + Math.floor(price * 400) * 100,
        waits,
      }),
    })
    const its = drawn < 0.05 ? [] : [told(ticket.order, ticket.item, 9, mayStillChange(ticket))]
    return drawn > 0.9 ? [...its, told(earlier(ticket.order), 'Malmö stool', 31)] : its
  })
}

/** Whoever wants an order changed or cancelled has mostly asked before it left; one in four comes too late. */
const mayStillChange = ({ story: { kind, subType }, order, reached }: PlannedTicket): boolean =>
  kind === 'order' && subType !== 'invoice' && reached !== 'resolved' && Number(order.at(-1)) % 4 !== 0

/** Another number of the same form. */
const earlier = (number: string): string =>
  number.replace(/\d{4}$/, (end) => String((Number(end) + 4_711) % 10_000).padStart(4, '0'))

const currencies: Readonly<Record<string, string>> = { 'amazon-us': 'USD', 'ebay-uk': 'GBP', 'own-shop': 'USD' }
const countries: Readonly<Record<string, string>> = { 'amazon-us': 'US', 'ebay-uk': 'GB', 'own-shop': 'JP' }

function rowOf(order: {
  orderNumber: string
  item: string
  marketplace: string
  orderedAt: Date
  buyerName: string
  buyerAddress: string | null
  price: number
  /** It has not left yet. */
  waits: boolean
}): OrderRow {
  const digits = order.orderNumber.replace(/\D/g, '')
  const shippedAt = order.waits ? null : new Date(order.orderedAt.getTime() + dayMs).toISOString()
  return {
    orderNumber: order.orderNumber,
    orderedAt: order.orderedAt.toISOString(),
    changedAt: null,
    orderStatus: order.waits ? 'unshipped' : 'shipped',
    fulfilment: 'merchant',
    currency: currencies[order.marketplace] ?? 'EUR',
    buyerName: order.buyerName,
    buyerAddress: order.buyerAddress,
    country: countries[order.marketplace] ?? 'DE',
    region: '',
    city: '',
    postalCode: '',
    lineId: null,
    occurrence: 1,
    sku: `NH-${hashed(order.item)}`,
    asin: null,
    title: order.item,
    quantity: 1,
    lineStatus: order.waits ? 'Unshipped' : 'Shipped',
    price: order.price,
    tax: Math.round(order.price * 0.19),
    shipping: 0,
    shippingTax: 0,
    giftWrap: 0,
    giftWrapTax: 0,
    discount: 0,
    shippingDiscount: 0,
    shippedAt,
    carrier: order.waits ? '' : 'DHL',
    trackingNumber: order.waits ? null : `JJD${digits.padStart(18, '0').slice(-18)}`,
    others: null,
  }
}

/** A stock number that is always the same for the same goods. */
const hashed = (item: string): string =>
  String([...item].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_000, 7) + 1_000)

/** Records the orders as reports would, and looks for those of the tickets as the desk does. */
export async function recordOrders(
  context: Context,
  orders: readonly PlannedOrder[],
  shops: readonly Shop[],
  ticketIds: readonly string[],
): Promise<void> {
  for (const [storeIndex, shop] of shops.entries()) {
    const rows = orders.filter((order) => order.storeIndex === storeIndex).map(({ row }) => row)
    for (const part of partsOf(rows, 400)) await recordOrderRows(context, shop.storeId, part)
  }
  for (const part of partsOf(ticketIds, 100)) await transact(context, (context) => linkTickets(context, part))
}

/** The same in parts of so many at most. */
export const partsOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
