import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Eye, Star, UserRound } from 'lucide-react'
import { memo, useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { customerQuery } from '../../parts/customers.ts'
import { useMay } from '../../shell/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Card, Facts } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'

/** Who the buyer is. Addresses are masked until one asks to see them; that is written down. */
export const CustomerCard = memo(function CustomerCard({ customerId }: { readonly customerId: string }) {
  const text = useText('inbox')
  const formats = useFormats()
  const mayReveal = useMay('customers.reveal')
  const [reveal, setReveal] = useState(false)
  const customer = useQuery(customerQuery(customerId, reveal))
  const known = customer.data
  return (
    <Card
      title={text('customer')}
      icon={UserRound}
      aside={
        mayReveal &&
        known?.masked && <IconButton icon={Eye} label={text('reveal')} size="small" onClick={() => setReveal(true)} />
      }
    >
      {customer.isPending && <SkeletonLines lines={3} />}
      {customer.isError && !known && <ErrorState error={customer.error} onRetry={() => void customer.refetch()} />}
      {known && (
        <>
          <p className="flex flex-wrap items-center gap-1.5 font-medium">
            {known.name || text('unknown-buyer')}
            {known.vip && (
              <Badge tone="warn" icon={Star} title={known.vipReason}>
                {text('vip')}
              </Badge>
            )}
          </p>
          <div className="mt-1.5">
            <Facts
              rows={[
                ...known.contacts.map((contact) => ({
                  name: text(`contact.${contact.kind}`),
                  value: <span className="break-all">{contact.address}</span>,
                })),
                ...(known.language
                  ? [{ name: text('field.language'), value: formats.languageName(known.language) }]
                  : []),
                { name: text('customer-since'), value: formats.date(new Date(known.createdAt)) },
              ]}
            />
          </div>
          {known.specialNeeds && (
            <p className="mt-2 text-sm whitespace-pre-wrap">
              <span className="text-muted">{text('special-needs')}</span> {known.specialNeeds}
            </p>
          )}
          {known.notes && <p className="mt-2 text-sm whitespace-pre-wrap text-muted">{known.notes}</p>}
          <Link
            to="/customers/{-$customer}"
            params={{ customer: customerId }}
            className="mt-2 inline-flex text-sm text-accent-ink underline-offset-2 hover:underline pointer-coarse:min-h-11 pointer-coarse:items-center"
          >
            {text('open-customer')}
          </Link>
        </>
      )}
    </Card>
  )
})
