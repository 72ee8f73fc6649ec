import { Link, useNavigate } from '@tanstack/react-router'
import { Plus, TicketPercent } from 'lucide-react'
import { memo } from 'react'
import type { usePages } from '../../api/pages.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { ListRows } from '../../parts/ListRows.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { GridCell } from '../../ui/GridCell.tsx'
import { Select } from '../../ui/Select.tsx'
import type { OfferLine } from './offers.ts'
import { StateBadge } from './StateBadge.tsx'
import { type View, views } from './search.ts'

interface OfferListProps {
  readonly view: View
  readonly list: ReturnType<typeof usePages<OfferLine>>
  readonly openId: string | undefined
  readonly activeIndex: number
  /** Absent for who may write none. */
  readonly onAdd: (() => void) | undefined
  readonly className: string
}

/** Row heights in px at the medium text size. */
const heights = { comfortable: 68, compact: 60 } as const

/** Which ones, then one virtual list however long it is. */
export function OfferList({ view, list, openId, activeIndex, onAdd, className }: OfferListProps) {
  const text = useText('offers')
  const navigate = useNavigate()
  const add = onAdd && (
    <Button tone="primary" icon={Plus} onClick={onAdd}>
      {text('add')}
    </Button>
  )
  return (
    <section
      aria-label={text('offers')}
      className={classes('flex min-h-0 flex-col border-r border-line bg-surface', className)}
    >
      <div className="flex items-center gap-2 border-b border-line p-3">
        <Select
          aria-label={text('views')}
          value={view}
          options={views.map((value) => ({ value, label: text(value) }))}
          onValue={(chosen) =>
            void navigate({
              to: '/offers/{-$offer}',
              params: { offer: undefined },
              search: chosen === 'all' ? {} : { view: chosen },
            })
          }
          className="min-w-0 flex-1"
        />
        {list.rows?.length !== 0 && add}
      </div>
      <ListRows
        label={text('offers')}
        list={list}
        heights={heights}
        lines={2}
        activeIndex={activeIndex}
        empty={
          <EmptyState icon={TicketPercent} title={text('nothing')} actions={add}>
            {text('nothing-detail')}
          </EmptyState>
        }
      >
        {(offer) => <OfferRow offer={offer} view={view} open={offer.id === openId} />}
      </ListRows>
    </section>
  )
}

interface OfferRowProps {
  readonly offer: OfferLine
  readonly view: View
  readonly open: boolean
}

/** An offer as two lines: what it is called and how it stands, then whose and until when, or what came of it. */
const OfferRow = memo(function OfferRow({ offer, view, open }: OfferRowProps) {
  const text = useText('offers')
  const days = useFormats('UTC')
  const { results } = offer
  return (
    <GridCell>
      <Link
        to="/offers/{-$offer}"
        params={{ offer: offer.id }}
        search={view === 'all' ? {} : { view }}
        aria-current={open ? 'true' : undefined}
        className={classes(
          'flex h-full flex-col justify-center gap-1 border-l-3 pr-3 pl-3.5 -outline-offset-2',
          open ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover/70',
        )}
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{offer.name}</span>
          <StateBadge state={offer.state} />
        </span>
        <span className="min-w-0 truncate text-sm text-muted">
          {[
            text(`kind.${offer.kind}`),
            offer.storeName,
            ...(results.sent > 0
              ? [
                  text('sent-count', { count: results.sent }),
                  ...(results.bought > 0 ? [text('bought-count', { count: results.bought })] : []),
                ]
              : [
                  text('valid-days', {
                    from: days.date(new Date(offer.validFrom)),
                    until: days.date(new Date(offer.validUntil)),
                  }),
                ]),
          ].join(' · ')}
        </span>
      </Link>
    </GridCell>
  )
})
