import { Link } from '@tanstack/react-router'
import { Star } from 'lucide-react'
import { memo } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import type { Customer } from '../../parts/customers.ts'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { GridCell } from '../../ui/GridCell.tsx'
import { Time } from '../../ui/Time.tsx'
import type { CustomerSearch } from './search.ts'

interface CustomerRowProps {
  readonly customer: Customer
  readonly search: CustomerSearch
  readonly open: boolean
}

/** A customer as two lines of the list: name and importance, then how to reach them and since when they are known. */
export const CustomerRow = memo(function CustomerRow({ customer, search, open }: CustomerRowProps) {
  const text = useText('customers')
  const formats = useFormats()
  const [first, ...others] = customer.contacts
  return (
    <GridCell>
      <Link
        to="/customers/{-$customer}"
        params={{ customer: customer.id }}
        search={search}
        aria-current={open ? 'true' : undefined}
        className={classes(
          'flex h-full flex-col justify-center gap-1 border-l-3 pr-3 pl-3.5 -outline-offset-2',
          open ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover/70',
        )}
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">
            {customer.name || text(customer.erasedAt ? 'erased' : 'no-name')}
          </span>
          {customer.vip && (
            <Badge tone="warn" icon={Star}>
              {text('important')}
            </Badge>
          )}
          {customer.language && (
            <span className="shrink-0 text-xs text-muted">{formats.languageName(customer.language)}</span>
          )}
        </span>
        <span className="flex min-w-0 items-baseline gap-2 text-sm text-muted">
          <span className="min-w-0 flex-1 truncate">
            {first ? first.address : text('no-contact')}
            {others.length > 0 && ` +${others.length}`}
          </span>
          <Time at={customer.createdAt} className="shrink-0" />
        </span>
      </Link>
    </GridCell>
  )
})
