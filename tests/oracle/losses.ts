import type { CostTold, OrderReports, RateTold } from '../measures/ledger.reports.ts'

/**
 * What returns cost, reckoned from the rows of reports alone and by the rules as they are written down (PRODUCT.md "Returns",
 * DOMAIN.md section 5): nothing of the ledger's own code is used. Amounts are whole numbers of minor units, rates are fractions.
 */
export interface OracleLine {
  readonly shop: number
  readonly number: string
  readonly sku: string
  readonly category: string
  readonly reason: string
  readonly isQuality: boolean
  readonly day: string
  /** Null while a cost or a rate is missing. */
  readonly base: bigint | null
  readonly misses: 'cost' | 'rate' | null
}

export interface Oracle {
  readonly losses: readonly OracleLine[]
  readonly shipped: readonly OracleLine[]
}

const home = 'CNY'
const minorDigits: Readonly<Record<string, bigint>> = { EUR: 2n, GBP: 2n, USD: 2n, SEK: 2n, CNY: 2n, JPY: 0n }
/** Reason and whether it is one of quality, by the code of the report. */
const meant: Readonly<Record<string, readonly [string, boolean]>> = {
  'CR-UNWANTED_ITEM': ['no-reason', false],
  DEFECTIVE: ['defective', true],
  'CR-NOT_AS_DESCRIBED': ['not-as-described', true],
  SWITCHEROO: ['wrong-item', false],
  DAMAGED_BY_CARRIER: ['damaged', true],
}

/** Shanghai has been eight hours ahead of UTC all year since 1991. */
const dayInShanghai = (moment: string): string =>
  new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10)

type Fraction = readonly [bigint, bigint]
const exact = (decimal: string): Fraction => {
  const [whole = '0', rest = ''] = decimal.split('.')
  return [BigInt(whole + rest), 10n ** BigInt(rest.length)]
}

/** To the nearest whole number, halves away from zero. */
function rounded(above: bigint, below: bigint): bigint {
  const size = above < 0n ? -above : above
  const whole = (size * 2n + below) / (2n * below)
  return above < 0n ? -whole : whole
}

