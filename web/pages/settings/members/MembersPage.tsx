import { useText } from '../../../i18n/text.ts'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { useSettingsAddress } from '../address.ts'
import { AddButton } from './AddButton.tsx'
import { MemberDialog } from './MemberDialog.tsx'
import { MemberList } from './MemberList.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import { RoleList } from './RoleList.tsx'
import { membersTabs } from './roles.ts'
import { TeamDialog } from './TeamDialog.tsx'
import { TeamList } from './TeamList.tsx'

const lists = { people: MemberList, teams: TeamList, roles: RoleList }
const dialogs = { people: MemberDialog, teams: TeamDialog, roles: RoleDialog }

/** The people of the workspace, the teams they work in, and the roles that say what they may do. */
export function MembersPage({ item }: { readonly item: string | undefined }) {
  const text = useText('members')
  const { tab, show, open } = useSettingsAddress('members')
  const shown = membersTabs.find((known) => known === tab) ?? 'people'
  const List = lists[shown]
  const Opened = dialogs[shown]
  return (
    <>
      <PageHeader
        title={useText('settings')('members')}
        description={text('detail')}
        actions={<AddButton tab={shown} />}
      />
      <Tabs
        label={useText('settings')('members')}
        value={shown}
        tabs={membersTabs.map((value) => ({ value, label: text(value) }))}
        onValue={show}
      >
        <div className="flex flex-col gap-4 pt-4">
          <List />
        </div>
      </Tabs>
      {item && <Opened item={item} onClose={() => open(undefined)} />}
    </>
  )
}
