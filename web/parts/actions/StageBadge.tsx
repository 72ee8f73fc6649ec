import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { Action } from './actions.ts'

/** How far an action is; late before all else. */
export function StageBadge({ action }: { readonly action: Pick<Action, 'stage' | 'outcome' | 'overdue'> }) {
  const text = useText('actions')
  if (action.overdue) return <Badge tone="danger">{text('overdue')}</Badge>
  if (action.outcome)
    return <Badge tone={action.outcome === 'accepted' ? 'ok' : 'outline'}>{text(`outcome.${action.outcome}`)}</Badge>
  return action.stage === 'answered' ? (
    <Badge tone="info">{text('stage.answered')}</Badge>
  ) : (
    <Badge tone="neutral">{text('stage.open')}</Badge>
  )
}
