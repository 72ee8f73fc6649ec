import type { EntryKind } from './schema.ts'

/** What a settlement says of an amount, in its own words. */
export interface AmountWords {
  readonly transactionType: string
  readonly amountType: string
  readonly description: string
}

/** Transactions that give money back to the buyer: `Refund`, `Chargeback Refund`, `A-to-z Guarantee Refund`. */
const givesBack = /refund/i
/** Amounts that the buyer pays, or is let off: the item, its shipping, what promotions take off. */
const ofBuyer = /^(itemprice|promotion)$/i
const ofFees = /fee|commission|advertising|storage|subscription/i
const ofMending = /reimburse|safe-?t\b|warehouse_(damage|lost)|missing_from|compensated|free_replacement|clawback/i

/**
 * What an amount of a settlement is to the order. Amazon names no kinds: it says the transaction, the type of the amount
 * and what it is for, and adds new words now and then; what is not known is `other`, and still counts in the net.
 */
export function kindOfAmount({ transactionType, amountType, description }: AmountWords): EntryKind {
  if (/withheld/i.test(amountType)) return 'other'
  if (ofMending.test(amountType) || ofMending.test(description) || ofMending.test(transactionType))
    return 'reimbursement'
  if (ofBuyer.test(amountType)) return givesBack.test(transactionType) ? 'refund' : 'charge'
  if (ofFees.test(amountType) || ofFees.test(transactionType) || ofFees.test(description)) return 'fee'
  return givesBack.test(transactionType) ? 'refund' : 'other'
}
