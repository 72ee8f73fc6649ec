import { ListChecks } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import type { ActionDetail } from '../../parts/actions/actions.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { Time } from '../../ui/Time.tsx'

type Step = ActionDetail['entries'][number]

/** Every step of an action, the newest first; what was taken back stays to be seen. */
export function Steps({ action }: { readonly action: ActionDetail }) {
  const text = useText('actions')
  return (
    <Card title={text('steps')} icon={ListChecks}>
      <ol className="flex flex-col divide-y divide-line">
        {action.entries.map((step) => (
          <li key={step.id} className="flex flex-col gap-1 py-2 [overflow-wrap:anywhere]">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className={step.undoneAt ? 'line-through' : 'font-medium'}>
                <Title step={step} />
              </span>
              {step.undoneAt && <Badge tone="outline">{text('taken-back')}</Badge>}
              <span className="text-sm text-muted">
                {step.by ?? text('the-desk')} <Time at={step.at} />
              </span>
            </span>
            {step.note && <span className="whitespace-pre-wrap text-sm text-muted">{step.note}</span>}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Title({ step: { kind, owner, dueAt } }: { readonly step: Step }) {
  const text = useText('actions')
  const formats = useFormats()
  const moment = dueAt ? formats.day(new Date(dueAt)) : ''
  if (kind === 'given') return owner ? text('step.given', { name: owner }) : text('step.given-nobody')
  if (kind === 'reopened' || kind === 'postponed' || kind === 'overdue') return text(`step.${kind}`, { moment })
  return text(`step.${kind}`)
}
