import { useQuery } from '@tanstack/react-query'
import { Handshake, Plus } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { departmentsQuery } from '../../../parts/actions/actions.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { useSettingsAddress } from '../address.ts'
import { ItemLink } from '../ItemLink.tsx'
import { everybodyQuery } from '../members/teams.ts'
import { DepartmentForm } from './DepartmentForm.tsx'

/** Who can be asked, who answers there, and within what time. */
export function DepartmentsPage({ item }: { readonly item: string | undefined }) {
  const text = useText('actions')
  const { open } = useSettingsAddress('departments')
  const departments = useQuery(departmentsQuery)
  const everybody = useQuery(everybodyQuery)
  const opened = departments.data?.find(({ id }) => id === item)
  const close = () => open(undefined)
  const add = (
    <Button tone="primary" icon={Plus} onClick={() => open('new')}>
      {text('add-department')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={useText('settings')('departments')}
        description={text('departments-detail')}
        actions={departments.data?.length !== 0 && add}
      />
      {departments.isPending && <SkeletonLines lines={5} />}
      {departments.isError && !departments.data && (
        <ErrorState error={departments.error} onRetry={() => void departments.refetch()} />
      )}
      {departments.data?.length === 0 && (
        <EmptyState icon={Handshake} title={text('departments-empty')} actions={add}>
          {text('departments-empty-detail')}
        </EmptyState>
      )}
      <ul className="flex flex-col gap-2.5 empty:hidden">
        {departments.data?.map((department) => (
          <li
            key={department.id}
            className="flex flex-col gap-1 rounded-xl border border-line bg-surface p-3.5 shadow-card"
          >
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                <ItemLink page="departments" item={department.id} label={department.name} />
              </span>
              <Badge>{text(`field.${department.field}`)}</Badge>
              {!department.active && <Badge tone="outline">{text('not-asked')}</Badge>}
            </span>
            <span className="text-sm text-muted">
              {[
                text('people-count', { count: department.memberIds.length }),
                text('within-hours', { hours: department.limitSeconds / 3_600 }),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {item !== undefined && (item === 'new' || opened) && (
        <Dialog open onOpen={(stays) => !stays && close()} title={opened?.name ?? text('add-department')}>
          {everybody.isPending && <SkeletonLines lines={5} />}
          {everybody.isError && !everybody.data && (
            <ErrorState error={everybody.error} onRetry={() => void everybody.refetch()} />
          )}
          {everybody.data && (
            <DepartmentForm {...(opened ? { department: opened } : {})} members={everybody.data} onDone={close} />
          )}
        </Dialog>
      )}
    </>
  )
}
