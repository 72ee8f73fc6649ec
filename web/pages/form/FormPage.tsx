import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ProblemError } from '../../api/problem.ts'
import { BuyerSheet, BuyerWaiting } from '../../parts/BuyerSheet.tsx'
import { type BuyerLanguage, buyerLanguages, spokenOf } from '../../parts/buyer.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { LetterForm } from './LetterForm.tsx'
import { formQuery, type Taken, wordsQuery } from './queries.ts'
import { TakenCard } from './TakenCard.tsx'

/** A language as its own speakers call it. */
const ownName = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language

/** A store's form for its buyers: the link is enough, and the buyer's language is theirs to choose. */
export function FormPage() {
  const { secret } = useParams({ from: '/f/$secret' })
  const form = useQuery(formQuery(secret))
  const page = form.data
  const [chosen, setChosen] = useState<BuyerLanguage>()
  const [sent, setSent] = useState<{ readonly taken: Taken; readonly address: string }>()
  const language = chosen ?? spokenOf([...navigator.languages, ...(page ? [page.language] : [])])
  const words = useQuery(wordsQuery(language)).data
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const title = words && page ? words.title(page.storeName) : undefined
  useEffect(() => {
    if (title) document.title = title
  }, [title])

  if (!words || form.isPending)
    return (
      <BuyerSheet>
        {words && (
          <p className="sr-only" role="status">
            {words.loading}
          </p>
        )}
        <BuyerWaiting />
      </BuyerSheet>
    )
  if (!page) {
    const isGone = form.error instanceof ProblemError && form.error.status === 404
    return (
      <BuyerSheet store="">
        <div role="alert" className="py-10 text-center">
          <h1 className="text-xl">{isGone ? words.notFoundTitle : words.failedTitle}</h1>
          <p className="mx-auto mt-2 max-w-md text-lg text-muted">{isGone ? words.notFound : words.failed}</p>
          {!isGone && (
            <Button icon={RotateCw} className="mt-4" pending={form.isFetching} onClick={() => void form.refetch()}>
              {words.retry}
            </Button>
          )}
        </div>
      </BuyerSheet>
    )
  }
  const languages = (
    <Select
      aria-label={words.language}
      className="w-36 shrink-0"
      value={language}
      options={buyerLanguages.map((one) => ({ value: one, label: ownName(one) }))}
      onValue={setChosen}
    />
  )
  return (
    <BuyerSheet store={page.storeName} actions={languages}>
      <h1 className="text-2xl">{title}</h1>
      {sent ? (
        <TakenCard
          taken={sent.taken}
          written={sent.address}
          address={page.answersByMail ? sent.address : null}
          words={words}
          onAnother={() => setSent(undefined)}
        />
      ) : (
        <LetterForm
          secret={secret}
          form={page}
          language={language}
          words={words}
          onTaken={(taken, address) => setSent({ taken, address })}
        />
      )}
    </BuyerSheet>
  )
}
