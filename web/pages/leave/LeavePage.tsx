import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { CircleCheck, RotateCw } from 'lucide-react'
import { useEffect } from 'react'
import { answered, api } from '../../api/client.ts'
import { ProblemError } from '../../api/problem.ts'
import { BuyerSheet, BuyerWaiting } from '../../parts/BuyerSheet.tsx'
import { spokenOf } from '../../parts/buyer.ts'
import { Button } from '../../ui/Button.tsx'
import { type Words, wordsIn } from './words.ts'

/** Where the reader of an offer leaves its list: one question, one button. Opening the page alone changes nothing. */
export function LeavePage() {
  const { secret } = useParams({ from: '/u/$secret' })
  const path = { secret }
  const found = useQuery({
    queryKey: ['unsubscribe', secret],
    queryFn: () => answered(api.GET('/api/unsubscribes/{secret}', { params: { path } })),
    retry: false,
  })
  const leave = useMutation({
    mutationFn: () => answered(api.POST('/api/unsubscribes/{secret}', { params: { path } })),
  })
  const page = leave.data ?? found.data
  const language = spokenOf(page ? [page.language] : navigator.languages)
  const words = useQuery({
    queryKey: ['unsubscribe-words', language],
    queryFn: () => wordsIn(language),
    staleTime: Number.POSITIVE_INFINITY,
  }).data
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  useEffect(() => {
    if (words) document.title = words.title
  }, [words])
  if (!words || (!page && found.isPending))
    return (
      <BuyerSheet>
        <BuyerWaiting />
      </BuyerSheet>
    )
  if (!page) return <Failed words={words} error={found.error} onRetry={() => void found.refetch()} />
  return (
    <BuyerSheet store={page.storeName}>
      {page.subscribed ? (
        <>
          <h1 className="text-2xl">{words.title}</h1>
          <p className="text-lg">{words.ask(page.storeName)}</p>
          <Button tone="primary" className="self-start" pending={leave.isPending} onClick={() => leave.mutate()}>
            {words.button}
          </Button>
          {leave.error && (
            <p role="alert" className="text-danger-ink">
              {words.failed}
            </p>
          )}
        </>
      ) : (
        <div role="status" className="flex flex-col gap-3">
          <h1 className="flex items-center gap-2 text-2xl">
            <CircleCheck aria-hidden className="size-6 text-ok-ink" />
            {words.done}
          </h1>
          <p className="text-lg">{words.doneDetail(page.storeName)}</p>
        </div>
      )}
    </BuyerSheet>
  )
}

interface FailedProps {
  readonly words: Words
  readonly error: unknown
  readonly onRetry: () => void
}

function Failed({ words, error, onRetry }: FailedProps) {
  const isGone = error instanceof ProblemError && error.status === 404
  return (
    <BuyerSheet store="">
      <div role="alert" className="py-10 text-center">
        <h1 className="text-xl">{isGone ? words.notFoundTitle : words.failed}</h1>
        {isGone ? (
          <p className="mx-auto mt-2 max-w-md text-lg text-muted">{words.notFound}</p>
        ) : (
          <Button icon={RotateCw} className="mt-4" onClick={onRetry}>
            {words.retry}
          </Button>
        )}
      </div>
    </BuyerSheet>
  )
}
