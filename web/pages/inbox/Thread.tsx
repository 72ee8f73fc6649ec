import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { EventLine } from './EventLine.tsx'
import { MessageBubble } from './MessageBubble.tsx'
import { eventsQuery, type Message, messagesQuery, type Ticket, type TicketEvent } from './queries.ts'

interface ThreadProps {
  readonly ticket: Ticket
  /** Takes a letter back that has not gone yet. */
  readonly onUndo: (message: Message) => void
}

type Entry = { readonly at: string; readonly message: Message } | { readonly at: string; readonly event: TicketEvent }

/** What was said and what happened, oldest first; it opens at the end, where one goes on. */
export const Thread = memo(function Thread({ ticket, onUndo }: ThreadProps) {
  const text = useText('inbox')
  const messages = useInfiniteQuery(messagesQuery(ticket.id))
  const events = useQuery(eventsQuery(ticket.id))
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const entries = useMemo(
    () =>
      merged(messages.data?.pages.flatMap((page) => page.items) ?? [], events.data?.items ?? [], messages.hasNextPage),
    [messages.data, events.data, messages.hasNextPage],
  )
  const newest = messages.data?.pages[0]?.items[0]?.id

  useLayoutEffect(() => {
    const element = box.current
    if (element && entries.length > 0 && atEnd.current) element.scrollTop = element.scrollHeight
  }, [entries])

  // A word that has just come in is read out; what was there when the ticket was opened is not.
  const before = useRef(newest)
  const [announced, setAnnounced] = useState('')
  useEffect(() => {
    if (before.current !== undefined && newest !== before.current) setAnnounced(text('new-message'))
    before.current = newest
  }, [newest, text])

  return (
    <div
      ref={box}
      onScroll={(event) => {
        const element = event.currentTarget
        atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80
      }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={text('thread')}
      aria-busy={messages.isPending}
      className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain bg-canvas px-4 py-3 outline-offset-[-2px] max-sm:px-2"
    >
      {messages.hasNextPage && (
        <div className="flex justify-center pb-3">
          <Button
            size="small"
            pending={messages.isFetchingNextPage}
            onClick={() => {
              atEnd.current = false
              void messages.fetchNextPage()
            }}
          >
            {text('earlier')}
          </Button>
        </div>
      )}
      {messages.isPending && (
        <div className="w-5/6 rounded-xl border border-line bg-surface p-4">
          <SkeletonLines lines={5} />
        </div>
      )}
      {messages.isError && <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />}
      <div className="flex flex-col gap-2.5">
        {entries.map((entry) =>
          'message' in entry ? (
            <MessageBubble
              key={entry.message.id}
              message={entry.message}
              ticket={ticket}
              isNewest={entry.message.id === newest}
              onUndo={onUndo}
            />
          ) : (
            <EventLine key={entry.event.id} event={entry.event} />
          ),
        )}
      </div>
      <p aria-live="polite" className="sr-only">
        {announced}
      </p>
    </div>
  )
})

/** Lines that only repeat what a message shows by itself. */
const doubled = new Set(['answered', 'noted', 'sent', 'buyer-wrote', 'send-failed', 'send-bounced', 'acknowledged'])

/** Messages and events in one line of time. While older messages are not loaded, events older than those stay out too. */
function merged(messages: readonly Message[], events: readonly TicketEvent[], cut: boolean): readonly Entry[] {
  const oldest = messages.at(-1)?.createdAt ?? ''
  return [
    ...messages.map((message) => ({ at: message.createdAt, message })),
    ...events
      .filter((event) => !doubled.has(event.kind) && (!cut || event.at >= oldest))
      .map((event) => ({ at: event.at, event })),
  ].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 'event' in one ? -1 : 1))
}
