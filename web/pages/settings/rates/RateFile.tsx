import { useMutation } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import type { Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { sendFile } from '../../../api/sendFile.ts'
import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { dayIn } from '../day.ts'

/** Orders that somebody still looks at are of the last two years. */
const daysBack = 731

/** Reads in a file of rates, and says what became of it. */
export function RateFile() {
  const text = useText('rates')
  const input = useRef<HTMLInputElement>(null)
  const send = useMutation({
    mutationFn: (file: File) => {
      const since = dayIn('UTC', new Date(Date.now() - daysBack * 86_400_000))
      const unseen = { onProgress: () => undefined, signal: new AbortController().signal }
      return sendFile<Schemas['RatesRead']>(`/api/currency-rates/file?since=${since}`, file, unseen)
    },
    onSuccess: () => Promise.all(['rates', 'order'].map((topic) => queries.invalidateQueries({ queryKey: [topic] }))),
  })
  const read = send.data
  return (
    <div className="flex flex-col gap-3">
      <section
        aria-label={text('file')}
        className="flex items-center gap-x-4 gap-y-3 rounded-xl border border-line bg-side p-4 max-sm:flex-col max-sm:items-start"
      >
        <Button icon={Upload} pending={send.isPending} onClick={() => input.current?.click()}>
          {text('upload')}
        </Button>
        <span className="min-w-0 flex-1 text-sm text-muted">{text('upload-help')}</span>
        <input
          ref={input}
          type="file"
          aria-label={text('file')}
          accept=".csv,.txt,.tsv,text/csv"
          className="hidden"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) send.mutate(file)
            event.target.value = ''
          }}
        />
      </section>
      {send.error && <Banner tone="danger" title={send.error.message} />}
      {read && (
        <Banner
          tone={read.faults.length > 0 ? 'warn' : 'ok'}
          title={text('read', { added: read.added, changed: read.changed, unchanged: read.unchanged })}
        >
          {read.faults.length > 0 && (
            <ul className="text-sm">
              {read.faults.slice(0, 10).map(({ row, heading, value }) => (
                <li key={`${row} ${heading}`}>{text('fault', { row, heading, value })}</li>
              ))}
            </ul>
          )}
        </Banner>
      )}
    </div>
  )
}
