import { Link } from '@tanstack/react-router'
import { ClipboardList } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import type { OrderTaskRow } from '../../parts/procedures/orderTasks.ts'
import { TaskDue } from '../../parts/procedures/TaskDue.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { isNarrow, type TaskSearch } from './search.ts'

/** Order tasks by due time; ended ones newest first. Each opens its ticket. */
export function TaskTable({ search }: { readonly search: TaskSearch }) {
  const text = useText('procedures')
  const { rows, error, retry, more } = usePages<OrderTaskRow>(['tickets', 'order-tasks', search], (after) =>
    answered(
      api.GET('/api/order-tasks', {
        params: {
          query: {
            limit: 50,
            state: search.state ?? 'open',
            ...(search.store && { storeId: search.store }),
            ...(search.agent && { assigneeId: search.agent }),
            ...(search.kind && { kind: search.kind }),
            ...(search.timely && { inTime: search.timely === 'in-time' }),
            ...(search.from && { from: search.from }),
            ...(search.until && { until: search.until }),
            ...after,
          },
        },
      }),
    ),
  )
  const isEnded = search.state === 'ended'
  const columns: readonly Column<OrderTaskRow>[] = [
    {
      name: 'kind',
      title: text('kind'),
      cell: (task) => (
        <Link
          to="/inbox/$view/{-$ticket}"
          params={{ view: 'all', ticket: task.ticket.id }}
          className="flex min-h-6 flex-col rounded font-medium text-accent-ink underline-offset-2 hover:underline"
        >
          {text(`kind.${task.kind}`)}
          <span className="text-sm font-normal text-muted">T-{task.ticket.number}</span>
        </Link>
      ),
    },
    {
      name: 'order',
      title: text('order'),
      cell: (task) => (
        <Link
          to="/orders/{-$order}"
          params={{ order: task.order.id }}
          search={{}}
          className="font-mono text-sm break-all hover:underline"
        >
          {task.order.number}
        </Link>
      ),
    },
    { name: 'store', title: text('store'), cell: ({ store }) => store.name, wideOnly: true },
    { name: 'agent', title: text('agent'), cell: ({ assignee }) => assignee?.name ?? text('nobody'), wideOnly: true },
    {
      name: 'stage',
      title: text('stage'),
      cell: ({ stage }) => <Badge tone="outline">{text(`stage.${stage}`)}</Badge>,
      wideOnly: true,
    },
    ...(isEnded
      ? [
          {
            name: 'ended',
            title: text('ended'),
            cell: ({ endedAt }: OrderTaskRow) => endedAt && <Time at={endedAt} />,
            wideOnly: true,
          },
        ]
      : []),
    { name: 'due', title: text('due'), cell: (task) => <TaskDue task={task} />, align: 'end' },
  ]
  if (error && !rows) return <ErrorState error={error} title={text('load-failed')} onRetry={retry} />
  const isPlain = search.state === undefined && !isNarrow(search)
  return (
    <Table
      label={text('tasks')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      more={more}
      empty={
        <EmptyState icon={ClipboardList} title={text(isPlain ? 'none-open' : 'none-found')}>
          {text(isPlain ? 'none-open-detail' : 'none-found-detail')}
        </EmptyState>
      }
    />
  )
}
