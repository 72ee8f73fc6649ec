import { X } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import type { LetterValues } from '../../parts/drafts.ts'
import type { Letter } from '../../parts/letters.ts'
import { useMay } from '../../shell/session.ts'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useStable } from '../../ui/useStable.ts'
import { ActionsCard } from './ActionsCard.tsx'
import { ChecksCard } from './ChecksCard.tsx'
import { ClocksCard } from './ClocksCard.tsx'
import { CustomerCard } from './CustomerCard.tsx'
import { OrderCard } from './OrderCard.tsx'
import { OrderTasksCard } from './OrderTasksCard.tsx'
import type { Ticket } from './queries.ts'
import { ReasonsCard } from './ReasonsCard.tsx'
import { RelatedCard } from './RelatedCard.tsx'
import { ReturnCard } from './ReturnCard.tsx'
import { SuggestionCard } from './SuggestionCard.tsx'
import type { ComposerState } from './useComposer.ts'

interface ContextPaneProps {
  readonly ticket: Ticket
  readonly composer: ComposerState
  /** Closes the pane where it lies over the ticket. */
  readonly onClose: () => void
  readonly className: string
}

/** What one should know while answering, the most useful first. */
export function ContextPane({ ticket, composer, onClose, className }: ContextPaneProps) {
  const text = useText('inbox')
  const apply = useStable((letter: Letter, filled: LetterValues = {}): void => {
    composer.apply(letter, filled)
    onClose()
  })
  const mayReadReturns = useMay('returns.read')
  const mayReadTasks = useMay('procedures.read')
  const mayReadActions = useMay('actions.read')
  const mayReadCustomers = useMay('customers.read')
  return (
    <aside
      aria-label={text('context')}
      className={classes('relative flex flex-col gap-2.5 overflow-y-auto border-l border-line bg-side p-3', className)}
    >
      <IconButton
        icon={X}
        label={text('close-context')}
        size="small"
        onClick={onClose}
        className="self-end xl:hidden"
      />
      {mayReadReturns && (
        <ReturnCard ticket={ticket} hasLetter={composer.letters?.[0] !== undefined} onUndo={composer.undo} />
      )}
      {composer.maySend && <SuggestionCard letters={composer.letters} onApply={apply} />}
      <ReasonsCard ticket={ticket} />
      <OrderCard ticket={ticket} />
      {mayReadTasks && <OrderTasksCard ticket={ticket} maySend={composer.maySend} onApply={apply} />}
      {mayReadActions && <ActionsCard ticketId={ticket.id} />}
      {mayReadCustomers && ticket.customer && <CustomerCard customerId={ticket.customer.id} />}
      <ClocksCard ticket={ticket} />
      <ChecksCard composer={composer} />
      <RelatedCard ticket={ticket} />
    </aside>
  )
}
