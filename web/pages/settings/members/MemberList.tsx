import { Users } from 'lucide-react'
import { answered, api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useSession } from '../../../shell/session.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Badge } from '../../../ui/Badge.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Table } from '../../../ui/Table.tsx'
import { useSettingsAddress } from '../address.ts'
import { ItemLink } from '../ItemLink.tsx'
import { MemberState } from './MemberState.tsx'
import { type Member, useRoles } from './roles.ts'

/** The members by name, with their roles, languages and stores. */
export function MemberList() {
  const text = useText('members')
  const formats = useFormats()
  const self = useSession().member.id
  const { q, search } = useSettingsAddress('members')
  const { namesOf } = useRoles()
  const list = usePages(['members', 'list', q], (after) =>
    answered(api.GET('/api/members', { params: { query: { limit: 50, ...(q && { search: q }), ...after } } })),
  )
  const name = (member: Member) => (
    <span className="flex items-center gap-2.5">
      <Avatar name={member.name} />
      <span className="min-w-0">
        <span className="flex items-center gap-1.5">
          <ItemLink page="members" item={member.id} label={member.name} />
          {member.id === self && <Badge tone="outline">{text('yourself')}</Badge>}
        </span>
        <span className="block text-sm text-muted max-md:break-all md:whitespace-nowrap">{member.email}</span>
        <span className="block text-sm md:hidden">{namesOf(member.roleIds).join(' · ')}</span>
      </span>
    </span>
  )
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  return (
    <>
      <SearchField label={text('search')} value={q} onSearch={search} />
      <Table
        label={text('people')}
        rows={list.rows}
        more={list.more}
        rowKey={(member) => member.id}
        columns={[
          { name: 'name', title: text('name'), cell: name },
          {
            name: 'roles',
            title: text('role'),
            cell: (member) => namesOf(member.roleIds).join(' · '),
            wideOnly: true,
          },
          {
            name: 'speaks',
            title: text('speaks'),
            cell: (member) => member.speaks.map(formats.languageName).join(' · ') || '—',
            wideOnly: true,
          },
          {
            name: 'stores',
            title: text('stores'),
            cell: (member) =>
              member.allStores ? text('all-stores') : text('stores-count', { count: member.storeIds.length }),
            wideOnly: true,
          },
          {
            name: 'state',
            title: text('state'),
            width: 'w-24',
            cell: (member) => <MemberState state={member.state} />,
          },
        ]}
        empty={<EmptyState icon={Users} title={text('none-found', { words: q })} />}
      />
    </>
  )
}
