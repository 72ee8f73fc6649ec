import { useMutation, useQuery } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { toastError } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { Section } from '../Section.tsx'
import { wantingOf } from './columns.ts'
import { FaultTable } from './FaultTable.tsx'
import { FormatFields } from './FormatFields.tsx'
import { type Import, type ImportChange, importQuery, keepImport, sampleQuery } from './imports.ts'
import { SampleTable } from './SampleTable.tsx'
import { SubjectFields } from './SubjectFields.tsx'
import { useImportWords } from './words.ts'

/** A file before it is read in: what it tells of, how it is written, and the first rows as they are understood. */
export function DraftView({ found, readOnly }: { readonly found: Import; readonly readOnly: boolean }) {
  const text = useText('imports')
  const words = useText('ui')
  const { fieldOf } = useImportWords()
  const { id } = found
  const key = importQuery(id).queryKey
  const sample = useQuery({ ...sampleQuery(id), enabled: !readOnly })
  const change = useMutation({
    // One after the other, in the order in which they were made.
    scope: { id: `import ${id}` },
    mutationFn: (body: ImportChange) => answered(api.PATCH('/api/imports/{id}', { params: { path: { id } }, body })),
    onMutate: (body) => {
      const before = queries.getQueryData(key)
      if (before) queries.setQueryData(key, { ...before, ...body })
      return before
    },
    onError: (error, _, before) => {
      if (before) queries.setQueryData(key, before)
      toastError(text('not-saved'), error)
    },
    onSuccess: (said) => {
      keepImport(said)
      return queries.invalidateQueries({ queryKey: sampleQuery(id).queryKey })
    },
  })
  const start = useMutation({
    mutationFn: () => answered(api.POST('/api/imports/{id}/start', { params: { path: { id } } })),
    onSuccess: keepImport,
  })
  if (readOnly) return <Banner>{text('draft-read-only')}</Banner>
  const wanting = wantingOf(found, sample.data)
  const ready = wanting.length === 0 && sample.isSuccess && !sample.isFetching && !change.isPending
  const set = (body: ImportChange): void => change.mutate(body)
  return (
    <>
      <Section title={text('about')}>
        <SubjectFields found={found} onChange={set} />
      </Section>
      <details className="rounded-xl border border-line bg-surface px-3.5 shadow-card">
        <summary className="cursor-pointer rounded py-3 font-medium">{text('how-written')}</summary>
        <p className="mb-3 text-sm text-muted">{text('how-written-detail')}</p>
        <div className="pb-3.5">
          <FormatFields found={found} sheets={sample.data?.sheets ?? []} onChange={set} />
        </div>
      </details>
      <section className="flex flex-col gap-2.5">
        <div>
          <h2 className="text-lg">{text('columns')}</h2>
          <p className="text-sm text-muted">{text('columns-detail')}</p>
        </div>
        {sample.isError && !sample.data && <ErrorState error={sample.error} onRetry={() => void sample.refetch()} />}
        {sample.isPending && <Skeleton className="h-64 w-full" />}
        {sample.data && <SampleTable found={found} sample={sample.data} onChange={set} />}
      </section>
      {sample.data && sample.data.faults.length > 0 && (
        <section className="flex flex-col gap-2.5">
          <div>
            <h2 className="text-lg">{text('sample-faults')}</h2>
            <p className="text-sm text-muted">{text('sample-faults-detail')}</p>
          </div>
          <FaultTable faults={sample.data.faults} />
        </section>
      )}
      <footer className="sticky bottom-0 z-2 -mx-1 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-canvas px-1 py-3">
        <div className="min-w-0 flex-1">
          <FormProblem error={start.error} fields={[]} />
          {wanting.length > 0 ? (
            <div id="import-wanting" className="text-sm text-warn-ink">
              <p className="font-medium">{text('wanting')}</p>
              <ul className="list-inside list-disc">
                {wanting.map((one) => (
                  <li key={one.kind === 'field' ? one.field : one.kind}>
                    {one.kind === 'field'
                      ? text('wanting.field', { field: fieldOf(one.field) })
                      : text(`wanting.${one.kind}`)}
                  </li>
                ))}
              </ul>
            </div>
          ) : (
            <p className="text-sm text-muted">{change.isPending ? words('loading') : text('ready')}</p>
          )}
        </div>
        <Button
          tone="primary"
          icon={Play}
          disabled={!ready}
          pending={start.isPending}
          aria-describedby={wanting.length > 0 ? 'import-wanting' : undefined}
          onClick={() => start.mutate()}
        >
          {text('start')}
        </Button>
      </footer>
    </>
  )
}
