import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { useEffect } from 'react'
import { ProblemError } from '../../api/problem.ts'
import { BuyerSheet, BuyerWaiting } from '../../parts/BuyerSheet.tsx'
import { type BuyerLanguage, spokenOf } from '../../parts/buyer.ts'
import { Button } from '../../ui/Button.tsx'
import { PhotoForm } from './PhotoForm.tsx'
import { statusQuery, wordsQuery } from './queries.ts'
import { Said } from './Said.tsx'
import { Way } from './Way.tsx'
import { WordForm } from './WordForm.tsx'
import type { Words } from './words.ts'

/** The page of a ticket for its buyer: where it stands, what happens next and by when, room to write and for photos. */
export function StatusPage() {
  const { secret } = useParams({ from: '/s/$secret' })
  const status = useQuery(statusQuery(secret))
  const page = status.data
  const language = spokenOf(page ? [page.language] : navigator.languages)
  const words = useQuery(wordsQuery(language)).data
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const title = words && page ? words.title(`T-${page.number}`) : undefined
  useEffect(() => {
    if (title && page) document.title = `${title} · ${page.storeName}`
  }, [title, page])
  useEffect(() => {
    if (title && location.hash === '#photos') document.getElementById('photos')?.scrollIntoView()
  }, [title])

  if (!words)
    return (
      <BuyerSheet>
        <BuyerWaiting />
      </BuyerSheet>
    )
  if (!page && status.isError) {
    const isGone = status.error instanceof ProblemError && status.error.status === 404
    return (
      <BuyerSheet>
        <div role="alert" className="py-10 text-center">
          <h1 className="text-xl">{isGone ? words.notFoundTitle : words.failedTitle}</h1>
          <p className="mx-auto mt-2 max-w-md text-lg text-muted">{isGone ? words.notFound : words.failed}</p>
          {!isGone && (
            <Button icon={RotateCw} className="mt-4" pending={status.isFetching} onClick={() => void status.refetch()}>
              {words.retry}
            </Button>
          )}
        </div>
      </BuyerSheet>
    )
  }
  if (!page)
    return (
      <BuyerSheet>
        <p className="sr-only" role="status">
          {words.loading}
        </p>
        <BuyerWaiting />
      </BuyerSheet>
    )
  return (
    <BuyerSheet store={page.storeName}>
      <h1 className="text-2xl">{title}</h1>
      <Way stages={page.stages} words={words} />
      <section aria-labelledby="next" className="rounded-2xl border border-line bg-surface p-5 shadow-card">
        <h2 id="next" className="text-sm text-muted">
          {words.next}
        </h2>
        <p className="mt-1 text-lg">{words.steps[page.nextStep]}</p>
        {page.by && <Promised at={page.by} language={language} words={words} />}
      </section>
      <Said messages={page.messages} store={page.storeName} language={language} words={words} />
      <WordForm secret={secret} words={words} />
      <PhotoForm secret={secret} accepts={page.acceptsPhotos} words={words} />
      <p className="px-1 text-sm text-muted">{words.private}</p>
    </BuyerSheet>
  )
}

interface PromisedProps {
  readonly at: string
  readonly language: BuyerLanguage
  readonly words: Words
}

/** In the buyer's own zone, which is named: a promise must not be off by the hours between two countries. */
function Promised({ at, language, words }: PromisedProps) {
  const time = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at))
  return (
    <p className="mt-2 text-lg font-semibold">
      <time dateTime={at}>{words.by(time)}</time>
    </p>
  )
}
