import { Quote } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Time } from '../../ui/Time.tsx'
import type { AnomalyDetail } from './anomalies.ts'

interface CommentsCardProps {
  readonly anomaly: AnomalyDetail
  readonly chosen: readonly string[]
  /** Absent while nobody can be asked. */
  readonly onChosen?: (chosen: readonly string[]) => void
}

/** As many as go with an action. */
const most = 20

/** What buyers wrote, and which of it the department is to read. */
export function CommentsCard({ anomaly: { comments }, chosen, onChosen }: CommentsCardProps) {
  const text = useText('rootcauses')
  return (
    <Card title={text('comments')} icon={Quote}>
      {comments.length === 0 && <p className="text-sm text-muted">{text('no-comments')}</p>}
      {comments.length > 0 && onChosen && <p className="mb-1 text-sm text-muted">{text('comments-detail')}</p>}
      <ul className="flex max-h-120 flex-col divide-y divide-line overflow-y-auto">
        {comments.map(({ unitId, at, reason, text: words }) => (
          <li key={unitId} className="flex flex-col gap-0.5 py-2 [overflow-wrap:anywhere]">
            {onChosen ? (
              <Checkbox
                checked={chosen.includes(unitId)}
                disabled={chosen.length >= most && !chosen.includes(unitId)}
                onChecked={(checked) =>
                  onChosen(checked ? [...chosen, unitId] : chosen.filter((one) => one !== unitId))
                }
                label={words}
              />
            ) : (
              <q>{words}</q>
            )}
            <span className="text-sm text-muted">
              {reason} · <Time at={at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
