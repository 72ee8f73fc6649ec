import { Quote } from 'lucide-react'
import { useLooseText, useText } from '../../i18n/text.ts'
import { reasonKey } from '../../parts/orders/figures.ts'
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

/** What the marketplace’s code says, with the code beside it; one that is new stands as it is. */
function Reason({ code }: { readonly code: string }) {
  const words = useLooseText('orders')(reasonKey(code))
  return (
    <>
      {words && <span>{words}</span>}
      {code && <span className={words ? 'font-mono text-2xs' : undefined}>{code}</span>}
    </>
  )
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
            <span className="flex flex-wrap items-baseline gap-x-1.5 text-sm text-muted">
              <Reason code={reason} />
              <Time at={at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
