import { useQuery } from '@tanstack/react-query'
import { memo, useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import type { CommandId } from '../../keyboard/commands.ts'
import { runCommand, useCommands } from '../../keyboard/registry.ts'
import { setPreferences, usePreferences } from '../../preferences.ts'
import { classes } from '../../ui/classes.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useStable } from '../../ui/useStable.ts'
import { Composer } from './Composer.tsx'
import { ContextPane } from './ContextPane.tsx'
import { ticketQuery } from './queries.ts'
import { Thread } from './Thread.tsx'
import { TicketHeader } from './TicketHeader.tsx'
import { TicketSkeleton } from './TicketSkeleton.tsx'
import { useComposer } from './useComposer.ts'
import { usePresence } from './usePresence.ts'

interface TicketWorkspaceProps {
  readonly id: string
  readonly onClose: () => void
  /** Opens the next ticket of the list, or closes this one when it is the last. */
  readonly onNext: () => void
}

/** One ticket: what was said, the answer being written, and what one should know beside it. Mounted anew for each. */
export const TicketWorkspace = memo(function TicketWorkspace({ id, onClose, onNext }: TicketWorkspaceProps) {
  const text = useText('inbox')
  const ticket = useQuery(ticketQuery(id))
  const { contextOpen } = usePreferences()
  const [drawer, setDrawer] = useState(false)
  const presence = usePresence(id)
  const composer = useComposer(id, ticket.data, presence.typed, onNext)
  const toggleContext = useStable((): void => {
    if (matchMedia('(min-width: 80rem)').matches) setPreferences({ contextOpen: !contextOpen })
    else setDrawer(!drawer)
  })
  useCommands({ 'pane.context': toggleContext })
  useEarlyKeys(ticket.data !== undefined)

  if (ticket.isError && !ticket.data)
    return (
      <div className="min-w-0 flex-1">
        <ErrorState error={ticket.error} onRetry={() => void ticket.refetch()} />
      </div>
    )
  if (!ticket.data) return <TicketSkeleton contextOpen={contextOpen} />
  return (
    <>
      <section aria-label={text('ticket')} className="relative flex min-h-0 min-w-0 flex-1 flex-col">
        <TicketHeader
          ticket={ticket.data}
          others={presence.others}
          onClose={onClose}
          onNext={onNext}
          onContext={toggleContext}
        />
        <Thread ticket={ticket.data} onUndo={composer.undo} />
        <Composer ticket={ticket.data} composer={composer} others={presence.others} />
      </section>
      {drawer && (
        <button
          type="button"
          aria-label={text('close-context')}
          onClick={() => setDrawer(false)}
          className="fixed inset-0 z-20 cursor-default bg-veil xl:hidden"
        />
      )}
      <ContextPane
        ticket={ticket.data}
        composer={composer}
        onClose={() => setDrawer(false)}
        className={classes(
          'w-69 shrink-0 max-xl:fixed max-xl:inset-y-0 max-xl:right-0 max-xl:z-30 max-xl:w-80 max-xl:max-w-[90vw] max-xl:shadow-float',
          !drawer && 'max-xl:hidden',
          !contextOpen && 'xl:hidden',
        )}
      />
    </>
  )
})

/** What one may ask for before the ticket has come: the ways to begin an answer. */
const early = ['return.step', 'ticket.letter', 'ticket.reply', 'ticket.note'] as const satisfies readonly CommandId[]

/** Keeps the last of these keys pressed while a ticket is fetched, and does what it says as soon as the ticket is there. */
function useEarlyKeys(isHere: boolean): void {
  const kept = useRef<CommandId>(undefined)
  const keep = (id: CommandId) => (isHere ? undefined : () => (kept.current = id))
  useCommands(Object.fromEntries(early.map((id) => [id, keep(id)])))
  // After the effects of what is drawn with the ticket: they offer the real commands.
  useEffect(() => {
    const id = kept.current
    if (!isHere || !id) return
    kept.current = undefined
    // A ticket without a return has a letter for the same key.
    if (!runCommand(id) && id === 'return.step') runCommand('ticket.letter')
  }, [isHere])
}
