import type { Schemas } from '../../../api/client.ts'
import { minorUnits, typedAmount } from '../../../parts/money.ts'

export type Terms = Schemas['ReturnTerms']
export type TermsChange = Schemas['ReturnTermsChange']

export const costs = ['outboundShipping', 'returnShipping', 'restockingCost'] as const
export type Cost = (typeof costs)[number]

/** Terms as they are typed. */
export type TypedTerms = { readonly returnAddress: string; readonly currency: string } & {
  readonly [Name in Cost]: string
}

const isCurrency = (typed: string): boolean => /^[A-Z]{3}$/.test(typed)
/** What is typed under an input method, or in small letters, is meant as the code. */
export const currencyOf = (typed: string): string => typed.normalize('NFKC').trim().toUpperCase()

/** An amount as it was typed; null for nothing, undefined for what is none. */
export function amountOf(typed: string, currency: string): number | null | undefined {
  if (typed.trim() === '') return null
  return isCurrency(currency) ? minorUnits(typed, currency) : undefined
}

export const typedOf = ({ returnAddress, currency, ...amounts }: Terms): TypedTerms => {
  const typed = (amount: number | null): string => (amount === null ? '' : typedAmount(amount, currency))
  return {
    returnAddress,
    currency,
    outboundShipping: typed(amounts.outboundShipping),
    returnShipping: typed(amounts.returnShipping),
    restockingCost: typed(amounts.restockingCost),
  }
}

/** What is typed as it is saved, or which fields are none. */
export function termsOf(typed: TypedTerms): TermsChange | readonly (Cost | 'currency')[] {
  const currency = currencyOf(typed.currency)
  if (!isCurrency(currency)) return ['currency']
  const wrong = costs.filter((name) => amountOf(typed[name], currency) === undefined)
  if (wrong.length > 0) return wrong
  const amount = (name: Cost): number | null => amountOf(typed[name], currency) ?? null
  return {
    returnAddress: typed.returnAddress.trim(),
    currency,
    outboundShipping: amount('outboundShipping'),
    returnShipping: amount('returnShipping'),
    restockingCost: amount('restockingCost'),
  }
}

/** The limit of a role as it is typed; empty is none. */
export interface TypedLimit {
  readonly roleId: string
  readonly amount: string
  readonly currency: string
}

/** The limits as they are saved, or the roles whose limit is none. */
export function limitsOf(typed: readonly TypedLimit[]): Schemas['ReturnLimitsChange']['limits'] | readonly string[] {
  const set = typed.filter(({ amount }) => amount.trim() !== '')
  const read = set.map(({ roleId, amount, currency }) => ({
    roleId,
    currency: currencyOf(currency),
    amount: amountOf(amount, currencyOf(currency)),
  }))
  const wrong = read.filter(({ amount }) => amount === undefined || amount === null)
  if (wrong.length > 0) return wrong.map(({ roleId }) => roleId)
  return read.map((limit) => ({ ...limit, amount: limit.amount ?? 0 }))
}
