import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useId, useState } from 'react'
import { newKey } from '../../api/client.ts'
import { BuyerPhotos } from '../../parts/BuyerPhotos.tsx'
import { fittingPhotos } from '../../parts/buyer.ts'
import { Button } from '../../ui/Button.tsx'
import { mendingOf } from './mending.ts'
import { sendPhotos, statusQuery } from './queries.ts'
import { Thanks } from './Thanks.tsx'
import type { Words } from './words.ts'

interface PhotoFormProps {
  readonly secret: string
  readonly accepts: boolean
  readonly words: Words
}

/** Choose, look over, send. The chosen photos stay until the server has them; trying again never sends them twice. */
export function PhotoForm({ secret, accepts, words }: PhotoFormProps) {
  const id = useId()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<{ readonly files: readonly File[]; readonly key: string }>({
    files: [],
    key: '',
  })
  const [limit, setLimit] = useState<string | null>(null)
  const send = useMutation({
    mutationFn: () => sendPhotos(secret, chosen.files, chosen.key),
    networkMode: 'always',
    onSuccess: (page) => {
      queries.setQueryData(statusQuery(secret).queryKey, page)
      setChosen({ files: [], key: '' })
    },
  })
  const choose = (files: readonly File[]) => {
    send.reset()
    const fitting = fittingPhotos(files)
    setLimit(fitting.past && (fitting.past === 'size' ? words.tooLarge : words.tooMany))
    setChosen({ files: fitting.files, key: newKey() })
  }
  const thanks = <Thanks shown={send.isSuccess}>{words.photoThanks}</Thanks>
  return (
    <section
      id="photos"
      aria-labelledby={`${id}-title`}
      className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-5 shadow-card"
    >
      <h2 id={`${id}-title`} className="text-lg">
        {words.addPhotos}
      </h2>
      {accepts ? (
        <BuyerPhotos
          files={chosen.files}
          onFiles={choose}
          disabled={send.isPending}
          problem={limit ?? (send.isError ? mendingOf(send.error, words) : null)}
          words={words}
        >
          {chosen.files.length > 0 && (
            <Button tone="primary" icon={Send} pending={send.isPending} onClick={() => send.mutate()}>
              {words.sendPhotos}
            </Button>
          )}
          {thanks}
        </BuyerPhotos>
      ) : (
        <>
          <p className="text-muted">{words.enoughPhotos}</p>
          {thanks}
        </>
      )}
    </section>
  )
}
