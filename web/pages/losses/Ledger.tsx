import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { BookOpen, Download } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { storesQuery } from '../../parts/desk.ts'
import { useListKeys } from '../../parts/ListBeside.tsx'
import { useMay, useSession } from '../../shell/session.ts'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Table } from '../../ui/Table.tsx'
import { BookingView } from './BookingView.tsx'
import { Marks } from './Marks.tsx'
import { asked, type Line, type LossSearch } from './search.ts'

/** The lines behind a figure, the latest day first, and the opened booking beside them. */
export function Ledger({ search }: { readonly search: LossSearch }) {
  const text = useText('losses')
  const navigate = useNavigate()
  const stores = useQuery({ ...storesQuery, enabled: useMay('stores.read') })
  const question = {
    ...asked(search),
    ...(search.without && { withoutQuality: true }),
    ...(search.state && { state: search.state }),
  }
  const list = usePages(['losses', 'lines', question], (after) =>
    answered(api.GET('/api/loss-lines', { params: { query: { limit: 50, ...question, ...after } } })),
  )
  const rows = list.rows ?? []
  const open = (line: string | undefined, replace = false): void => {
    const { line: _, ...kept } = search
    void navigate({ to: '/losses', search: line === undefined ? kept : { ...kept, line }, replace })
  }
  useListKeys({ rows, openId: search.line, open })
  const opened = rows.find(({ id }) => id === search.line)
  const file = new URLSearchParams(Object.entries(question).map(([name, value]) => [name, String(value)]))
  if (list.error && !list.rows)
    return <ErrorState error={list.error} title={text('load-failed')} onRetry={list.retry} />
  return (
    <div className={classes('grid items-start gap-4', opened && 'lg:grid-cols-[1fr_24rem]')}>
      <div className={classes('flex min-w-0 flex-col gap-2', opened && 'max-lg:hidden')}>
        <a
          href={`/api/loss-lines/file?${file}`}
          download
          className="inline-flex min-h-6 items-center gap-1.5 self-end text-accent-ink underline pointer-coarse:min-h-11"
        >
          <Download aria-hidden className="size-4" />
          {text('csv')}
        </a>
        <Lines list={list} search={search} isNarrow={opened !== undefined} />
      </div>
      {opened && (
        <BookingView
          key={opened.bookingId}
          line={opened}
          store={stores.data?.find(({ id }) => id === opened.storeId)?.name ?? ''}
          onClose={() => open(undefined)}
        />
      )}
    </div>
  )
}

interface LinesProps {
  readonly list: Pick<ReturnType<typeof usePages<Line>>, 'rows' | 'more'>
  readonly search: LossSearch
  readonly isNarrow: boolean
}

function Lines({ list, search, isNarrow }: LinesProps) {
  const text = useText('losses')
  const formats = useFormats()
  const base = useSession().workspace.currency
  const kindOf = (line: Line) => text(`kind.${line.kind}`)
  return (
    <Table
      label={text('ledger')}
      rows={list.rows}
      more={list.more}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={BookOpen} title={text('no-lines')}>
          {text('no-lines-detail')}
        </EmptyState>
      }
      columns={[
        {
          name: 'day',
          title: text('day'),
          cell: ({ day }) => <span className="whitespace-nowrap tabular-nums">{day}</span>,
        },
        {
          name: 'kind',
          title: text('kind'),
          cell: (line) => (
            <span className="flex flex-wrap items-center gap-x-2">
              <Link
                to="/losses"
                search={{ ...search, line: line.id }}
                aria-current={line.id === search.line ? 'true' : undefined}
                title={text('open-line', { kind: kindOf(line), day: line.day })}
                className="inline-flex min-h-6 items-center underline-offset-2 hover:underline aria-[current]:font-semibold pointer-coarse:min-h-11"
              >
                {kindOf(line)}
              </Link>
              <Marks line={line} />
            </span>
          ),
        },
        { name: 'order', title: text('order'), cell: ({ orderNumber }) => orderNumber, wideOnly: true },
        ...(isNarrow
          ? []
          : [
              { name: 'sku', title: text('sku'), cell: ({ sku }: Line) => sku || text('unknown'), wideOnly: true },
              {
                name: 'reason',
                title: text('reason'),
                cell: ({ reason }: Line) => (reason === null ? text('unknown') : text(`reason.${reason}`)),
                wideOnly: true,
              },
            ]),
        {
          name: 'amount',
          title: text('amount'),
          align: 'end',
          cell: ({ amount, currency, baseAmount }) => (
            <span className="whitespace-nowrap tabular-nums">
              {amount === null ? '–' : formats.money(amount, currency)}
              {currency !== base && baseAmount !== null && (
                <span className="block text-sm text-muted">{formats.money(baseAmount, base)}</span>
              )}
            </span>
          ),
        },
      ]}
    />
  )
}
