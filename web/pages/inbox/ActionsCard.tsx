import { Handshake } from 'lucide-react'
import { lazy, memo, Suspense } from 'react'
import { useText, wantWords } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'

// Not needed to read a ticket's letters: it comes after them, with its words.
const ActionsOfTicket = lazy(async () => {
  const [part] = await Promise.all([import('../../parts/actions/ActionsOfTicket.tsx'), wantWords('actions')])
  return { default: part.ActionsOfTicket }
})

/** What was asked of departments on a ticket, and the way to ask one. */
export const ActionsCard = memo(function ActionsCard({ ticketId }: { readonly ticketId: string }) {
  const text = useText('inbox')
  return (
    <Card title={text('actions')} icon={Handshake}>
      <Suspense fallback={<SkeletonLines lines={2} />}>
        <ActionsOfTicket ticketId={ticketId} />
      </Suspense>
    </Card>
  )
})
