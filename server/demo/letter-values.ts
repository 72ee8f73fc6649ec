import type { TemplateValues } from '../modules/templates/index.ts'
import type { PlannedTicket } from './plan.ts'

/** What the letters of the demo say, so far as a desk would have known it. */
export function valuesFor(
  ticket: PlannedTicket,
  shop: { readonly marketplace: string; readonly signature: string },
  agentName: string,
): TemplateValues {
  const soon = new Date(ticket.at.getTime() + 4 * 24 * 3_600_000).toISOString()
  const price = {
    amount: 38_900,
    currency: shop.marketplace === 'amazon-us' ? 'USD' : shop.marketplace === 'ebay-uk' ? 'GBP' : 'EUR',
  }
  return {
    'buyer.name': ticket.buyer,
    'buyer.first_name': ticket.buyer.split(' ')[0] ?? ticket.buyer,
    'order.number': ticket.order,
    'order.date': new Date(ticket.at.getTime() - 9 * 24 * 3_600_000).toISOString(),
    'order.item': ticket.item,
    'order.address': '14 Maple Court, Apartment 3',
    'order.carrier': 'DHL',
    'order.tracking_number': '00340434161094042557',
    'order.delivery_due': soon,
    'store.name': shop.signature,
    'agent.name': agentName,
    'promise.due': soon,
    'offer.expires': soon,
    'return.fee_percent': 15,
    'return.fee_amount': { ...price, amount: 5_835 },
    'return.address': 'Retourenlager 7\nHafenstr. 12\n20457 Hamburg',
    'return.deadline': soon,
    'refund.amount': price,
    'refund.percent': 20,
    'refund.date': soon,
  }
}
