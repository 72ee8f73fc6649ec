import { useMutation, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { toast } from '../../../ui/Toast.tsx'

const queryKey = ['return-settings', 'refunds-to-tell']

/** Refunds that Amazon has not been told of: how many, and the file that tells of them. */
export function RefundFileCard() {
  const text = useText('returnsBoard')
  const mayTake = useMay('returns.approve')
  const [isAsking, setIsAsking] = useState(false)
  const found = useQuery({ queryKey, queryFn: () => answered(api.GET('/api/return-refund-files')) })
  const take = useMutation({
    mutationFn: () => answered(api.POST('/api/return-refund-files')),
    onSuccess: (file) => {
      save(file)
      setIsAsking(false)
      toast(text('refund-taken'))
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
  const count = found.data?.waiting ?? 0
  return (
    <Card title={text('refund-file')}>
      <p className="mb-3 text-sm text-muted">{text('refund-file-detail')}</p>
      {found.isPending && <SkeletonLines lines={1} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <div className="flex flex-wrap items-center gap-3">
          <p>{count === 0 ? text('refund-none') : text('refund-waiting', { count })}</p>
          {mayTake && count > 0 && (
            <Button icon={Download} onClick={() => setIsAsking(true)}>
              {text('refund-take')}
            </Button>
          )}
        </div>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpen={setIsAsking}
        title={text('refund-ask')}
        action={text('refund-take')}
        destructive={false}
        pending={take.isPending}
        error={take.error?.message}
        onConfirm={() => take.mutate()}
      >
        {text('refund-ask-detail', { count })}
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
