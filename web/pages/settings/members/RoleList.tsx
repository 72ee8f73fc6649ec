import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Table } from '../../../ui/Table.tsx'
import { ItemLink } from '../ItemLink.tsx'
import { useRoles } from './roles.ts'

/** The roles of the workspace. */
export function RoleList() {
  const text = useText('members')
  const { query, nameOf } = useRoles()
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return (
    <>
      <p className="text-muted">{text('roles-detail')}</p>
      <Table
        label={text('roles')}
        rows={query.data}
        rowKey={(role) => role.id}
        columns={[
          {
            name: 'name',
            title: text('role'),
            cell: (role) => <ItemLink page="members" item={role.id} label={nameOf(role)} />,
          },
          {
            name: 'permissions',
            title: text('permissions'),
            cell: (role) => text('permission-count', { count: Object.keys(role.permissions).length }),
          },
          {
            name: 'shipped',
            title: <span className="sr-only">{text('shipped')}</span>,
            align: 'end',
            cell: (role) => role.shipped && <Badge tone="outline">{text('shipped')}</Badge>,
          },
        ]}
      />
    </>
  )
}
