import { Paperclip, TriangleAlert } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import type { Message } from './queries.ts'

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** The files of a message: pictures small and at once, all else by name, with a warning where that deceives. */
export function Attachments({ files }: { readonly files: Message['attachments'] }) {
  const text = useText('inbox')
  const formats = useFormats()
  return (
    <ul className="mt-2 flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="min-w-0">
          <a
            href={file.url}
            target="_blank"
            rel="noreferrer"
            title={`${file.filename} · ${formats.bytes(file.size)}`}
            className="flex max-w-64 items-center gap-2 overflow-hidden rounded-lg border border-line bg-surface text-sm hover:border-edge"
          >
            {pictures.has(file.contentType) ? (
              <img src={file.url} alt={file.filename} loading="lazy" className="h-20 min-w-20 object-cover" />
            ) : (
              <span className="flex min-w-0 items-center gap-2 px-2.5 py-1.5">
                {file.contradictsName ? (
                  <TriangleAlert aria-hidden className="size-4 shrink-0 text-danger-ink" />
                ) : (
                  <Paperclip aria-hidden className="size-4 shrink-0 text-muted" />
                )}
                <span className="min-w-0 truncate">{file.filename}</span>
                <span className="shrink-0 text-xs text-muted">{formats.bytes(file.size)}</span>
              </span>
            )}
          </a>
          {file.contradictsName && <p className="mt-1 max-w-64 text-xs text-danger-ink">{text('contradicts-name')}</p>}
        </li>
      ))}
    </ul>
  )
}
