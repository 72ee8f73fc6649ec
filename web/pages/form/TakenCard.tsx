import { CircleCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { Taken } from './queries.ts'
import type { Words } from './words.ts'

interface TakenCardProps {
  readonly taken: Taken
  /** Where the store answers to; null where it cannot write mail. */
  readonly address: string | null
  readonly written: string
  readonly words: Words
  readonly onAnother: () => void
}

/** Says that the letter has arrived, how it goes on, and where the buyer can follow it. */
export function TakenCard({ taken, address, written, words, onAnother }: TakenCardProps) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <section className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5 shadow-card">
      <h2 ref={title} tabIndex={-1} className="flex items-start gap-2 text-lg text-ok-ink outline-none">
        <CircleCheck aria-hidden className="mt-1 size-5 shrink-0" />
        {taken.number === null ? words.sentLater(written) : words.sentTitle(`T-${taken.number}`)}
      </h2>
      {taken.statusUrl && (
        <>
          <p className="text-lg">{address ? words.sentByMail(address) : words.sentToPage}</p>
          <a
            href={taken.statusUrl}
            className="inline-flex h-11 items-center self-start rounded-lg bg-accent px-6 font-semibold text-on-accent hover:bg-accent-hover"
          >
            {words.statusPage}
          </a>
        </>
      )}
      <Button tone="ghost" className="self-start" onClick={onAnother}>
        {words.another}
      </Button>
    </section>
  )
}
