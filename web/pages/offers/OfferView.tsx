import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Mail, TicketPercent } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { storesQuery } from '../../parts/desk.ts'
import { useMay } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Card, Facts } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { Actions } from './Actions.tsx'
import { Audience } from './Audience.tsx'
import { type Offer, offerQuery } from './offers.ts'
import { StateBadge } from './StateBadge.tsx'
import type { OfferSearch } from './search.ts'

/** One offer: how it stands, whom it reaches or what came of it, and its letters. */
export function OfferView({ id, search }: { readonly id: string; readonly search: OfferSearch }) {
  const text = useText('offers')
  const query = useQuery(offerQuery(id))
  const offer = query.data
  return (
    <article className="min-w-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-3.5 p-5 max-md:p-4">
        <Link
          to="/offers/{-$offer}"
          params={{ offer: undefined }}
          search={search}
          className="inline-flex min-h-11 items-center gap-1.5 self-start text-muted md:hidden"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {text('back-to-list')}
        </Link>
        {query.isError && !offer && (
          <ErrorState title={text('load-failed')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <SkeletonLines lines={8} />}
        {offer && (
          <>
            <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
              <h2 className="min-w-0 text-lg [overflow-wrap:anywhere]">{offer.name}</h2>
              <StateBadge state={offer.state} />
            </header>
            {offer.obstacle && <Banner tone="warn">{text(`obstacle.${offer.obstacle}`)}</Banner>}
            <Actions offer={offer} />
            <div className="grid items-start gap-3.5 lg:grid-cols-2">
              <Audience offer={offer} />
              <OfferFacts offer={offer} />
            </div>
            {offer.letters.map((letter) => (
              <Letter key={letter.language} letter={letter} />
            ))}
          </>
        )}
      </div>
    </article>
  )
}

function OfferFacts({ offer }: { readonly offer: Offer }) {
  const text = useText('offers')
  const days = useFormats('UTC')
  const day = (written: string): string => days.date(new Date(written))
  return (
    <Card title={text('facts')} icon={TicketPercent}>
      <Facts
        rows={[
          { name: text('kind'), value: text(`kind.${offer.kind}`) },
          ...(offer.code ? [{ name: text(`code-${offer.kind}`), value: offer.code }] : []),
          { name: text('store'), value: offer.storeName },
          {
            name: text('validity'),
            value: text('valid-days', { from: day(offer.validFrom), until: day(offer.validUntil) }),
          },
          { name: text('segment'), value: <SegmentInWords segment={offer.segment} /> },
          { name: text('cap-days'), value: String(offer.capDays) },
          { name: text('per-hour'), value: String(offer.perHour) },
          ...(offer.authorName ? [{ name: text('written-by'), value: offer.authorName }] : []),
          ...(offer.approvedByName ? [{ name: text('approved-by'), value: offer.approvedByName }] : []),
          ...(offer.startedAt ? [{ name: text('started-at'), value: <Time at={offer.startedAt} /> }] : []),
          ...(offer.endedAt ? [{ name: text('ended-at'), value: <Time at={offer.endedAt} /> }] : []),
        ]}
      />
    </Card>
  )
}

function SegmentInWords({ segment }: { readonly segment: Offer['segment'] }) {
  const text = useText('offers')
  const formats = useFormats()
  const stores = useQuery({ ...storesQuery, enabled: useMay('stores.read') && segment.storeIds.length > 0 })
  const { important, languages, storeIds, tiers, skus, categories, leastOrders, boughtSince } = segment
  const names = (stores.data ?? []).filter(({ id }) => storeIds.includes(id)).map(({ name }) => name)
  const said = (label: string, values: readonly string[]): string[] =>
    values.length === 0 ? [] : [`${label}: ${values.join(', ')}`]
  const lines = [
    ...(important ? [text('important-only')] : []),
    ...said(
      text('languages'),
      languages.map((code) => formats.languageName(code)),
    ),
    ...said(text('stores'), names),
    ...said(
      text('tiers'),
      tiers.map((tier) => text(`tier.${tier}`)),
    ),
    ...said(text('skus'), skus),
    ...said(text('categories'), categories),
    ...said(text('least-orders'), leastOrders === null ? [] : [String(leastOrders)]),
    ...said(text('bought-since'), boughtSince === null ? [] : [boughtSince]),
  ]
  if (lines.length === 0) return text('everybody')
  return lines.map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ))
}

function Letter({ letter }: { readonly letter: Offer['letters'][number] }) {
  const formats = useFormats()
  return (
    <Card title={formats.languageName(letter.language)} icon={Mail}>
      <div lang={letter.language} className="flex flex-col gap-1.5">
        <p className="font-medium [overflow-wrap:anywhere]">{letter.subject}</p>
        <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{letter.text}</p>
      </div>
    </Card>
  )
}
