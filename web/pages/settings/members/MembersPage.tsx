import { useText } from '../../../i18n/text.ts'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { useSettingsAddress } from '../address.ts'
import { InviteButton } from './InviteButton.tsx'
import { MemberDialog } from './MemberDialog.tsx'
import { MemberList } from './MemberList.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import { RoleList } from './RoleList.tsx'

/** The people of the workspace, and the roles that say what they may do. */
export function MembersPage({ item }: { readonly item: string | undefined }) {
  const text = useText('members')
  const { tab, show, open } = useSettingsAddress('members')
  const shown = tab === 'roles' ? 'roles' : 'people'
  const close = () => open(undefined)
  return (
    <>
      <PageHeader title={useText('settings')('members')} description={text('detail')} actions={<InviteButton />} />
      <Tabs
        label={useText('settings')('members')}
        value={shown}
        tabs={[
          { value: 'people', label: text('people') },
          { value: 'roles', label: text('roles') },
        ]}
        onValue={show}
      >
        <div className="flex flex-col gap-4 pt-4">{shown === 'people' ? <MemberList /> : <RoleList />}</div>
      </Tabs>
      {item &&
        (shown === 'people' ? <MemberDialog item={item} onClose={close} /> : <RoleDialog id={item} onClose={close} />)}
    </>
  )
}
