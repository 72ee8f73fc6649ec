import type { CheckCode, Order, Severity, TaskKind } from './schema.ts'

/** How far an order is, in one word. */
export type Progress = 'unknown' | 'cancelled' | 'waiting' | 'partly-sent' | 'sent' | 'delivered'

/** What an order says of itself, so far as checks ask. */
export interface OrderFacts {
  readonly progress: Progress
  readonly fulfilment: Order['fulfilment']
  /** Pieces bought, by SKU. */
  readonly pieces: ReadonlyMap<string, number>
  /** Pieces that came back, or were asked to. */
  readonly returned: number
  /** How sure it is that the ticket is about this order. */
  readonly confidence: 'certain' | 'likely' | 'low'
  /** The kinds of which a task is open on the order. */
  readonly openKinds: readonly TaskKind[]
}

/** What is asked for, so far as it is said already. */
export interface Wanted {
  readonly sku?: string | undefined
  readonly newSku?: string | undefined
  readonly quantity?: number | undefined
}

export interface Objection {
  readonly code: CheckCode
  readonly severity: Severity
  readonly details: Readonly<Record<string, string | number>>
}

type Told = readonly [CheckCode, Severity]

/** What speaks against a task where the order is that far. */
const byProgress: { readonly [Kind in TaskKind]: { readonly [At in Progress]?: Told } } = {
  'change-address': {
    unknown: ['status-unknown', 'warn'],
    cancelled: ['cancelled', 'stop'],
    'partly-sent': ['partly-sent', 'block'],
    sent: ['sent', 'block'],
    delivered: ['delivered', 'stop'],
  },
  'change-item': {
    unknown: ['status-unknown', 'warn'],
    cancelled: ['cancelled', 'stop'],
    'partly-sent': ['partly-sent', 'block'],
    sent: ['sent', 'block'],
    delivered: ['delivered', 'stop'],
  },
  cancel: {
    unknown: ['status-unknown', 'warn'],
    cancelled: ['cancelled', 'stop'],
    'partly-sent': ['partly-sent', 'block'],
    sent: ['sent', 'block'],
    delivered: ['delivered', 'stop'],
  },
  exchange: {
    unknown: ['status-unknown', 'warn'],
    cancelled: ['cancelled', 'stop'],
    waiting: ['not-sent', 'block'],
    'partly-sent': ['partly-sent', 'warn'],
    sent: ['not-delivered', 'warn'],
  },
  resend: {
    unknown: ['status-unknown', 'warn'],
    cancelled: ['cancelled', 'stop'],
    waiting: ['not-sent', 'block'],
    'partly-sent': ['partly-sent', 'warn'],
    delivered: ['delivered', 'warn'],
  },
  invoice: { cancelled: ['cancelled', 'warn'], waiting: ['not-sent', 'warn'] },
}

/**
 * What the marketplace does itself where it sends the goods (FBA): the parcel leaves its warehouse without the seller, so
 * neither address nor item can be changed, a cancellation is the buyer's or the marketplace's, and so is a replacement.
 */
const byMarketplace: { readonly [Kind in TaskKind]?: Told } = {
  'change-address': ['marketplace-address', 'stop'],
  'change-item': ['marketplace-item', 'stop'],
  cancel: ['marketplace-cancel', 'block'],
  exchange: ['marketplace-replacement', 'block'],
  resend: ['marketplace-replacement', 'block'],
}

/** How far an order is: by its own status, and where that lags behind, by what has left. */
export function progressOf(order: Pick<Order, 'status' | 'lines' | 'shipments'>): Progress {
  if (order.status === 'cancelled' || order.status === 'delivered') return order.status
  const parcels = order.shipments
  if (parcels.length > 0 && order.status === 'shipped' && parcels.every(({ deliveredAt }) => deliveredAt !== null))
    return 'delivered'
  if (order.status === 'shipped') return 'sent'
  const left = order.lines.filter(({ shippedAt }) => shippedAt !== null).length
  if (left > 0 && left === order.lines.length) return 'sent'
  if (left > 0 || parcels.length > 0) return 'partly-sent'
  return order.status === 'unknown' ? 'unknown' : 'waiting'
}

/** Whether anything of the order is under way or there already. */
export const hasLeft = (progress: Progress): boolean =>
  progress === 'partly-sent' || progress === 'sent' || progress === 'delivered'

/** Pieces of an order by SKU: one SKU may stand on several lines. */
export function piecesOf(lines: readonly Pick<Order['lines'][number], 'sku' | 'quantity'>[]): Map<string, number> {
  const pieces = new Map<string, number>()
  for (const { sku, quantity } of lines) pieces.set(sku, (pieces.get(sku) ?? 0) + quantity)
  return pieces
}

/** All that speaks against a task of this kind on this order, the gravest first; null is an order that nobody knows. */
export function objectionsTo(kind: TaskKind, order: OrderFacts | null, wanted: Wanted): Objection[] {
  if (!order) return [{ code: 'order-unknown', severity: 'stop', details: {} }]
  const found: Objection[] = []
  const object = (told: Told | undefined, details: Objection['details'] = {}) => {
    if (told) found.push({ code: told[0], severity: told[1], details })
  }
  if (order.openKinds.includes(kind)) object(['open-task', 'stop'])
  if (order.openKinds.some((other) => other !== kind)) object(['other-task', 'warn'])
  if (order.confidence === 'low') object(['link-unsure', 'warn'])
  object(byProgress[kind][order.progress])
  if (order.fulfilment === 'marketplace') object(byMarketplace[kind])
  if ((kind === 'exchange' || kind === 'resend') && order.returned > 0)
    object(['returned', 'warn'], { count: order.returned })
  const { sku, newSku, quantity } = wanted
  if (sku !== undefined) {
    const bought = order.pieces.get(sku)
    if (bought === undefined) object(['line-unknown', 'stop'], { sku })
    else if (quantity !== undefined && quantity > bought) object(['quantity-over', 'stop'], { sku, bought, quantity })
    if (kind === 'change-item' && newSku === sku) object(['same-item', 'stop'], { sku })
  }
  return found.sort((one, other) => gravity[one.severity] - gravity[other.severity])
}

const gravity: { readonly [At in Severity]: number } = { stop: 0, block: 1, warn: 2 }

/** The objection that keeps a task from going on; undefined where none does, or where each was overridden. */
export const obstacleAmong = (
  objections: readonly Objection[],
  overridden: readonly CheckCode[],
): Objection | undefined =>
  objections.find(({ code, severity }) => severity === 'stop' || (severity === 'block' && !overridden.includes(code)))
