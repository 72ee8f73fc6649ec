import { useMutation } from '@tanstack/react-query'
import { CircleStop, Play } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { toastError } from '../../../ui/Toast.tsx'
import { type Import, isUnderWay, keepImport } from './imports.ts'
import { useImportWords } from './words.ts'

const figures = ['added', 'changed', 'unchanged', 'refused'] as const

/** What no further try can mend. */
const endedForGood = new Set(['imports.nothing-readable', 'imports.file-erased'])

/** How far an import has come, what came of its rows, and the ways to stop it or go on. */
export function ImportProgress({ found }: { readonly found: Import }) {
  const text = useText('imports')
  const words = useText('ui')
  const formats = useFormats()
  const mayRun = useMay('imports.run')
  const { problemOf } = useImportWords()
  const [asking, setAsking] = useState(false)
  const params = { path: { id: found.id } }
  const start = useMutation({
    mutationFn: () => answered(api.POST('/api/imports/{id}/start', { params })),
    onSuccess: keepImport,
    onError: (error) => toastError(words('failed-action'), error),
  })
  const stop = useMutation({
    mutationFn: () => answered(api.POST('/api/imports/{id}/stop', { params })),
    onSuccess: (said) => {
      setAsking(false)
      keepImport(said)
    },
  })
  const share = found.size > 0 ? found.bytesSettled / found.size : 0
  const underWay = isUnderWay(found)
  // What was chosen wrongly stays so: going on would only refuse the rest of the rows.
  const resumable = found.status === 'stopped' || (found.status === 'failed' && !endedForGood.has(found.problem ?? ''))
  return (
    <>
      {found.status === 'failed' && (
        <Banner tone="danger" title={text('failed-title')}>
          {problemOf(found.problem)}
        </Banner>
      )}
      {found.status === 'stopped' && <Banner tone="warn">{text('stopped-detail')}</Banner>}
      {found.status === 'done' && (
        <Banner tone={found.refused > 0 ? 'warn' : 'ok'} title={text('done-title')}>
          {text(found.refused > 0 ? 'done-with-faults' : 'done-whole', { count: found.rowsSettled })}
        </Banner>
      )}
      <Card title={text(found.status === 'done' ? 'result' : 'progress')}>
        <div className="flex flex-col gap-3.5">
          {found.status !== 'done' && (
            <div className="flex flex-col gap-1.5">
              <ProgressBar label={text('progress')} share={share} />
              <p className="flex justify-between gap-3 text-sm text-muted tabular-nums" aria-live="off">
                <span>
                  {found.status === 'waiting'
                    ? text('waiting-detail')
                    : text('rows-settled', { count: found.rowsSettled })}
                </span>
                <span>
                  {text('bytes-of', { done: formats.bytes(found.bytesSettled), all: formats.bytes(found.size) })}
                </span>
              </p>
            </div>
          )}
          <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
            {figures.map((name) => (
              <div key={name} className="rounded-lg bg-side px-3 py-2">
                <dt className="text-sm text-muted">{text(`figure.${name}`)}</dt>
                <dd className="text-xl font-semibold tabular-nums">{formats.number(found[name])}</dd>
              </div>
            ))}
          </dl>
          {mayRun && underWay && (
            <Button icon={CircleStop} onClick={() => setAsking(true)} className="self-start">
              {text('stop')}
            </Button>
          )}
          {mayRun && resumable && (
            <Button
              tone="primary"
              icon={Play}
              pending={start.isPending}
              onClick={() => start.mutate()}
              className="self-start"
            >
              {text('go-on')}
            </Button>
          )}
        </div>
      </Card>
      <ConfirmDialog
        open={asking && underWay}
        onOpen={setAsking}
        title={text('stop-title', { name: found.filename })}
        action={text('stop')}
        pending={stop.isPending}
        error={stop.error?.message}
        onConfirm={() => stop.mutate()}
      >
        {text('stop-detail')}
      </ConfirmDialog>
    </>
  )
}
