import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import type { Member } from './roles.ts'

const tones = { invited: 'info', active: 'ok', deactivated: 'neutral' } as const

/** Whether a member has been asked in, works, or no longer does. */
export function MemberState({ state }: Pick<Member, 'state'>) {
  const text = useText('members')
  return <Badge tone={tones[state]}>{text(`state-${state}`)}</Badge>
}
