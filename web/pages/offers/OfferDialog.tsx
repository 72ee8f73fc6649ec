import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, changesNothing } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/Toast.tsx'
import { PreviewFacts } from './Audience.tsx'
import { Basics } from './Basics.tsx'
import { Letters } from './Letters.tsx'
import { asNew, emptyOffer, keepOffer, type NewOffer, type Offer } from './offers.ts'
import { othersThan } from './problems.ts'
import { SegmentFields } from './SegmentFields.tsx'
import { type OwnShop, ownShopsQuery } from './shops.ts'

interface OfferDialogProps {
  readonly offer: Offer | undefined
  /** Called with what was saved; without where nothing was. */
  readonly onClose: (saved?: Offer) => void
}

/** Writes an offer, or changes one that is not sent yet. */
export function OfferDialog({ offer, onClose }: OfferDialogProps) {
  const text = useText('offers')
  const shops = useQuery(ownShopsQuery)
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text(offer ? 'offer' : 'add')} width="wide">
      {shops.isError && !shops.data ? (
        <ErrorState error={shops.error} onRetry={() => void shops.refetch()} />
      ) : !shops.data ? (
        <SkeletonLines lines={8} />
      ) : shops.data.length === 0 ? (
        <Banner tone="info">{text('no-own-shop')}</Banner>
      ) : (
        <OfferForm offer={offer} shops={shops.data} onClose={onClose} />
      )}
    </Dialog>
  )
}

const shown = ['name', 'kind', 'storeId', 'code', 'validFrom', 'validUntil', 'capDays', 'perHour', 'letters', 'segment']

function OfferForm({ offer, shops, onClose }: OfferDialogProps & { readonly shops: readonly OwnShop[] }) {
  const text = useText('offers')
  const words = useText('ui')
  const [draft, setDraft] = useState<NewOffer>(() =>
    offer ? asNew(offer) : emptyOffer(new Date().toISOString().slice(0, 10), shops[0]?.id ?? ''),
  )
  const save = useMutation({
    mutationFn: () =>
      offer
        ? answered(api.PATCH('/api/offers/{id}', { params: { path: { id: offer.id } }, body: draft }))
        : answered(api.POST('/api/offers', { body: draft })),
    onSuccess: async (saved) => {
      toast(text('saved'))
      await keepOffer(saved)
      onClose(saved)
    },
  })
  const preview = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/offer-previews', {
          params: { query: offer ? { replacing: offer.id } : {} },
          headers: changesNothing,
          body: { letters: draft.letters, segment: draft.segment, capDays: draft.capDays },
        }),
      ),
  })
  const error = save.error ?? preview.error
  const others = othersThan(error, shown)
  const change = (part: Partial<NewOffer>): void => setDraft({ ...draft, ...part })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {offer?.state === 'approved' && <Banner tone="warn">{text('editing-approved')}</Banner>}
      {others && <Banner tone="danger">{others}</Banner>}
      <Basics draft={draft} shops={shops} error={error} onChange={change} />
      <Letters draft={draft} error={error} onLetters={(letters) => change({ letters })} />
      <SegmentFields draft={draft} error={error} onSegment={(segment) => change({ segment })} />
      <section className="flex flex-col items-start gap-2 rounded-lg border border-line p-3">
        <Button pending={preview.isPending} onClick={() => preview.mutate()}>
          {text('preview')}
        </Button>
        <div role="status" className="empty:hidden">
          {preview.data && <PreviewFacts preview={preview.data} />}
        </div>
      </section>
      <FormActions>
        <Button onClick={() => onClose()}>{words('cancel')}</Button>
        <Button type="submit" tone="primary" pending={save.isPending}>
          {text('save')}
        </Button>
      </FormActions>
    </form>
  )
}
