import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Table } from '../../../ui/Table.tsx'
import { ItemLink } from '../ItemLink.tsx'
import { AddButton } from './AddButton.tsx'
import { everybodyQuery, type Team, teamsQuery } from './teams.ts'

/** The teams of the workspace, with who belongs to each. */
export function TeamList() {
  const text = useText('members')
  const teams = useQuery(teamsQuery)
  const everybody = useQuery(everybodyQuery)
  const names = (team: Team): string =>
    (everybody.data ?? [])
      .filter(({ id }) => team.memberIds.includes(id))
      .map(({ name }) => name)
      .join(' · ')
  if (teams.isError) return <ErrorState error={teams.error} onRetry={() => void teams.refetch()} />
  return (
    <>
      <p className="text-muted">{text('teams-detail')}</p>
      <Table
        label={text('teams')}
        rows={teams.data}
        rowKey={(team) => team.id}
        columns={[
          {
            name: 'name',
            title: text('team'),
            cell: (team) => <ItemLink page="members" item={team.id} label={team.name} />,
          },
          {
            name: 'count',
            title: text('people'),
            width: 'w-32',
            cell: (team) => text('member-count', { count: team.memberIds.length }),
          },
          { name: 'names', title: text('name'), cell: (team) => names(team) || '—', wideOnly: true },
        ]}
        empty={
          <EmptyState icon={UsersRound} title={text('no-teams')} actions={<AddButton tab="teams" />}>
            {text('no-teams-detail')}
          </EmptyState>
        }
      />
    </>
  )
}
