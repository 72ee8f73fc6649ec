import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormats } from '../../../i18n/formats.ts'
import { useLooseText, useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { type Column, Table } from '../../../ui/Table.tsx'
import type { Choice, Cleanup, Finding } from './cleanups.ts'

interface FindingTableProps {
  readonly cleanup: Cleanup
  readonly rows: readonly Finding[] | undefined
  readonly more: { readonly has: boolean; readonly load: () => void; readonly pending: boolean }
  readonly choice: Choice
  /** Absent where nothing can be chosen. */
  readonly onToggle: ((key: string) => void) | undefined
}

/** Each row that was found, with why it is invalid and what stays instead. */
export function FindingTable({ cleanup, rows, more, choice, onToggle }: FindingTableProps) {
  const text = useText('cleanups')
  const loose = useLooseText('cleanups')
  const formats = useFormats()
  const has = (field: 'at' | 'amount' | 'other') => rows?.some((row) => row[field] !== null) ?? false
  const columns: Column<Finding>[] = [
    ...(onToggle
      ? [
          {
            name: 'chosen',
            title: '',
            width: 'w-10',
            cell: (row: Finding) => (
              <Checkbox
                aria-label={text('choose-row', { name: row.title || text('no-name') })}
                checked={choice === 'all' || choice.has(row.key)}
                onChecked={() => onToggle(row.key)}
              />
            ),
          },
        ]
      : []),
    {
      name: 'what',
      title: text('what'),
      cell: (row) => (
        <span className="block max-w-80 min-w-0 [overflow-wrap:anywhere]">
          <Titled title={row.title} thing={row.thing} />
        </span>
      ),
    },
    {
      name: 'reason',
      title: text('reason'),
      cell: (row) => loose(`reason-${row.reason}`) ?? row.reason,
    },
    ...(has('amount')
      ? [
          {
            name: 'amount',
            title: text('amount'),
            align: 'end' as const,
            cell: ({ amount, currency }: Finding) =>
              amount !== null && currency !== null ? formats.money(amount, currency) : '—',
          },
        ]
      : []),
    ...(has('at')
      ? [
          {
            name: 'when',
            title: text('when'),
            wideOnly: true,
            cell: ({ at }: Finding) => (at ? formats.date(new Date(at)) : '—'),
          },
        ]
      : []),
    ...(has('other')
      ? [
          {
            name: 'stays',
            title: text(cleanup.kind === 'alike-customers' ? 'shares-with' : 'stays'),
            cell: (row: Finding) => <Stays cleanup={cleanup} row={row} />,
          },
        ]
      : []),
  ]
  return (
    <Table label={text(`kind-${cleanup.kind}`)} columns={columns} rows={rows} more={more} rowKey={(row) => row.key} />
  )
}

function Stays({ cleanup: { kind }, row }: { readonly cleanup: Cleanup; readonly row: Finding }) {
  const text = useText('cleanups')
  const formats = useFormats()
  const mayRead = useMay('customers.read')
  const { other, thing } = row
  if (!other) return '—'
  if (!other.thing) return text('settled-on', { day: formats.date(new Date(other.title)) })
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Titled title={other.title} thing={other.thing} />
      {kind === 'alike-customers' && thing && mayRead && (
        <Link
          to="/customers/{-$customer}"
          params={{ customer: other.thing.id }}
          search={{ merge: thing.id }}
          className="text-accent-ink underline"
        >
          {text('compare')}
        </Link>
      )}
    </span>
  )
}

const look = 'rounded font-medium text-ink underline-offset-2 hover:underline'

/** What a row is called; opens the thing for who may see it. */
function Titled({ title, thing }: Pick<Finding, 'title' | 'thing'>): ReactNode {
  const text = useText('cleanups')
  const may = { customers: useMay('customers.read'), orders: useMay('orders.read'), mails: useMay('channels.write') }
  const mayImports = useMay('imports.read')
  const shown = title || text('no-name')
  if (thing?.kind === 'customer' && may.customers)
    return (
      <Link to="/customers/{-$customer}" params={{ customer: thing.id }} className={look}>
        {shown}
      </Link>
    )
  if (thing?.kind === 'order' && may.orders)
    return (
      <Link to="/orders/{-$order}" params={{ order: thing.id }} className={look}>
        {shown}
      </Link>
    )
  if (thing?.kind === 'import' && mayImports) return <InSettings page="imports" item={thing.id} title={shown} />
  if (thing?.kind === 'mail' && may.mails)
    return <InSettings page="channels" item={thing.id} title={shown} search={{ tab: 'quarantine' }} />
  if (thing?.kind === 'product')
    return <InSettings page="products" title={shown} search={{ q: shown.split(' · ')[0] ?? shown }} />
  return shown
}

interface InSettingsProps {
  readonly page: string
  readonly item?: string
  readonly title: string
  readonly search?: { readonly tab?: string; readonly q?: string }
}

const InSettings = ({ page, item, title, search = {} }: InSettingsProps) => (
  <Link to="/settings/{-$page}/{-$item}" params={{ page, item }} search={search} className={look}>
    {title}
  </Link>
)
