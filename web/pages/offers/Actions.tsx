import { useMutation, useQuery } from '@tanstack/react-query'
import { Check, Pencil, Send, Square } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toast.tsx'
import { keepOffer, type Offer, previewQuery } from './offers.ts'

const OfferDialog = lazy(async () => ({ default: (await import('./OfferDialog.tsx')).OfferDialog }))

const steps = {
  approve: { path: '/api/offers/{id}/approval', said: 'approved-now' },
  start: { path: '/api/offers/{id}/sending', said: 'started' },
  stop: { path: '/api/offers/{id}/stop', said: 'stopped-now' },
} as const
type Step = keyof typeof steps

/** What may be done with an offer as it stands; each step asks first. */
export function Actions({ offer }: { readonly offer: Offer }) {
  const text = useText('offers')
  const mayWrite = useMay('offers.write')
  const mayApprove = useMay('offers.approve')
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState<Step>()
  const { state } = offer
  const isOpen = state === 'draft' || state === 'approved'
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        {offer.mayApprove && (
          <Button tone="primary" icon={Check} onClick={() => setAsking('approve')}>
            {text('approve')}
          </Button>
        )}
        {mayWrite && state === 'approved' && (
          <Button tone="primary" icon={Send} disabled={offer.obstacle !== null} onClick={() => setAsking('start')}>
            {text('start')}
          </Button>
        )}
        {mayWrite && isOpen && (
          <Button icon={Pencil} onClick={() => setEditing(true)}>
            {text('edit')}
          </Button>
        )}
        {mayWrite && (state === 'approved' || state === 'sending') && (
          <Button icon={Square} onClick={() => setAsking('stop')}>
            {text('stop')}
          </Button>
        )}
      </div>
      {state === 'draft' && !offer.mayApprove && (
        <p className="text-sm text-muted">{text(mayApprove ? 'own-draft' : 'awaits-approval')}</p>
      )}
      {editing && (
        <Suspense>
          <OfferDialog offer={offer} onClose={() => setEditing(false)} />
        </Suspense>
      )}
      {asking && <Asked offer={offer} step={asking} onClose={() => setAsking(undefined)} />}
    </div>
  )
}

interface AskedProps {
  readonly offer: Offer
  readonly step: Step
  readonly onClose: () => void
}

function Asked({ offer, step, onClose }: AskedProps) {
  const text = useText('offers')
  const preview = useQuery({ ...previewQuery(offer.id, offer.updatedAt), enabled: step !== 'stop' })
  const take = useMutation({
    mutationFn: () => answered(api.POST(steps[step].path, { params: { path: { id: offer.id } } })),
    onSuccess: (changed) => {
      toast(text(steps[step].said))
      onClose()
      return keepOffer(changed)
    },
  })
  const count = preview.data?.reached
  const detail = (): string => {
    if (step === 'stop') return text('stop-detail')
    if (step === 'start') return text('start-detail', { count: count ?? 0, rate: offer.perHour })
    return count === undefined ? text('approve-detail-unknown') : text('approve-detail', { count })
  }
  return (
    <ConfirmDialog
      open
      onOpen={(open) => !open && onClose()}
      title={text(`${step}-title`)}
      action={text(step)}
      destructive={step === 'stop'}
      pending={take.isPending || (step === 'start' && preview.isPending)}
      error={take.error?.message}
      onConfirm={() => take.mutate()}
    >
      {detail()}
    </ConfirmDialog>
  )
}
