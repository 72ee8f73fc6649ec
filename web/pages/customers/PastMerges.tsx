import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/Toast.tsx'
import { type Merge, mergesQuery } from './merging.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('../../ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** What became part of a customer, by whom and why; the last one that stands can be undone. */
export function PastMerges({ id, mayUndo }: { readonly id: string; readonly mayUndo: boolean }) {
  const text = useText('merging')
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Merge>()
  const { data } = useQuery(mergesQuery(id))
  const undo = useMutation({
    mutationFn: (merge: Merge) =>
      answered(api.POST('/api/customers/{id}/unmerge', { params: { path: { id: merge.mergedId } } })),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['customer'] }),
        queries.invalidateQueries({ queryKey: ['customers'] }),
      ])
      toast(text('undone'))
      setAsked(undefined)
    },
  })
  if (!data || data.items.length === 0) return null
  return (
    <section className="mt-3 border-t border-line pt-2.5">
      <h3 className="text-sm font-medium">{text('past')}</h3>
      <ul className="flex flex-col divide-y divide-line">
        {data.items.map((merge) => (
          <li key={merge.id} className="flex items-start gap-3 py-2 text-sm">
            <Told merge={merge} />
            {mayUndo && merge.mayUndo && (
              <Button size="small" onClick={() => setAsked(merge)}>
                {text('undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <Suspense>
          <ConfirmDialog
            open
            onOpen={() => setAsked(undefined)}
            title={text('undo-title')}
            action={text('undo-action')}
            destructive={false}
            pending={undo.isPending}
            error={undo.error?.message}
            onConfirm={() => undo.mutate(asked)}
          >
            {text('undo-note')}
          </ConfirmDialog>
        </Suspense>
      )}
    </section>
  )
}

function Told({ merge }: { readonly merge: Merge }) {
  const text = useText('merging')
  const customers = useText('customers')
  return (
    <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {text('past-line', { name: merge.mergedName || customers('no-name') })}
        {merge.undoneAt && <Badge tone="outline">{text('past-undone')}</Badge>}
      </p>
      <p className="text-muted">
        <Time at={merge.mergedAt} />
        {merge.mergedBy && ` · ${text('past-by', { name: merge.mergedBy })}`}
      </p>
      {merge.reason && <p className="text-muted">{text('past-crossing', { reason: merge.reason })}</p>}
    </div>
  )
}
