import { Download } from 'lucide-react'
import { answered, api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { FaultTable } from './FaultTable.tsx'
import type { Import } from './imports.ts'

/** So many faults the server keeps; the rest is only counted. */
const mostKept = 10_000

/** Every row that could not be read; the same as a file, to be mended beside the report. */
export function FaultList({ found }: { readonly found: Import }) {
  const text = useText('imports')
  const formats = useFormats()
  const list = usePages(['imports', 'faults', found.id, found.refused], (after) =>
    answered(
      api.GET('/api/imports/{id}/faults', { params: { path: { id: found.id }, query: { limit: 50, ...after } } }),
    ),
  )
  return (
    <section className="flex flex-col gap-2.5">
      <header className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-lg">{text('faults')}</h2>
          <p className="text-sm text-muted">
            {text('faults-detail')}
            {found.refused > mostKept && ` ${text('faults-cut', { most: formats.number(mostKept) })}`}
          </p>
        </div>
        <a
          href={`/api/imports/${found.id}/faults.csv`}
          download={`${found.filename}-faults.csv`}
          className="inline-flex h-9 items-center justify-center gap-2 rounded-lg border border-line bg-surface px-3.5 whitespace-nowrap shadow-card hover:bg-hover compact:h-8 pointer-coarse:min-h-11"
        >
          <Download aria-hidden className="size-4" />
          {text('download-faults')}
        </a>
      </header>
      {list.error && !list.rows ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : (
        <FaultTable faults={list.rows} more={list.more} />
      )}
    </section>
  )
}
