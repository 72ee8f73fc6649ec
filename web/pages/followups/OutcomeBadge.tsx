import { useText } from '../../i18n/text.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import type { FollowUp } from './followups.ts'

const tones: { readonly [outcome in NonNullable<FollowUp['outcome']>]: Tone } = {
  satisfied: 'ok',
  neutral: 'neutral',
  dissatisfied: 'danger',
  'not-reached': 'outline',
  refused: 'warn',
}

/** How a closed follow-up ended. */
export function OutcomeBadge({ followUp }: { readonly followUp: Pick<FollowUp, 'state' | 'outcome'> }) {
  const text = useText('followups')
  const { state, outcome } = followUp
  if (state === 'skipped' || !outcome) return <Badge tone="outline">{text('skipped')}</Badge>
  return <Badge tone={tones[outcome]}>{text(`outcome.${outcome}`)}</Badge>
}
