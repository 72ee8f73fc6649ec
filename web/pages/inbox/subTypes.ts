import type { Schemas } from '../../api/client.ts'

/** The sub-types that a person can choose when correcting; the desk may find others, and a workspace use its own. */
export const subTypes: { readonly [kind in Schemas['TicketKind']]: readonly string[] } = {
  inquiry: [
    'order-status',
    'shipping-options',
    'product-question',
    'availability',
    'price',
    'usage',
    'warranty',
    'policy',
    'account',
    'contact',
    'thanks',
  ],
  order: ['cancel', 'change-address', 'change-item', 'exchange', 'resend', 'invoice', 'payment', 'place'],
  return: [
    'no-reason',
    'refund-request',
    'refund-status',
    'how',
    'damaged',
    'defective',
    'wrong-item',
    'missing-part',
    'not-as-described',
  ],
  complaint: ['delivery-delay', 'not-received', 'service', 'no-reply', 'safety'],
  claim: ['a-to-z', 'chargeback', 'marketplace-case'],
  review: ['negative-review', 'feedback', 'suggestion'],
  appeal: ['account-suspended', 'listing-removed', 'ip-complaint', 'policy-warning'],
}
