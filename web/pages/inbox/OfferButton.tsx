import { useQuery } from '@tanstack/react-query'
import { TicketPercent } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import type { ComposerState } from './useComposer.ts'

interface OfferButtonProps {
  readonly ticketId: string
  readonly composer: ComposerState
}

/** Puts an offer into the answer, or says why none may go to this customer here. */
export function OfferButton({ ticketId, composer }: OfferButtonProps) {
  const text = useText('inbox')
  const may = useMay('offers.read')
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <Popover
      trigger={<IconButton icon={TicketPercent} label={text('insert-offer')} disabled={composer.letterOnly} />}
      label={text('insert-offer')}
      open={open}
      onOpen={setOpen}
      focusAfter={composer.field}
      align="start"
      side="top"
      className="w-[min(26rem,calc(100vw-1rem))] p-3"
    >
      <Choice
        ticketId={ticketId}
        onChoose={(offer) => {
          composer.type(composer.text === '' ? offer : `${composer.text.trimEnd()}\n\n${offer}`)
          setOpen(false)
        }}
      />
    </Popover>
  )
}

function Choice({ ticketId, onChoose }: { readonly ticketId: string; readonly onChoose: (text: string) => void }) {
  const text = useText('inbox')
  const offers = useQuery({
    queryKey: ['ticket', ticketId, 'offers'],
    queryFn: () => answered(api.GET('/api/tickets/{id}/offers', { params: { path: { id: ticketId } } })),
  })
  if (offers.isPending) return <SkeletonLines lines={3} />
  if (!offers.data) return <ErrorState error={offers.error} onRetry={() => void offers.refetch()} />
  const { refusal, items } = offers.data
  if (refusal)
    return (
      <Banner tone="warn">
        <p>{refusal.message}</p>
        {refusal.source && (
          <p className="mt-1 text-sm [overflow-wrap:anywhere]">{text('offer-source', { source: refusal.source })}</p>
        )}
      </Banner>
    )
  if (items.length === 0) return <p className="text-sm text-muted">{text('no-offers')}</p>
  return (
    <ul className="flex max-h-80 flex-col gap-1 overflow-y-auto">
      {items.map((offer) => (
        <li key={offer.id}>
          <button
            type="button"
            onClick={() => onChoose(offer.text)}
            className="flex w-full flex-col gap-0.5 rounded-lg px-2.5 py-2 text-left hover:bg-hover"
          >
            <span className="font-medium [overflow-wrap:anywhere]">{offer.name}</span>
            <span className="line-clamp-2 text-sm text-muted">{offer.text}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
