import { Link } from '@tanstack/react-router'
import { Paperclip } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useLooseText, useText } from '../../i18n/text.ts'
import type { Evidence } from '../../parts/actions/actions.ts'
import { useMay } from '../../shell/session.ts'
import { Card } from '../../ui/Card.tsx'

const link =
  'inline-flex min-h-6 items-center text-accent-ink underline [overflow-wrap:anywhere] pointer-coarse:min-h-11'

/** What speaks for it. */
export function EvidenceCard({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const text = useText('actions')
  return (
    <Card title={text('evidence')} icon={Paperclip}>
      {evidence.length === 0 && <p className="text-muted">{text('no-evidence')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {evidence.map((piece) => (
          <li key={`${piece.kind} ${piece.ref} ${piece.currency}`} className="flex flex-col gap-0.5 py-2">
            <span className="text-sm text-muted">{text(`kind.${piece.kind}`)}</span>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <Piece piece={piece} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Piece({ piece }: { readonly piece: Evidence }): ReactNode {
  const text = useText('actions')
  const loose = useLooseText('actions')
  const formats = useFormats()
  const mayReadOrders = useMay('orders.read')
  const { kind, ref, count, of: sent, expected, amount, currency } = piece
  if (kind === 'rate')
    return text('rate-line', {
      count: count ?? 0,
      sent: sent ?? 0,
      expected: formats.number(Math.round((expected ?? 0) * 10) / 10),
      which: ref,
    })
  if (kind === 'reason') return text('reason-line', { reason: loose(`group.${ref}`) ?? ref, count: count ?? 0 })
  if (kind === 'cost') return text('cost-line', { amount: formats.money(amount ?? 0, currency ?? 'USD') })
  if (kind === 'comment') return <q>{piece.text}</q>
  if (kind === 'link')
    return (
      <a href={ref} target="_blank" rel="noreferrer noopener" className={link}>
        {piece.text || ref}
      </a>
    )
  if (kind === 'order' && mayReadOrders)
    return (
      <Link to="/orders/{-$order}" params={{ order: undefined }} search={{ q: ref }} className={link}>
        {ref}
      </Link>
    )
  return piece.text ? `${ref} · ${piece.text}` : ref
}
