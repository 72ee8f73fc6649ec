import { ClipboardList } from 'lucide-react'
import { lazy, memo, Suspense } from 'react'
import { useText, wantWords } from '../../i18n/text.ts'
import { type Letter, writeLetter } from '../../parts/letters.ts'
import { Card } from '../../ui/Card.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import type { Ticket } from './queries.ts'

// Not needed to read a ticket's letters: it comes after them, with its words.
const OrderTasks = lazy(async () => {
  const [part] = await Promise.all([import('../../parts/procedures/OrderTasks.tsx'), wantWords('procedures')])
  return { default: part.OrderTasks }
})

interface OrderTasksCardProps {
  readonly ticket: Ticket
  readonly maySend: boolean
  readonly onApply: (letter: Letter, filled: Parameters<typeof writeLetter>[2]) => void
}

/** What the buyer asked of the order: checked, carried out or refused, and told by a letter that stands ready. */
export const OrderTasksCard = memo(function OrderTasksCard({ ticket, maySend, onApply }: OrderTasksCardProps) {
  const text = useText('inbox')
  const put = async ({ key, values }: { key: string; values: Parameters<typeof writeLetter>[2] }): Promise<void> =>
    onApply(await writeLetter(ticket.id, key, values), values)
  return (
    <Card title={text('order-tasks')} icon={ClipboardList}>
      <Suspense fallback={<SkeletonLines lines={3} />}>
        <OrderTasks ticketId={ticket.id} subType={ticket.subType} onLetter={maySend ? put : undefined} />
      </Suspense>
    </Card>
  )
})
