import { Link } from '@tanstack/react-router'
import { PackageOpen } from 'lucide-react'
import { useLanguage, useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { useIsWide } from '../../ui/useIsWide.ts'
import { CardList } from './CardList.tsx'
import { useColumnTitle } from './columnTitle.ts'
import { type ReturnRow, useReturns } from './queries.ts'
import { ApprovalBadge, OutcomeBadge, UnsentBadge } from './ReturnCard.tsx'
import { ReturnDue } from './ReturnDue.tsx'
import { isNarrow, type ReturnSearch } from './search.ts'
import { useCardKeys } from './useCardKeys.ts'

/** Open returns by due time; ended ones newest first. Each opens its ticket. */
export function ReturnList({ search }: { readonly search: ReturnSearch }) {
  const text = useText('returnsBoard')
  const language = useLanguage()
  const { rows, error, retry, more } = useReturns(search, 50)
  const { box, onKeyDown } = useCardKeys()
  const titleOf = useColumnTitle()
  const isWide = useIsWide()
  const isEnded = search.stage === 'ended' || search.outcome !== undefined
  const columns: readonly Column<ReturnRow>[] = [
    {
      name: 'return',
      title: text('return'),
      cell: (row) => (
        <Link
          to="/inbox/$view/{-$ticket}"
          params={{ view: 'all', ticket: row.ticket.id }}
          data-return={row.id}
          className="flex min-h-6 flex-col rounded font-medium text-accent-ink underline-offset-2 hover:underline"
        >
          {row.title || row.sku || text('no-item')}
          <span className="font-mono text-sm font-normal text-muted">{row.rma}</span>
        </Link>
      ),
    },
    {
      name: 'stage',
      title: text('step'),
      cell: (row) => (
        <span className="flex flex-col items-start gap-1 py-0.5">
          <span className="flex flex-wrap gap-1">
            {row.endedAt === null ? <Badge tone="outline">{titleOf(row)}</Badge> : <OutcomeBadge row={row} />}
            <UnsentBadge row={row} />
            {row.endedAt === null && <ApprovalBadge row={row} />}
          </span>
          {row.stepTitle && row.endedAt === null && (
            <span className="text-sm text-muted max-md:hidden">{row.stepTitle[language]}</span>
          )}
        </span>
      ),
    },
    {
      name: 'order',
      title: text('order'),
      cell: ({ order }) => order && <span className="font-mono text-sm break-all">{order.number}</span>,
      wideOnly: true,
    },
    { name: 'store', title: text('store'), cell: ({ store }) => store.name, wideOnly: true },
    { name: 'agent', title: text('agent'), cell: ({ assignee }) => assignee?.name ?? text('nobody'), wideOnly: true },
    {
      name: 'due',
      title: text(isEnded ? 'ended' : 'due'),
      cell: (row) => (row.endedAt === null ? <ReturnDue row={row} /> : <Time at={row.endedAt} />),
      align: 'end',
    },
  ]
  if (error && !rows) return <ErrorState error={error} title={text('load-failed')} onRetry={retry} />
  const isPlain = !isNarrow(search) && search.day === undefined
  const empty = (
    <EmptyState icon={PackageOpen} title={text(isPlain ? 'none-open' : 'none-found')}>
      {text(isPlain ? 'none-open-detail' : 'none-found-detail')}
    </EmptyState>
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it holds the rows, and is no control itself
    <div ref={box} onKeyDown={onKeyDown}>
      {isWide ? (
        <Table
          label={text('returns')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          more={more}
          empty={empty}
        />
      ) : (
        <CardList rows={rows} more={more} empty={empty} />
      )}
    </div>
  )
}
