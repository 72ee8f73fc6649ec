import { useMutation, useQuery } from '@tanstack/react-query'
import { SlidersHorizontal, UserRoundX } from 'lucide-react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Table } from '../../../ui/Table.tsx'
import { toast, toastError } from '../../../ui/Toast.tsx'
import { useSettingsAddress } from '../address.ts'
import { found } from '../found.ts'
import { type Availability, availabilitiesQuery, type DutyState, dutyStates } from './availabilities.ts'
import { CapacityDialog } from './CapacityDialog.tsx'

/** Everybody who works on tickets, with duty and load. */
export function DutyList({ item }: { readonly item: string | undefined }) {
  const text = useText('assignment')
  const desk = useText('tickets')
  const words = useText('inbox')
  const failed = useText('ui')('failed-action')
  const formats = useFormats()
  const mayWrite = useMay('assignment.write')
  const { q, open, search } = useSettingsAddress('assignment')
  const people = useQuery(availabilitiesQuery)
  const shown = people.data?.filter((person) => found(q, [person.name]))
  const opened = people.data?.find(({ memberId }) => memberId === item)
  const turn = useMutation({
    mutationFn: ({ person, state }: { person: Availability; state: DutyState }) =>
      answered(
        api.PATCH('/api/availabilities/{memberId}', {
          params: { path: { memberId: person.memberId } },
          body: { state },
        }),
      ),
    onSuccess: ({ name, state }) => {
      toast(text('duty-changed', { name, state: words(`duty.${state}`) }))
      return queries.invalidateQueries({ queryKey: availabilitiesQuery.queryKey })
    },
    onError: (error) => toastError(failed, error),
  })
  const duty = (person: Availability) => (
    <Select
      aria-label={`${person.name}: ${text('duty')}`}
      className="w-32"
      disabled={!mayWrite}
      value={turn.isPending && turn.variables.person.memberId === person.memberId ? turn.variables.state : person.state}
      options={dutyStates.map((state) => ({ value: state, label: words(`duty.${state}`) }))}
      onValue={(state) => turn.mutate({ person, state })}
    />
  )
  const load = (person: Availability) => (
    <span className="whitespace-nowrap" title={text('load-detail', { open: person.open, pressing: person.pressing })}>
      <span className="tabular-nums">
        {text('load-of', { load: formats.number(person.load), capacity: person.capacity })}
      </span>
    </span>
  )
  if (people.isError) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />
  return (
    <>
      <SearchField label={text('search')} value={q} onSearch={search} />
      <Table
        label={text('duty-title')}
        rows={shown}
        rowKey={(person) => person.memberId}
        columns={[
          { name: 'name', title: text('member'), cell: (person) => <span className="font-medium">{person.name}</span> },
          { name: 'duty', title: text('duty'), width: 'w-36', cell: duty },
          { name: 'load', title: text('load'), cell: load },
          {
            name: 'kinds',
            title: text('kinds'),
            wideOnly: true,
            cell: (person) => (
              <span className="flex flex-wrap gap-1">
                {person.kinds.length === 0 && <span className="text-muted">{text('all-kinds')}</span>}
                {person.kinds.map((kind) => (
                  <Badge key={kind} tone="outline">
                    {desk(`kind.${kind}`)}
                  </Badge>
                ))}
              </span>
            ),
          },
          {
            name: 'edit',
            title: <span className="sr-only">{text('capacity')}</span>,
            align: 'end',
            cell: (person) =>
              mayWrite && (
                <IconButton
                  icon={SlidersHorizontal}
                  size="small"
                  label={text('edit', { name: person.name })}
                  onClick={() => open(person.memberId)}
                />
              ),
          },
        ]}
        empty={
          q ? (
            <EmptyState icon={UserRoundX} title={text('none-found', { words: q })} />
          ) : (
            <EmptyState icon={UserRoundX} title={text('nobody')}>
              {text('nobody-detail')}
            </EmptyState>
          )
        }
      />
      {opened && <CapacityDialog person={opened} onClose={() => open(undefined)} />}
    </>
  )
}
