import { Plus } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { useSettingsAddress } from '../address.ts'

/** The way to a new mailbox, for those who may connect one. */
export function AddChannel() {
  const text = useText('channels')
  const { open } = useSettingsAddress('channels')
  if (!useMay('channels.write')) return null
  return (
    <Button tone="primary" icon={Plus} onClick={() => open('new')}>
      {text('add')}
    </Button>
  )
}
