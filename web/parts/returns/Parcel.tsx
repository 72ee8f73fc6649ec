import { useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Facts } from '../../ui/Card.tsx'
import { Time } from '../../ui/Time.tsx'
import { GradeDialog } from './GradeDialog.tsx'
import { LabelDialog } from './LabelDialog.tsx'
import { RefundDialog } from './RefundDialog.tsx'
import type { ReturnRequest } from './returns.ts'
import type { ReturnWords } from './words.ts'

interface ParcelProps {
  readonly request: ReturnRequest
  readonly words: ReturnWords
  readonly mayWork: boolean
  /** Shows the return as it is after a change. */
  readonly onKept: (after: ReturnRequest) => void
}

const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** The way back: label, arrival, condition with photos, what is made of the goods, and the money given back. */
export function Parcel({ request, words, mayWork, onKept }: ParcelProps) {
  const text = useText('returns')
  const [form, setForm] = useState<'label' | 'grade' | 'refund' | null>(null)
  const { parcel, refunds } = request
  const kept = (after: ReturnRequest): void => {
    onKept(after)
    setForm(null)
  }
  const close = (): void => setForm(null)
  return (
    <div className="flex flex-col gap-2.5">
      {parcel && <ParcelFacts parcel={parcel} words={words} />}
      {parcel && parcel.photos.length > 0 && (
        <ul aria-label={text('photos')} className="flex flex-wrap gap-1.5">
          {parcel.photos.map(({ url, filename, contentType }) => (
            <li key={url}>
              <a
                href={url}
                target="_blank"
                rel="noreferrer"
                title={filename}
                className="block max-w-full overflow-hidden rounded-lg border border-line bg-surface text-sm hover:border-edge"
              >
                {shown.has(contentType) ? (
                  <img src={url} alt={filename} loading="lazy" className="h-16 min-w-16 object-cover" />
                ) : (
                  <span className="block truncate px-2 py-1">{filename}</span>
                )}
              </a>
            </li>
          ))}
        </ul>
      )}
      {refunds.length > 0 && <Refunds refunds={refunds} />}
      {mayWork && (
        <div className="flex flex-wrap gap-1.5">
          <Button size="small" onClick={() => setForm('label')}>
            {text('note-label')}
          </Button>
          <Button size="small" onClick={() => setForm('grade')}>
            {text('grade')}
          </Button>
          <Button size="small" onClick={() => setForm('refund')}>
            {text('record-refund')}
          </Button>
        </div>
      )}
      {form === 'label' && <LabelDialog request={request} words={words} onKept={kept} onClose={close} />}
      {form === 'grade' && <GradeDialog request={request} words={words} onKept={kept} onClose={close} />}
      {form === 'refund' && <RefundDialog request={request} words={words} onKept={kept} onClose={close} />}
    </div>
  )
}

function ParcelFacts({
  parcel,
  words,
}: {
  readonly parcel: NonNullable<ReturnRequest['parcel']>
  readonly words: ReturnWords
}) {
  const text = useText('returns')
  const rows = [
    parcel.labelCarrier && { name: text('carrier'), value: parcel.labelCarrier },
    parcel.labelTracking && { name: text('tracking'), value: parcel.labelTracking },
    parcel.labelUrl && {
      name: text('label-url'),
      value: (
        <a href={parcel.labelUrl} target="_blank" rel="noreferrer" className="underline underline-offset-2">
          {text('open-label')}
        </a>
      ),
    },
    parcel.labelCost !== null && { name: text('label-cost'), value: words.money(parcel.labelCost) },
    parcel.labelPayer && { name: words.fact('labelPayer'), value: words.value('labelPayer', parcel.labelPayer) },
    parcel.receivedAt && { name: text('received'), value: <Time at={parcel.receivedAt} /> },
    parcel.condition && { name: words.fact('condition'), value: words.value('condition', parcel.condition) },
    parcel.disposition && { name: text('disposition'), value: text(`disposition.${parcel.disposition}`) },
    parcel.resaleValue !== null && { name: words.fact('resaleValue'), value: words.money(parcel.resaleValue) },
    parcel.gradedBy && { name: text('graded-by'), value: parcel.gradedBy.name },
    parcel.note && { name: text('note'), value: parcel.note },
  ]
  return <Facts rows={rows.flatMap((row) => row || [])} />
}

function Refunds({ refunds }: { readonly refunds: ReturnRequest['refunds'] }) {
  const text = useText('returns')
  const formats = useFormats()
  return (
    <ul aria-label={text('refunds')} className="flex flex-col gap-1 text-sm">
      {refunds.map((refund) => {
        const amount = formats.money(refund.amount, refund.currency)
        return (
          <li key={refund.id} className="flex flex-wrap items-center gap-x-1.5">
            <span className="tabular-nums">{text('refund-of', { amount })}</span>
            <Badge tone="outline">{text(`method.${refund.method}`)}</Badge>
            {refund.reversedAt !== null && <Badge tone="warn">{text('reversed')}</Badge>}
            {refund.reference && <span className="min-w-0 break-all text-muted">{refund.reference}</span>}
            <Time at={refund.recordedAt} className="text-xs text-muted" />
          </li>
        )
      })}
    </ul>
  )
}