export function reckonLosses(
  orders: readonly OrderReports[],
  told: { readonly costs: readonly CostTold[]; readonly rates: readonly RateTold[] },
): Oracle {
  const rates = new Map(told.rates.map(({ day, from, to, rate }) => [`${day} ${from} ${to}`, exact(rate)]))
  const onDay = (day: string, from: string, to: string): Fraction | null => {
    const straight = rates.get(`${day} ${from} ${to}`)
    if (straight) return straight
    const turned = rates.get(`${day} ${to} ${from}`)
    return turned ? [turned[1], turned[0]] : null
  }
  const cached = new Map<string, Fraction | null>()
  const rateOf = (from: string, day: string): Fraction | null => {
    const name = `${from} ${day}`
    const known = cached.get(name)
    if (known !== undefined) return known
    let found: Fraction | null = from === home ? [1n, 1n] : null
    for (let back = 0; back <= 7 && found === null; back++) {
      const before = new Date(Date.parse(day) - back * 86_400_000).toISOString().slice(0, 10)
      found = onDay(before, from, home)
      const [there, onward] = [onDay(before, from, 'EUR'), onDay(before, 'EUR', home)]
      if (found === null && from !== 'EUR' && there && onward) found = [there[0] * onward[0], there[1] * onward[1]]
    }
    cached.set(name, found)
    return found
  }
  const inHome = (amount: bigint, currency: string, day: string): bigint | null => {
    const rate = rateOf(currency, day)
    const [digits, homeDigits] = [minorDigits[currency] ?? 2n, minorDigits[home] ?? 2n]
    return rate && rounded(amount * rate[0] * 10n ** homeDigits, rate[1] * 10n ** digits)
  }
  const costs = Map.groupBy(told.costs, ({ sku }) => sku)
  const costOf = (sku: string, day: string) =>
    (costs.get(sku) ?? [])
      .filter(({ validFrom }) => validFrom <= day)
      .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]

  const [losses, shipped]: [OracleLine[], OracleLine[]] = [[], []]
  for (const { shop, number, unit, money, parcel } of orders) {
    const [reason, isQuality] = meant[unit.reason] ?? ['', false]
    const category = costs.get(unit.sku)?.[0]?.category ?? ''
    const line = (day: string, amount: bigint | null, currency: string): OracleLine[] => {
      if (amount === 0n) return []
      const base = amount === null ? null : inHome(amount, currency, day)
      const misses = amount === null ? 'cost' : base === null ? 'rate' : null
      return [{ ...{ shop, number, sku: unit.sku, category, reason, isQuality, day }, base, misses }]
    }
    const currency = unit.currency ?? ''
    const paid = (which: (row: OrderReports['money'][number]) => boolean): bigint =>
      money.filter(which).reduce((sum, { amount }) => sum - BigInt(amount), 0n)
    const [back, booked] = [dayInShanghai(unit.returnedAt), dayInShanghai(money[0]?.bookedAt ?? unit.returnedAt)]
    const settles = (kind: string) => money.some((row) => row.kind === kind)
    const ofRefund = (kind: string) => paid((row) => row.kind === kind && row.transactionType === 'Refund')

    // The settlement, where there is one, is believed before the returns report.
    if (settles('refund')) losses.push(...line(booked, ofRefund('refund'), currency))
    else losses.push(...line(back, BigInt(unit.refunded ?? 0), currency))
    losses.push(...line(booked, ofRefund('fee'), currency))
    if (settles('reimbursement'))
      losses.push(
        ...line(
          booked,
          paid(({ kind }) => kind === 'reimbursement'),
          currency,
        ),
      )
    else losses.push(...line(back, -BigInt(unit.reimbursed ?? 0), currency))
    if (unit.labelPayer === 'Seller') losses.push(...line(back, BigInt(unit.labelCost ?? 0), currency))

    // The way to the buyer is lost for the pieces that came back.
    const wayOut = paid((row) => row.kind === 'fee' && row.transactionType === 'Order')
    const pieces = BigInt(Math.min(unit.quantity, parcel.quantity))
    losses.push(...line(back, rounded(wayOut * pieces, BigInt(parcel.quantity)), currency))

    if (unit.disposition !== '' && unit.disposition !== 'SELLABLE') {
      const cost = costOf(unit.sku, back)
      losses.push(...line(back, cost ? BigInt(cost.unitCost * unit.quantity) : null, cost?.currency ?? ''))
    }
    const sent = dayInShanghai(parcel.shippedAt)
    const cost = costOf(parcel.sku, sent)
    shipped.push(...line(sent, cost ? BigInt(cost.unitCost * parcel.quantity) : null, cost?.currency ?? ''))
  }
  return { losses, shipped }
}

/** The sums that the desk tells of the same lines. */
export function figureOf({ losses, shipped }: Oracle) {
  const sum = (lines: readonly OracleLine[]) => Number(lines.reduce((all, { base }) => all + (base ?? 0n), 0n))
  const missing = (lines: readonly OracleLine[], what: 'cost' | 'rate') =>
    lines.filter(({ misses }) => misses === what).length
  const [loss, lossWithoutQuality, cost] = [
    sum(losses),
    sum(losses.filter(({ isQuality }) => !isQuality)),
    sum(shipped),
  ]
  return {
    ...{ loss, lossWithoutQuality, cost, lines: losses.length, parcels: shipped.length },
    ...{ lossesWithoutRate: missing(losses, 'rate'), lossesWithoutCost: missing(losses, 'cost') },
    ...{ shippedWithoutRate: missing(shipped, 'rate'), shippedWithoutCost: missing(shipped, 'cost') },
    ...{ rate: cost > 0 ? loss / cost : null, rateWithoutQuality: cost > 0 ? lossWithoutQuality / cost : null },
  }
}

/** The lines that a condition holds of, on both sides; or on that of losses alone. */
export const cutBy = ({ losses, shipped }: Oracle, which: (line: OracleLine) => boolean, ofLosses = false): Oracle => ({
  losses: losses.filter(which),
  shipped: ofLosses ? shipped : shipped.filter(which),
})
