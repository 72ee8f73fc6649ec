import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import type { Customer } from '../../parts/customers.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { erasureQuery, reachQuery } from './erasure.ts'
import { ReachList } from './ReachList.tsx'

interface ErasureDialogProps {
  readonly customer: Customer
  readonly onClose: () => void
}

/** Says what an erasure reaches, what stays and that nobody can bring it back; a word must be typed. */
export function ErasureDialog({ customer, onClose }: ErasureDialogProps) {
  const text = useText('customers')
  const queries = useQueryClient()
  const reach = useQuery(reachQuery(customer.id))
  const path = { id: customer.id }
  const erase = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/customers/{id}/erasure', { params: { path }, body: { irreversible: true } })),
    onSuccess: (last) => {
      queries.setQueryData(erasureQuery(customer.id).queryKey, { last })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      onOpen={onClose}
      title={text('erase-title', { name: customer.name || text('no-name') })}
      action={text('erase-now')}
      word={text('erase-word')}
      pending={erase.isPending}
      error={erase.error?.message ?? reach.error?.message}
      onConfirm={() => erase.mutate()}
    >
      <div className="flex flex-col gap-3">
        <p>{text('erase-reaches')}</p>
        {reach.isPending && <SkeletonLines lines={2} />}
        {reach.data && <ReachList reached={reach.data.reach} />}
        <p>{text('erase-stays')}</p>
        <p className="font-semibold text-danger-ink">{text('erase-for-good')}</p>
      </div>
    </ConfirmDialog>
  )
}
