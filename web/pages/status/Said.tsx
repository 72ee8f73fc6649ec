import { Image } from 'lucide-react'
import type { BuyerLanguage } from '../../parts/buyer.ts'
import { classes } from '../../ui/classes.ts'
import type { Status } from './queries.ts'
import type { Words } from './words.ts'

interface SaidProps {
  readonly messages: Status['messages']
  readonly store: string
  readonly language: BuyerLanguage
  readonly words: Words
}

/** What was said, oldest first, as in a letter file. Text only: nothing of a mail's own markup is shown here. */
export function Said({ messages, store, language, words }: SaidProps) {
  if (messages.length === 0) return null
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <section aria-labelledby="said">
      <h2 id="said" className="mb-3 text-lg">
        {words.messages}
      </h2>
      <ol className="flex flex-col gap-3">
        {messages.map((message, place) => {
          const own = message.direction === 'inbound'
          return (
            <li
              // A message is never changed or moved; new ones come at the end.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows
              key={place}
              className={classes(
                'max-w-[92%] min-w-0 rounded-2xl border border-line p-4',
                own ? 'self-end bg-accent-soft' : 'self-start bg-surface',
              )}
            >
              <p className={classes('flex flex-wrap gap-x-2 text-sm', own ? 'text-accent-ink' : 'text-muted')}>
                <span className="font-semibold">{own ? words.you : store}</span>
                <time dateTime={message.at}>{moment.format(new Date(message.at))}</time>
              </p>
              {message.text && (
                <p className="mt-1 text-lg whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
                  {message.text}
                </p>
              )}
              {message.photos > 0 && (
                <p className="mt-1 flex items-center gap-1.5 text-base">
                  <Image aria-hidden className="size-4 shrink-0" />
                  {words.photos(message.photos)}
                </p>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
