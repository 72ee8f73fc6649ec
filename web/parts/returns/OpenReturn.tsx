import { useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { ApprovalNote } from './Approval.tsx'
import { Deadlines } from './Deadlines.tsx'
import { EndDialog } from './EndDialog.tsx'
import { FactList } from './FactList.tsx'
import { Fold } from './Fold.tsx'
import type { FactName } from './facts.ts'
import { History } from './History.tsx'
import { Parcel } from './Parcel.tsx'
import { Problem } from './Problem.tsx'
import type { ReturnRequest } from './returns.ts'
import { StateDialog } from './StateDialog.tsx'
import { Step } from './Step.tsx'
import { Unsent } from './Unsent.tsx'
import type { Desk } from './useReturn.ts'
import { useReturnWords } from './words.ts'

interface OpenReturnProps {
  readonly desk: Desk
  readonly error: Error | null
  readonly isInside: boolean
  readonly onKept: (after: ReturnRequest) => void
  /** A form opens: what went wrong before is no longer of interest. */
  readonly onForm: () => void
}

/** An open return: where it stands, what is next and why, and all that it was decided by. */
export function OpenReturn({ desk, error, isInside, onKept, onForm }: OpenReturnProps) {
  const { request } = desk
  const text = useText('returns')
  const formats = useFormats()
  const words = useReturnWords(request.currency)
  const [form, setForm] = useState<{ readonly about: FactName | undefined } | 'end' | null>(null)
  const { policy, may, limit, stops, facts } = request
  const show = (next: typeof form): void => {
    onForm()
    setForm(next)
  }
  const close = (): void => setForm(null)
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex flex-col gap-1">
        <p className="flex flex-wrap items-center gap-1.5 text-sm">
          <span className="font-mono select-all">{request.rma}</span>
          <Badge tone="accent">{text(`stage.${request.stage}`)}</Badge>
        </p>
        <p className="text-sm text-muted">
          {words.title(policy.title)} · {text('version', { number: policy.number })}
        </p>
        {request.title && (
          <p className="text-sm text-muted">
            {request.title} ×{request.quantity}
          </p>
        )}
        <Deadlines request={request} />
      </div>
      {form === null && <Problem error={error} />}
      <ApprovalNote desk={desk} words={words} />
      <Unsent request={request} />
      <Step
        // What was typed for one step is of no use to the next.
        key={`${request.step.node} ${request.step.kind} ${request.stage}`}
        desk={desk}
        words={words}
        isInside={isInside}
        onAsk={(about) => show({ about })}
      />
      <Fold title={text('facts-known', { count: facts.length })}>
        <FactList facts={facts} words={words} />
      </Fold>
      <Fold title={text('stops-known', { count: stops.length })}>
        <History stops={stops} words={words} />
      </Fold>
      <Fold title={text('parcel')} isOpen={request.stage === 'item' || request.parcel !== null}>
        <Parcel request={request} words={words} mayWork={may.work} onKept={onKept} />
      </Fold>
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 border-t border-line pt-2 text-sm tabular-nums">
        <dt className="text-muted">{text('loss-so-far')}</dt>
        <dd>{words.money(request.loss)}</dd>
        {limit && (
          <>
            <dt className="text-muted">{text('own-limit')}</dt>
            <dd>{formats.money(limit.amount, limit.currency)}</dd>
          </>
        )}
      </dl>
      {(may.work || may.override) && (
        <div className="flex flex-wrap gap-1.5">
          {may.work && (
            <Button size="small" tone="ghost" onClick={() => show({ about: undefined })}>
              {text('state')}
            </Button>
          )}
          {may.override && (
            <Button size="small" tone="ghost" onClick={() => show('end')}>
              {text('end')}
            </Button>
          )}
        </div>
      )}
      {form === 'end' && <EndDialog desk={desk} words={words} error={error} onClose={close} />}
      {form !== null && form !== 'end' && (
        <StateDialog desk={desk} words={words} about={form.about} error={error} onClose={close} />
      )}
    </div>
  )
}
