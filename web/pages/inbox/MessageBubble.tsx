import { Bot, ChevronDown, StickyNote } from 'lucide-react'
import { lazy, memo, Suspense, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { Attachments } from './Attachments.tsx'
import { DeliveryState } from './DeliveryState.tsx'
import type { Message, Ticket } from './queries.ts'
import { useStoreZone } from './useStoreZone.ts'

// Only mails with a layout of their own need it, and only when one asks to see that.
const MailFrame = lazy(async () => ({ default: (await import('./MailFrame.tsx')).MailFrame }))

interface MessageBubbleProps {
  readonly message: Message
  readonly ticket: Ticket
  readonly isNewest: boolean
  readonly onUndo: (message: Message) => void
}

const looks = {
  inbound: 'border border-line bg-surface mr-8 max-sm:mr-2',
  outbound: 'bg-accent-soft ml-8 max-sm:ml-2',
  note: 'border border-note-line bg-note ml-8 max-sm:ml-2',
} as const

/** One message: the buyer's at the left, ours at the right, notes in yellow. Quotes and signatures are folded away. */
export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { message, ticket, isNewest, onUndo } = props
  const text = useText('inbox')
  const zone = useStoreZone(ticket.store?.id)
  const [formatted, setFormatted] = useState(false)
  const withdrawn = message.delivery === 'withdrawn'
  const troubled = message.delivery === 'failed' || message.delivery === 'bounced'
  const shown = message.attachments.filter((file) => !file.inline || !message.html)
  return (
    <article
      data-message={message.id}
      aria-label={text(`said-by.${message.direction}`, { name: message.author.name })}
      className={classes(
        'rounded-xl px-3.5 py-2.5 shadow-card',
        looks[message.direction],
        troubled && 'border-2 border-danger',
        withdrawn && 'opacity-70',
      )}
    >
      <header className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-1">
        <Avatar name={message.author.name} />
        <span className="font-semibold">{message.author.name || text('unknown-buyer')}</span>
        {message.direction === 'note' && (
          <span className="inline-flex items-center gap-1 text-sm text-warn-ink">
            <StickyNote aria-hidden className="size-3.5" />
            {text('note')}
          </span>
        )}
        {message.automatic && (
          <Badge icon={Bot} tone="outline">
            {text('automatic')}
          </Badge>
        )}
        <Time
          at={message.createdAt}
          zones={zone && ticket.store ? [{ name: ticket.store.name, zone }] : undefined}
          className="ml-auto text-sm text-muted"
        />
      </header>
      {formatted && message.html ? (
        <Suspense fallback={<Skeleton className="h-96" />}>
          <MailFrame html={message.html} attachments={message.attachments} />
        </Suspense>
      ) : (
        <p
          lang={message.language ?? undefined}
          className={classes('leading-relaxed break-words whitespace-pre-wrap', withdrawn && 'line-through')}
        >
          {message.erasedAt ? <em className="text-muted">{text('message-erased')}</em> : message.text}
        </p>
      )}
      {!formatted && message.signature && <Fold title={text('signature')}>{message.signature}</Fold>}
      {!formatted && message.quoted && <Fold title={text('quoted')}>{message.quoted}</Fold>}
      {message.html && (
        <button
          type="button"
          onClick={() => setFormatted(!formatted)}
          className="mt-1.5 min-h-6 text-sm text-muted underline decoration-dotted underline-offset-3 hover:text-ink"
        >
          {text(formatted ? 'show-text' : 'show-formatted')}
        </button>
      )}
      {shown.length > 0 && <Attachments files={shown} />}
      {message.delivery && <DeliveryState message={message} onUndo={onUndo} isNewest={isNewest} />}
    </article>
  )
})

/** Text that is there but need not be read again. */
const Fold = ({ title, children }: { readonly title: string; readonly children: string }) => (
  <details className="group mt-1.5">
    <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded px-1 text-sm text-muted hover:text-ink">
      <ChevronDown aria-hidden className="size-3.5 -rotate-90 group-open:rotate-0" />
      {title}
    </summary>
    <p className="mt-1 border-l-2 border-line pl-3 text-sm break-words whitespace-pre-wrap text-muted">{children}</p>
  </details>
)
