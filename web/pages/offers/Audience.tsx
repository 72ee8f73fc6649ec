import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Card, Facts } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { type AudienceView, isBegun, type Offer, type Preview, previewQuery } from './offers.ts'

const CustomersDialog = lazy(async () => ({ default: (await import('./CustomersDialog.tsx')).CustomersDialog }))

/** Before sending whom the offer would reach and whom not and why, afterwards what came of it; each figure opens its customers. */
export function Audience({ offer }: { readonly offer: Offer }) {
  const text = useText('offers')
  const [shown, setShown] = useState<AudienceView>()
  const begun = isBegun(offer)
  return (
    <Card title={text(begun ? 'results' : 'audience')} icon={Users}>
      {begun ? (
        <Came offer={offer} onShow={setShown} />
      ) : offer.state === 'stopped' ? (
        <p className="text-sm text-muted">{text('no-customers')}</p>
      ) : (
        <Would offer={offer} onShow={setShown} />
      )}
      {shown && (
        <Suspense>
          <CustomersDialog offer={offer} view={shown} onClose={() => setShown(undefined)} />
        </Suspense>
      )}
    </Card>
  )
}

interface PartProps {
  readonly offer: Offer
  readonly onShow: (view: AudienceView) => void
}

function Came({ offer: { results }, onShow }: PartProps) {
  const text = useText('offers')
  const views = ['sent', 'failed', 'unsubscribed', 'bought', 'skipped'] as const
  return (
    <>
      <Facts
        rows={[
          ...(results.queued > 0 ? [{ name: text('queued'), value: <Figure count={results.queued} /> }] : []),
          ...views.map((view) => ({
            name: text(`view.${view}`),
            value: <Figure count={results[view]} label={text(`view.${view}`)} onOpen={() => onShow(view)} />,
          })),
          ...(results.withdrawn > 0 ? [{ name: text('withdrawn'), value: <Figure count={results.withdrawn} /> }] : []),
        ]}
      />
      <p className="mt-2 text-sm text-muted">{text('bought-help')}</p>
    </>
  )
}

function Would({ offer, onShow }: PartProps) {
  const text = useText('offers')
  const preview = useQuery(previewQuery(offer.id, offer.updatedAt))
  if (preview.isPending) return <SkeletonLines lines={4} />
  if (!preview.data) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
  return (
    <>
      <PreviewFacts preview={preview.data} onShow={onShow} />
      <p className="mt-2 text-sm text-muted">{text('audience-detail')}</p>
    </>
  )
}

interface PreviewFactsProps {
  readonly preview: Preview
  /** Absent while the offer is not kept yet, and nothing can be opened. */
  readonly onShow?: (view: AudienceView) => void
}

/** Whom an offer would reach, and whom not and why. */
export function PreviewFacts({ preview, onShow }: PreviewFactsProps) {
  const text = useText('offers')
  const figure = (count: number, label: string, view: AudienceView): ReactNode => (
    <Figure count={count} label={label} {...(onShow && { onOpen: () => onShow(view) })} />
  )
  return (
    <>
      <Facts
        rows={[
          { name: text('of-segment'), value: <Figure count={preview.customers} /> },
          { name: text('view.reached'), value: figure(preview.reached, text('view.reached'), 'reached') },
          ...preview.skipped.map(({ reason, count }) => ({
            name: text(`why.${reason}`),
            value: figure(count, text(`why.${reason}`), `skipped:${reason}`),
          })),
        ]}
      />
      {!preview.all && <p className="mt-2 text-sm text-muted">{text('audience-part', { count: preview.looked })}</p>}
    </>
  )
}

interface FigureProps {
  readonly count: number
  /** What is counted, for a button that would else be a bare number. */
  readonly label?: string
  readonly onOpen?: () => void
}

function Figure({ count, label, onOpen }: FigureProps) {
  const formats = useFormats()
  const written = formats.number(count)
  if (!onOpen || count === 0) return <span className="whitespace-nowrap tabular-nums">{written}</span>
  return (
    <button
      type="button"
      aria-label={`${label} ${written}`}
      onClick={onOpen}
      className="-mt-0.5 inline-flex min-h-6 items-center whitespace-nowrap align-top text-accent-ink tabular-nums underline pointer-coarse:-mt-3 pointer-coarse:min-h-11 pointer-coarse:min-w-11"
    >
      {written}
    </button>
  )
}
