import { History } from 'lucide-react'
import { answered, api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { useText } from '../../../i18n/text.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { ItemLink } from '../ItemLink.tsx'
import { type CleanupRun, isCleaning, isUndoing } from './cleanups.ts'
import { resultOf } from './results.ts'
import { UndoButton } from './UndoButton.tsx'

/** What was cleaned away, by whom and when, the newest first. */
export function RunList() {
  const text = useText('cleanups')
  const list = usePages(
    ['cleanups', 'runs'],
    (after) => answered(api.GET('/api/cleanup-runs', { params: { query: { limit: 50, ...after } } })),
    { every: (rows) => (rows.some((run) => isCleaning(run) || isUndoing(run)) ? 1_000 : false) },
  )
  if (list.error && !list.rows) return <ErrorState error={list.error} onRetry={list.retry} />
  return (
    <Table
      label={text('history')}
      rows={list.rows}
      more={list.more}
      rowKey={(run) => run.id}
      columns={[
        {
          name: 'kind',
          title: text('kind'),
          cell: (run) => <ItemLink page="cleanups" item={run.kind} label={text(`kind-${run.kind}`)} />,
        },
        { name: 'result', title: text('result'), cell: (run) => <Result run={run} /> },
        { name: 'by', title: text('asked-by'), cell: (run) => run.askedBy.name || '—', wideOnly: true },
        { name: 'when', title: text('when'), cell: (run) => <Time at={run.askedAt} />, wideOnly: true },
        { name: 'undo', title: '', align: 'end', cell: (run) => run.mayUndo && <UndoButton run={run} /> },
      ]}
      empty={
        <EmptyState icon={History} title={text('history-empty')}>
          {text('history-empty-detail')}
        </EmptyState>
      }
    />
  )
}

function Result({ run }: { readonly run: CleanupRun }) {
  const text = useText('cleanups')
  if (isCleaning(run)) return text('cleaning-progress', { done: run.cleaned + run.kept, all: run.chosen })
  if (isUndoing(run)) return text('undoing-progress', { done: run.undo?.undone ?? 0 })
  return resultOf(run, text)
}
