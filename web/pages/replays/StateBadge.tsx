import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { ReplayLine } from './replays.ts'

const tones = { waiting: 'outline', running: 'accent', done: 'ok', failed: 'danger', cancelled: 'neutral' } as const

/** How a replay stands. */
export function StateBadge({ state }: { readonly state: ReplayLine['state'] }) {
  const text = useText('replays')
  return <Badge tone={tones[state]}>{text(`state.${state}`)}</Badge>
}
