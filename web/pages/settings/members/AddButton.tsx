import { ShieldPlus, UserPlus, UsersRound } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { useSettingsAddress } from '../address.ts'
import type { MembersTab } from './roles.ts'

const kinds = {
  people: { icon: UserPlus, permission: 'members.write', words: 'invite' },
  teams: { icon: UsersRound, permission: 'members.write', words: 'add-team' },
  roles: { icon: ShieldPlus, permission: 'roles.write', words: 'add-role' },
} as const

/** The way to a new member, team or role, for those who may make one. */
export function AddButton({ tab }: { readonly tab: MembersTab }) {
  const text = useText('members')
  const { icon, permission, words } = kinds[tab]
  const may = useMay(permission)
  const { open } = useSettingsAddress('members')
  if (!may) return null
  return (
    <Button tone="primary" icon={icon} onClick={() => open('new')}>
      {text(words)}
    </Button>
  )
}
