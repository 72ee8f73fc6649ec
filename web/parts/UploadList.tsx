import { CircleAlert, LoaderCircle, Paperclip, X } from 'lucide-react'
import { useFormats } from '../i18n/formats.ts'
import { useText } from '../i18n/text.ts'
import type { useUploads } from './useUploads.ts'

/** The files of the letter being written, each with its state. */
export function UploadList({ uploads }: { readonly uploads: ReturnType<typeof useUploads> }) {
  const text = useText('inbox')
  const formats = useFormats()
  if (uploads.files.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1.5 px-1 pb-1">
      {uploads.files.map((file) => {
        const Icon = file.error ? CircleAlert : file.id ? Paperclip : LoaderCircle
        return (
          <li
            key={file.key}
            className="flex max-w-full items-center gap-1.5 rounded-lg border border-line bg-surface py-0.5 pr-0.5 pl-2 text-sm"
          >
            <Icon
              aria-hidden
              className={
                file.error
                  ? 'size-4 shrink-0 text-danger-ink'
                  : file.id
                    ? 'size-4 shrink-0 text-muted'
                    : 'size-4 shrink-0 animate-spin text-muted'
              }
            />
            <span className="min-w-0 truncate">{file.name}</span>
            <span className="shrink-0 text-xs text-muted">{formats.bytes(file.size)}</span>
            {file.error && (
              <span role="alert" className="min-w-0 truncate text-danger-ink" title={file.error}>
                {file.error}
              </span>
            )}
            <button
              type="button"
              aria-label={text('remove-file', { name: file.name })}
              onClick={() => uploads.remove(file.key)}
              className="flex size-6 shrink-0 items-center justify-center rounded text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
