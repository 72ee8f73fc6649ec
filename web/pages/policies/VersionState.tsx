import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { Version } from './policies.ts'

interface VersionStateProps {
  readonly state: Version['state']
  readonly isInForce?: boolean
  readonly isScheduled?: boolean
}

const tones = { draft: 'warn', review: 'info', approved: 'ok', discarded: 'neutral' } as const

/** How a version stands, in words: draft, in review, approved, scheduled, in force. */
export function VersionState({ state, isInForce = false, isScheduled = false }: VersionStateProps) {
  const text = useText('policies')
  if (isInForce) return <Badge tone="accent">{text('state.in-force')}</Badge>
  if (isScheduled) return <Badge tone="violet">{text('state.scheduled')}</Badge>
  return <Badge tone={tones[state]}>{text(`state.${state}`)}</Badge>
}
