import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../i18n/text.ts'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { TaskFilters } from './TaskFilters.tsx'
import { TaskTable } from './TaskTable.tsx'
import { Timeliness } from './Timeliness.tsx'

/** What is asked of orders, by due time; and how much of it was done in time. */
export function TasksPage() {
  return useMay('procedures.read') ? <Tasks /> : <Forbidden permission="procedures.read" />
}

function Tasks() {
  const text = useText('procedures')
  const search = useSearch({ from: '/app/order-tasks' })
  const navigate = useNavigate()
  useTitle(text('tasks'))
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-5 p-6 max-md:p-4">
        <PageHeader title={text('tasks')} description={text('detail')} />
        <Tabs
          label={text('tasks')}
          value={search.tab ?? 'list'}
          tabs={[
            { value: 'list', label: text('list') },
            { value: 'timeliness', label: text('timeliness') },
          ]}
          onValue={(tab) => void navigate({ to: '/order-tasks', search: tab === 'timeliness' ? { tab } : {} })}
        >
          <div className="flex flex-col gap-4 pt-4">
            <TaskFilters search={search} />
            {search.tab === 'timeliness' ? <Timeliness search={search} /> : <TaskTable search={search} />}
          </div>
        </Tabs>
      </div>
    </div>
  )
}
