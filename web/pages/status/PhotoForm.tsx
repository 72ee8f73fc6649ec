import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ImagePlus, Send, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { newKey } from '../../api/client.ts'
import { Button } from '../../ui/Button.tsx'
import { mendingOf, mostAtOnce, mostBytes } from './mending.ts'
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
  const input = useRef<HTMLInputElement>(null)
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
    const fitting = files.filter(({ size }) => size <= mostBytes)
    setLimit(fitting.length < files.length ? words.tooLarge : fitting.length > mostAtOnce ? words.tooMany : null)
    setChosen({ files: fitting.slice(0, mostAtOnce), key: newKey() })
  }
  const problem = limit ?? (send.isError ? mendingOf(send.error, words) : null)
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
        <>
          <p id={`${id}-help`} className="text-muted">
            {words.photoHelp}
          </p>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept="image/png,image/jpeg,image/webp,image/heic,image/heif,.heic"
            onChange={(event) => {
              choose([...chosen.files, ...(event.target.files ?? [])])
              // The same file may be chosen again after it was removed.
              event.target.value = ''
            }}
          />
          {chosen.files.length > 0 && (
            <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
              {chosen.files.map((file) => (
                <li
                  key={`${file.name} ${file.size} ${file.lastModified}`}
                  className="flex items-center gap-2 py-1 pl-3"
                >
                  <span className="min-w-0 flex-1 truncate">{file.name}</span>
                  <button
                    type="button"
                    aria-label={words.remove(file.name)}
                    disabled={send.isPending}
                    className="flex size-11 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-ink"
                    onClick={() => choose(chosen.files.filter((other) => other !== file))}
                  >
                    <X aria-hidden className="size-4" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          {problem && (
            <p role="alert" className="text-danger-ink">
              {problem}
            </p>
          )}
        </>
      ) : (
        <p className="text-muted">{words.enoughPhotos}</p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {accepts && (
          <>
            <Button
              icon={ImagePlus}
              aria-describedby={`${id}-help`}
              disabled={send.isPending}
              onClick={() => input.current?.click()}
            >
              {words.choosePhotos}
            </Button>
            {chosen.files.length > 0 && (
              <Button tone="primary" icon={Send} pending={send.isPending} onClick={() => send.mutate()}>
                {words.sendPhotos}
              </Button>
            )}
          </>
        )}
        <Thanks shown={send.isSuccess}>{words.photoThanks}</Thanks>
      </div>
    </section>
  )
}
