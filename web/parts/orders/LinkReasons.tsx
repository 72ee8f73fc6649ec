import { CircleCheck, CircleHelp, Hand, type LucideIcon, Sparkles } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import type { LinkReason, OrderLink } from './orders.ts'

const looks: { readonly [sureness in NonNullable<OrderLink['confidence']>]: readonly [Tone, LucideIcon] } = {
  certain: ['ok', CircleCheck],
  likely: ['info', Sparkles],
  low: ['warn', CircleHelp],
}

/** How sure it is that a ticket is about its order, who says so, and why. */
export function LinkReasons({ link }: { readonly link: OrderLink }) {
  const text = useText('orders')
  if (!link.confidence) return null
  const [tone, icon] = looks[link.confidence]
  const isByHand = link.linkedBy === 'member'
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-1.5 text-muted">
        {!isByHand && (
          <Badge tone={tone} icon={icon}>
            {text(`link.${link.confidence}`)}
          </Badge>
        )}
        {isByHand && <Hand aria-hidden className="size-3.5" />}
        {isByHand ? text('link.by-member', { name: link.member?.name ?? '' }) : text('link.by-rule')}
      </p>
      {link.confidence === 'low' && (
        <p role="status" className="rounded-lg bg-warn-soft px-2.5 py-1.5 text-warn-ink">
          {text('link.low-detail')}
        </p>
      )}
      <Reasons reasons={link.reasons} />
    </div>
  )
}

/** Why an order may be the one, a line each. */
export function Reasons({ reasons }: { readonly reasons: readonly LinkReason[] }) {
  const text = useText('orders')
  if (reasons.length === 0) return null
  return (
    <ul aria-label={text('link.why')} className="list-disc pl-4 text-sm text-muted [overflow-wrap:anywhere]">
      {reasons.map(({ code, quote }) => (
        <li key={code}>{text(`link.why.${code}`, { quote: quote || '…' })}</li>
      ))}
    </ul>
  )
}
