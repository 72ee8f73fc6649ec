import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { lazy, memo, Suspense, useEffect, useRef, useState } from 'react'
import { queries } from '../../api/queries.ts'
import { useText, wantWords } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { runCommand, useCommands } from '../../keyboard/registry.ts'
import { storesQuery } from '../../parts/desk.ts'
import { returnQuery } from '../../parts/returns/returns.ts'
import { useSession } from '../../shell/session.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/Toast.tsx'
import { useStable } from '../../ui/useStable.ts'
import { type Message, messagesQuery, type Ticket } from './queries.ts'
import { secondsUntil } from './useSending.ts'

// Not needed to read a ticket's letters: it comes after them, with its words.
const ReturnBeside = lazy(async () => {
  const [part] = await Promise.all([
    import('../../parts/returns/ReturnBeside.tsx'),
    wantWords('returns'),
    wantWords('policies'),
  ])
  return { default: part.ReturnBeside }
})

/** Kinds of tickets that often end in a return, where the buyer says what is wrong. */
const complaining: ReadonlySet<Ticket['kind']> = new Set(['complaint', 'claim'])

interface ReturnCardProps {
  readonly ticket: Ticket
  /** A letter besides is suggested. */
  readonly hasLetter: boolean
  /** Takes a letter back that has not gone yet. */
  readonly onUndo: (message: Message) => void
}

/** The return of a ticket: what is next, why, and what it costs; or what one would begin with. */
export const ReturnCard = memo(function ReturnCard({ ticket, hasLetter, onUndo }: ReturnCardProps) {
  const text = useText('inbox')
  const { workspace } = useSession()
  const stores = useQuery(storesQuery)
  const query = useQuery(returnQuery(ticket.id))
  const box = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState(0)
  const of = query.data
  const isOpen = of?.request != null
  const mayBegin = of?.proposal?.mayBegin === true
  const isAboutReturn = ticket.kind === 'return'
  // Where a return is what the ticket is about, and no other letter has the key, that of its next step begins it.
  const isToBegin = mayBegin && isAboutReturn && of.ended.length === 0 && !hasLetter
  const hint = useCommand(isOpen || isToBegin ? 'return.step' : 'return.begin')
  const go = (): void => {
    setWanted((before) => before + 1)
    // On a narrow screen the context lies hidden beside the ticket.
    if (box.current && box.current.offsetParent === null) runCommand('pane.context')
  }
  const [isEarly, setEarly] = useState(false)
  useCommands({
    'return.step': isOpen || isToBegin ? go : query.isPending && isAboutReturn ? () => setEarly(true) : undefined,
    'return.begin': mayBegin ? go : undefined,
  })
  // The key was pressed before it was known whether there is a return: without one it means the suggested letter.
  useEffect(() => {
    if (!isEarly || query.isPending) return
    setEarly(false)
    if (!runCommand('return.step')) runCommand('ticket.letter')
  }, [isEarly, query.isPending])
  const sent = useStable(async (messageId: string): Promise<void> => {
    const key = messagesQuery(ticket.id).queryKey
    await queries.refetchQueries({ queryKey: key })
    const pages = queries.getQueryData(key)?.pages ?? []
    const message = pages.flatMap(({ items }) => items).find(({ id }) => id === messageId)
    if (!message) return
    toast(text('sent'), {
      seconds: secondsUntil(message.heldUntil),
      action: { label: text('undo'), run: () => onUndo(message) },
    })
  })
  const isShown =
    isAboutReturn ||
    isOpen ||
    (of?.ended.length ?? 0) > 0 ||
    wanted > 0 ||
    (complaining.has(ticket.kind) && of?.proposal?.facts.some(({ fact }) => fact === 'reason'))
  if (!isShown) return null
  const currency = stores.data?.find(({ id }) => id === ticket.store?.id)?.currency ?? workspace.currency
  return (
    <div ref={box}>
      <Card
        title={text('return')}
        icon={Undo2}
        tone={isOpen ? 'accent' : 'plain'}
        aside={hint.available && <Kbd keys={hint.keys} />}
      >
        {query.isError && !of ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : of ? (
          <Suspense fallback={<SkeletonLines lines={5} />}>
            <ReturnBeside
              ticketId={ticket.id}
              of={of}
              currency={currency}
              wanted={wanted}
              onSent={(messageId) => void sent(messageId)}
            />
          </Suspense>
        ) : (
          <SkeletonLines lines={5} />
        )}
      </Card>
    </div>
  )
})
