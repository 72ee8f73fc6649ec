import { useMutation, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { toast } from '../../../ui/Toast.tsx'

type Waiting = Schemas['ReturnRefundsOfStore']

const queryKey = ['return-settings', 'refunds-to-tell']

/** Refunds that Amazon has not been told of: how many, and the file that tells of them. */
export function RefundFileCard() {
  const text = useText('returnsBoard')
  const mayTake = useMay('returns.approve')
  const [asked, setAsked] = useState<Waiting>()
  const found = useQuery({ queryKey, queryFn: () => answered(api.GET('/api/return-refund-files')) })
  const take = useMutation({
    mutationFn: ({ storeId }: Waiting) => answered(api.POST('/api/return-refund-files', { body: { storeId } })),
    onSuccess: (file) => {
      save(file)
      setAsked(undefined)
      toast(text('refund-taken'))
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
  return (
    <Card title={text('refund-file')}>
      <p className="mb-3 text-sm text-muted">{text('refund-file-detail')}</p>
      {found.isPending && <SkeletonLines lines={1} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <ul className="flex flex-col gap-2">
          {found.data.stores.length === 0 && <li>{text('refund-none')}</li>}
          {found.data.stores.map((store) => (
            <li key={store.storeId} className="flex flex-wrap items-center gap-3">
              <p className="min-w-0 flex-1">
                <span className="font-medium">{store.storeName}</span>
                <span className="text-muted"> · {text('refund-waiting', { count: store.waiting })}</span>
              </p>
              {mayTake && (
                <Button size="small" icon={Download} onClick={() => setAsked(store)}>
                  {text('refund-take')}
                  <span className="sr-only">{store.storeName}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={asked !== undefined}
        onOpen={(open) => open || setAsked(undefined)}
        title={text('refund-ask', { store: asked?.storeName ?? '' })}
        action={text('refund-take')}
        destructive={false}
        pending={take.isPending}
        error={take.error?.message}
        onConfirm={() => asked && take.mutate(asked)}
      >
        {text('refund-ask-detail', { count: asked?.waiting ?? 0 })}
      </ConfirmDialog>
    </Card>
  )
}

/** Saves a file that the server wrote. */
function save({ filename, text }: { readonly filename: string; readonly text: string }): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/tab-separated-values' }))
  const link = document.createElement('a')
  link.href = address
  link.download = filename
  link.click()
  URL.revokeObjectURL(address)
}
