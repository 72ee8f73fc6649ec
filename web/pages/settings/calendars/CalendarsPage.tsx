import { useQuery } from '@tanstack/react-query'
import { CalendarDays, Plus } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { NotFound } from '../../../shell/Standstill.tsx'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { Table } from '../../../ui/Table.tsx'
import { useSettingsAddress } from '../address.ts'
import { BackLink } from '../BackLink.tsx'
import { dayIn } from '../day.ts'
import { ItemLink } from '../ItemLink.tsx'
import { CalendarForm } from './CalendarForm.tsx'
import { type Calendar, calendarsQuery, weekHours } from './calendars.ts'

/** When people work: the calendars by which limits are counted. */
export function CalendarsPage({ item }: { readonly item: string | undefined }) {
  return item ? <CalendarView item={item} /> : <CalendarList />
}

function CalendarList() {
  const text = useText('sla')
  const title = useText('settings')('calendars')
  const mayWrite = useMay('sla.write')
  const { open } = useSettingsAddress('calendars')
  const calendars = useQuery(calendarsQuery)
  const add = mayWrite && (
    <Button tone="primary" icon={Plus} onClick={() => open('new')}>
      {text('add-calendar')}
    </Button>
  )
  const ahead = (calendar: Calendar): number => {
    const today = dayIn(calendar.zone)
    return calendar.holidays.filter(({ date }) => date >= today).length
  }
  return (
    <>
      <PageHeader title={title} description={text('calendars-detail')} actions={calendars.data?.length !== 0 && add} />
      {calendars.isError ? (
        <ErrorState error={calendars.error} onRetry={() => void calendars.refetch()} />
      ) : (
        <Table
          label={title}
          rows={calendars.data}
          rowKey={(calendar) => calendar.id}
          columns={[
            {
              name: 'name',
              title: text('name'),
              cell: (calendar) => <ItemLink page="calendars" item={calendar.id} label={calendar.name} />,
            },
            {
              name: 'week',
              title: text('week'),
              cell: (calendar) =>
                calendar.alwaysOpen ? text('always-open') : text('week-hours', { count: weekHours(calendar.periods) }),
            },
            {
              name: 'zone',
              title: text('zone'),
              cell: (calendar) => calendar.zone.replaceAll('_', ' '),
              wideOnly: true,
            },
            {
              name: 'holidays',
              title: text('holidays'),
              cell: (calendar) => text('holiday-count', { count: ahead(calendar) }),
              wideOnly: true,
            },
          ]}
          empty={
            <EmptyState icon={CalendarDays} title={text('no-calendars')} actions={add}>
              {text('no-calendars-detail')}
            </EmptyState>
          }
        />
      )}
    </>
  )
}

function CalendarView({ item }: { readonly item: string }) {
  const text = useText('sla')
  const { open } = useSettingsAddress('calendars')
  const calendars = useQuery(calendarsQuery)
  const fresh = item === 'new'
  const calendar = calendars.data?.find(({ id }) => id === item)
  if (calendars.isError) return <ErrorState error={calendars.error} onRetry={() => void calendars.refetch()} />
  if (!calendars.data) return <SkeletonLines lines={10} />
  if (!fresh && !calendar) return <NotFound />
  return (
    <>
      <BackLink page="calendars" label={text('calendars')} />
      <PageHeader title={calendar?.name ?? text('add-calendar')} />
      <CalendarForm
        key={calendar?.updatedAt ?? 'new'}
        {...(calendar ? { calendar } : {})}
        onSaved={(saved) => open(saved.id)}
        onGone={() => open(undefined)}
      />
    </>
  )
}
