import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { TicketPercent } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { ListBeside, useListKeys } from '../../parts/ListBeside.tsx'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { OfferList } from './OfferList.tsx'
import { OfferView } from './OfferView.tsx'

/** Fetched when one writes an offer. */
const OfferDialog = lazy(async () => ({ default: (await import('./OfferDialog.tsx')).OfferDialog }))

const from = '/app/offers/{-$offer}'
const to = '/offers/{-$offer}'

/** The offers, and the opened one beside them. */
export function OffersPage() {
  const text = useText('offers')
  useTitle(text('offers'))
  return useMay('offers.read') ? <Offers /> : <Forbidden permission="offers.read" />
}

function Offers() {
  const { offer: openId } = useParams({ from })
  const search = useSearch({ from })
  const { view = 'all' } = search
  const text = useText('offers')
  const navigate = useNavigate()
  const mayWrite = useMay('offers.write')
  const [adding, setAdding] = useState(false)
  const list = usePages(['offers', view], (after) =>
    answered(api.GET('/api/offers', { params: { query: { view, limit: 50, ...after } } })),
  )
  const rows = list.rows ?? []
  const open = (offer: string | undefined, replace = false): void =>
    void navigate({ to, params: { offer }, search, replace })
  const activeIndex = useListKeys({ rows, openId, open })
  return (
    <>
      <ListBeside
        title={text('offers')}
        list={(className) => (
          <OfferList
            view={view}
            list={list}
            openId={openId}
            activeIndex={activeIndex}
            onAdd={mayWrite ? () => setAdding(true) : undefined}
            className={className}
          />
        )}
        hint={
          rows.length > 0
            ? { icon: TicketPercent, title: text('choose-one'), detail: text('choose-one-detail') }
            : undefined
        }
      >
        {openId === undefined ? undefined : <OfferView key={openId} id={openId} search={search} />}
      </ListBeside>
      {adding && (
        <Suspense>
          <OfferDialog
            offer={undefined}
            onClose={(saved) => {
              setAdding(false)
              if (saved) open(saved.id)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
