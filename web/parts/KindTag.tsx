import { useText } from '../i18n/text.ts'
import { Badge, type Tone } from '../ui/Badge.tsx'
import type { TicketRow } from './desk.ts'

const tones: { readonly [kind in TicketRow['kind']]: Tone } = {
  inquiry: 'info',
  order: 'accent',
  return: 'warn',
  complaint: 'danger',
  claim: 'danger',
  review: 'violet',
  appeal: 'violet',
}

/** What kind of work a ticket is. */
export function KindTag({ kind }: { readonly kind: TicketRow['kind'] }) {
  return <Badge tone={tones[kind]}>{useText('tickets')(`kind.${kind}`)}</Badge>
}

const brands: Readonly<Record<string, string>> = { amazon: 'Amazon', ebay: 'eBay' }

/** Where a ticket came in: the marketplace and its site, or the kind of channel. */
export function ChannelTag({ ticket }: { readonly ticket: Pick<TicketRow, 'store' | 'channelKind'> }) {
  return (
    <Badge tone="outline" className="shrink">
      {useChannelName(ticket)}
    </Badge>
  )
}

/** The name of where a ticket came in: "Amazon US", "Own shop", "E-mail". */
export function useChannelName(ticket: Pick<TicketRow, 'store' | 'channelKind'>): string {
  const text = useText('tickets')
  const [brand, site] = (ticket.store?.marketplaceCode ?? '').split('-')
  const known = brands[brand ?? '']
  if (known) return site ? `${known} ${site.toUpperCase()}` : known
  if (ticket.store) return text('own-shop')
  const channel = channelKinds.find((kind) => kind === ticket.channelKind)
  return channel ? text(`channel.${channel}`) : ticket.channelKind
}

const channelKinds = ['mailbox', 'receiver', 'web-form', 'api', 'phone', 'import'] as const
