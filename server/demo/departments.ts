import { askDepartment, createDepartment } from '../modules/actions/index.ts'
import { type OrderRow, type ReturnRow, recordOrderRows, recordReturnRows } from '../modules/orders/index.ts'
import { lookForAnomalies } from '../modules/rootcauses/index.ts'
import type { Actor, Context } from '../platform/context.ts'
import { partsOf } from './orders.ts'
import { randomFrom } from './plan.ts'

const dayMs = 86_400_000
const weeks = 26
const perWeek = 8
/** What a department sends by the hundred and nobody writes about; the fourth has had bad bolts for five weeks. */
const goods = [
  'Lund lamp',
  'Visby shelf',
  'Kalmar rug',
  'Falun folding chair',
  'Umeå mirror',
  'Gävle desk',
  'Ystad clock',
  'Mora basket',
]
const [badGoods, badWeeks] = [3, 5]
const healthy = ['CR-UNWANTED_ITEM', 'CR-NO_REASON_GIVEN', 'CR-UNWANTED_ITEM', 'CR-DEFECTIVE', 'CR-NOT_AS_DESCRIBED']
const complaints = [
  'The bolt of the left leg broke.',
  'A screw snapped on the second day.',
  'Leg came off, bolt bent.',
  '',
]

interface Person {
  readonly id: string
  readonly name: string
}

/** Departments that can be asked, and what was asked of them on these tickets: answered, waiting, late. */
export async function recordDepartments(
  context: Context,
  [manager, contact]: readonly [Person, Person],
  ticketIds: readonly string[],
): Promise<void> {
  const field = { limitSeconds: 48 * 3_600, calendarId: null, active: true, memberIds: [contact.id] }
  const [quality, purchasing, logistics] = [
    await createDepartment(context, { ...field, name: '品控部', field: 'quality' }),
    await createDepartment(context, { ...field, name: '采购部', field: 'purchasing' }),
    await createDepartment(context, { ...field, name: '物流部', field: 'logistics', memberIds: [manager.id] }),
  ]
  const asked = [
    [quality, '核对 Falun 椅螺栓的来料检验记录', '近期多位买家反映螺栓断裂，请查来料检验记录并说明抽检比例。', 1],
    [logistics, '查询德国仓三票滞留包裹', '三票包裹七天没有新轨迹，请向承运商查询并给出预计送达日。', 4],
    [purchasing, '向供应商确认 Lund 灯的插头规格', '买家收到英标插头。请确认下一批的规格与标签。', 3],
  ] as const
  const actor = actorOf(manager)
  for (const [at, [department, title, ask, daysAgo]] of asked.entries()) {
    const now = new Date(context.now().getTime() - daysAgo * dayMs)
    const ticketId = ticketIds[at]
    await askDepartment(
      { ...context, actor, now: () => now },
      { departmentId: department.id, title, ask, ...(ticketId && { ticketId }) },
    )
  }
}

const actorOf = ({ id, name }: Person): Actor => ({
  kind: 'member',
  id,
  name,
  permissions: new Map([
    ['actions.read', 'all'],
    ['actions.ask', 'all'],
    ['tickets.read', 'all'],
  ]),
  teamIds: [],
  storeIds: [],
})

/**
 * Half a year of orders and returns of goods that nobody writes about, and the look that finds the bad ones among them.
 * Resolves with the orders.
 */
export async function recordSales(context: Context, storeId: string): Promise<OrderRow[]> {
  const random = randomFrom(11)
  const now = context.now().getTime()
  const [orders, returns]: [OrderRow[], ReturnRow[]] = [[], []]
  for (let week = 0; week < weeks; week++)
    for (const [at, title] of goods.entries())
      for (let order = 0; order < perWeek; order++) {
        const orderedAt = now - (weeks - week) * 7 * dayMs + Math.floor(random() * 7) * dayMs
        const number = `115-${String(1_000_000 + week * 1_000 + at * 100 + order)}-${String(7_000_000 + week)}`
        const sale = { number, sku: `NH-S${at + 1}`, title, orderedAt }
        orders.push(soldAs(sale))
        const isBad = at === badGoods && week >= weeks - badWeeks
        const backAt = orderedAt + (4 + Math.floor(random() * 12)) * dayMs
        const drawn = random()
        if (drawn > (isBad ? 0.4 : 0.06) || backAt > now) continue
        const list = isBad && drawn > 0.06 ? ['CR-DEFECTIVE'] : healthy
        const reason = list[Math.floor(random() * list.length)] ?? ''
        const comments = isBad ? (complaints[Math.floor(random() * complaints.length)] ?? '') : ''
        // Whoever only did not like it mostly keeps it for a part of the price.
        returns.push(cameBackAs(sale, backAt, reason, { comments, keepsIt: !isBad && (week + order) % 4 !== 0 }))
      }
  for (const part of partsOf(orders, 400)) await recordOrderRows(context, storeId, part)
  for (const part of partsOf(returns, 400)) await recordReturnRows(context, storeId, part)
  await lookForAnomalies(context)
  return orders
}

interface Sale {
  readonly number: string
  readonly sku: string
  readonly title: string
  readonly orderedAt: number
}

const soldAs = ({ number, sku, title, orderedAt }: Sale): OrderRow => ({
  orderNumber: number,
  orderedAt: new Date(orderedAt).toISOString(),
  changedAt: null,
  orderStatus: 'shipped',
  fulfilment: 'merchant',
  currency: 'USD',
  buyerName: '',
  buyerAddress: null,
  country: 'US',
  region: '',
  city: '',
  postalCode: '',
  lineId: null,
  occurrence: 1,
  sku,
  asin: null,
  title,
  quantity: 1,
  lineStatus: 'Shipped',
  price: 5_900,
  tax: 0,
  shipping: 0,
  shippingTax: 0,
  giftWrap: 0,
  giftWrapTax: 0,
  discount: 0,
  shippingDiscount: 0,
  shippedAt: new Date(orderedAt + dayMs).toISOString(),
  carrier: 'UPS',
  trackingNumber: null,
  others: null,
})

const cameBackAs = (
  { number, sku, title }: Sale,
  at: number,
  reason: string,
  { comments, keepsIt }: { readonly comments: string; readonly keepsIt: boolean },
): ReturnRow => ({
  source: 'mfn',
  orderNumber: number,
  sku,
  asin: null,
  title,
  quantity: 1,
  returnedAt: new Date(at).toISOString(),
  reason,
  status: 'Approved',
  disposition: '',
  comments,
  licencePlate: null,
  rma: number,
  occurrence: 1,
  inPolicy: true,
  hasClaim: false,
  resolution: 'StandardRefund',
  labelType: keepsIt ? '' : 'AmazonPrePaidLabel',
  labelPayer: keepsIt ? '' : 'Seller',
  currency: 'USD',
  labelCost: keepsIt ? null : 780,
  refunded: keepsIt ? 885 : 5_900,
  reimbursed: null,
  carrier: '',
  trackingNumber: null,
  others: null,
})
