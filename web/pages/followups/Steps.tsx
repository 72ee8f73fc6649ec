import { ListChecks } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { Time } from '../../ui/Time.tsx'
import type { FollowUpDetail } from './followups.ts'

type Step = FollowUpDetail['entries'][number]

/** Every step of a follow-up, the newest first; what was taken back stays to be seen. */
export function Steps({ followUp }: { readonly followUp: FollowUpDetail }) {
  const text = useText('followups')
  return (
    <Card title={text('steps')} icon={ListChecks}>
      <ol className="flex flex-col divide-y divide-line">
        {followUp.entries.map((step) => (
          <li key={step.id} className="flex flex-col gap-1 py-2 [overflow-wrap:anywhere]">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className={step.undoneAt ? 'line-through' : 'font-medium'}>
                <Title step={step} />
              </span>
              {step.undoneAt && <Badge tone="outline">{text('taken-back')}</Badge>}
              <span className="text-sm text-muted">
                {step.by} <Time at={step.at} />
              </span>
            </span>
            {step.kind !== 'assigned' && step.note && (
              <span className="whitespace-pre-wrap text-sm text-muted">{step.note}</span>
            )}
            {step.suggestions.length > 0 && (
              <ul className="list-disc pl-5 text-sm">
                {step.suggestions.map((suggestion) => (
                  <li key={suggestion}>{suggestion}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Title({ step }: { readonly step: Step }) {
  const text = useText('followups')
  const { kind, outcome, satisfaction, note } = step
  if (kind === 'outcome' && outcome)
    return [
      text('step.outcome', { outcome: text(`outcome.${outcome}`) }),
      ...(satisfaction ? [text('rated-so', { value: satisfaction })] : []),
    ].join(' · ')
  if (kind === 'assigned') return note ? text('step.assigned', { name: note }) : text('step.assigned-nobody')
  return text(kind === 'letter' ? 'step.letter' : kind === 'undone' ? 'step.undone' : 'step.skipped')
}
