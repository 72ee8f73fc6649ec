import { UserPlus } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { useSettingsAddress } from '../address.ts'

/** The way to a new member, for those who may invite one. */
export function InviteButton() {
  const text = useText('members')
  const mayWrite = useMay('members.write')
  const { open, tab } = useSettingsAddress('members')
  if (!mayWrite || tab === 'roles') return null
  return (
    <Button tone="primary" icon={UserPlus} onClick={() => open('new')}>
      {text('invite')}
    </Button>
  )
}
