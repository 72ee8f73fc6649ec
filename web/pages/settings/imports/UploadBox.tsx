import { FileUp, Upload, X } from 'lucide-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { sendFile } from '../../../api/sendFile.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { classes } from '../../../ui/classes.ts'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { type Import, mostBytes } from './imports.ts'

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly file: File; readonly share: number; readonly stop: () => void }
  | { readonly kind: 'failed'; readonly message: string }

/** Takes a file, chosen or dropped, and sends it with a bar of how far it is. */
export function UploadBox({ onUploaded }: { readonly onUploaded: (said: Import) => void }) {
  const text = useText('imports')
  const words = useText('ui')
  const formats = useFormats()
  const [state, setState] = useState<State>({ kind: 'idle' })
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const send = async (file: File): Promise<void> => {
    const ends = new AbortController()
    stop.current = ends
    const show = (share: number): void => setState({ kind: 'sending', file, share, stop: () => ends.abort() })
    show(0)
    try {
      const said = await sendFile<Import>('/api/imports', file, { onProgress: show, signal: ends.signal })
      setState({ kind: 'idle' })
      onUploaded(said)
    } catch (error) {
      const stopped = error instanceof DOMException
      setState(stopped ? { kind: 'idle' } : { kind: 'failed', message: error instanceof Error ? error.message : '' })
    }
  }
  const take = (files: FileList | null): void => {
    const [file] = files ?? []
    if (!file || state.kind === 'sending') return
    if (file.size > mostBytes) setState({ kind: 'failed', message: text('too-large') })
    else void send(file)
  }
  const dragged = (event: DragEvent): void => {
    event.preventDefault()
    setOver(event.type === 'dragover')
    if (event.type === 'drop') take(event.dataTransfer.files)
  }
  return (
    <div className="flex flex-col gap-3">
      {state.kind === 'failed' && (
        <Banner tone="danger" title={text('upload-failed')}>
          {state.message}
        </Banner>
      )}
      <section
        aria-label={text('upload')}
        onDragOver={dragged}
        onDragLeave={dragged}
        onDrop={dragged}
        className={classes(
          'flex flex-wrap items-center justify-center gap-x-4 gap-y-2 rounded-xl border-2 border-dashed p-5 text-center max-sm:flex-col',
          over ? 'border-accent bg-accent-soft' : 'border-line bg-side',
        )}
      >
        {state.kind === 'sending' ? (
          <div className="flex w-full max-w-lg flex-col gap-2 text-left">
            <p className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1 truncate font-medium">{state.file.name}</span>
              <span className="text-sm text-muted tabular-nums">
                {state.share < 1
                  ? `${formats.percent(Math.floor(state.share * 100) / 100)} · ${formats.bytes(state.file.size)}`
                  : text('looking')}
              </span>
            </p>
            <ProgressBar label={text('uploading', { name: state.file.name })} share={state.share} />
            <Button size="small" icon={X} onClick={state.stop} className="self-start">
              {words('cancel')}
            </Button>
          </div>
        ) : (
          <>
            <Button tone="primary" icon={Upload} onClick={() => input.current?.click()}>
              {text('upload')}
            </Button>
            <span className="flex items-center gap-2 text-muted">
              <FileUp aria-hidden className="size-4 shrink-0 max-sm:hidden" />
              <span>{text('drop-here')}</span>
            </span>
          </>
        )}
        <input
          ref={input}
          type="file"
          aria-label={text('file')}
          accept=".csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,text/plain"
          className="hidden"
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
      </section>
    </div>
  )
}
