import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { GitMerge } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import type { Customer } from '../../parts/customers.ts'
import { useMay } from '../../shell/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast, toastError } from '../../ui/Toast.tsx'
import { duplicatesQuery, type Likeness } from './merging.ts'
import { PastMerges } from './PastMerges.tsx'

/** Fetched when one compares, as the customer's own form is. */
const MergeDialog = lazy(async () => ({ default: (await import('./MergeDialog.tsx')).MergeDialog }))

interface CustomerMergingProps {
  readonly customer: Customer
  /** The other profile that is compared at once. */
  readonly mergeWith: string | undefined
}

/** Who may be the same person, with the reasons; what has been merged already, and the way back. */
export function CustomerMerging({ customer, mergeWith }: CustomerMergingProps) {
  const text = useText('merging')
  const mayWrite = useMay('customers.write')
  const mayReveal = useMay('customers.reveal')
  const mayMerge = mayWrite && mayReveal
  const [comparing, setComparing] = useState<{ otherId: string | undefined } | undefined>(() =>
    mayMerge && mergeWith !== undefined && mergeWith !== customer.id ? { otherId: mergeWith } : undefined,
  )
  const query = useQuery(duplicatesQuery(customer.id))
  const duplicates = query.data?.items
  const queries = useQueryClient()
  const set = useMutation({
    mutationFn: (body: { otherId: string; apart: boolean }) =>
      answered(api.POST('/api/customers/{id}/apart', { params: { path: { id: customer.id } }, body })),
    onSuccess: async (_, { otherId, apart }) => {
      const again = { label: text('undo'), run: () => set.mutate({ otherId, apart: false }) }
      if (apart) toast(text('set-apart'), { seconds: 12, action: again })
      await queries.invalidateQueries({ queryKey: ['customer', customer.id, 'duplicates'] })
    },
    onError: (error) => toastError(text('apart-failed'), error),
  })
  return (
    <Card title={text('title')} icon={GitMerge}>
      {query.isPending && <SkeletonLines lines={2} />}
      {query.isError && !duplicates && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {duplicates?.length === 0 && <p className="text-sm text-muted">{text('none')}</p>}
      {duplicates && duplicates.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {duplicates.map((likeness) => (
            <Duplicate
              key={likeness.customer.id}
              likeness={likeness}
              onApart={mayWrite ? () => set.mutate({ otherId: likeness.customer.id, apart: true }) : undefined}
              onCompare={mayMerge ? () => setComparing({ otherId: likeness.customer.id }) : undefined}
            />
          ))}
        </ul>
      )}
      {mayMerge && (
        <Button size="small" className="mt-2.5" onClick={() => setComparing({ otherId: undefined })}>
          {text('find')}
        </Button>
      )}
      <PastMerges id={customer.id} mayUndo={mayMerge} />
      {comparing && (
        <Suspense>
          <MergeDialog customer={customer} otherId={comparing.otherId} onClose={() => setComparing(undefined)} />
        </Suspense>
      )}
    </Card>
  )
}

interface DuplicateProps {
  readonly likeness: Likeness
  readonly onApart: (() => void) | undefined
  readonly onCompare: (() => void) | undefined
}

function Duplicate({ likeness, onApart, onCompare }: DuplicateProps) {
  const text = useText('merging')
  const customers = useText('customers')
  const { customer, level, reasons } = likeness
  const name = customer.name || customers('no-name')
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 py-2">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</span>
          <Badge tone={level === 'likely' ? 'warn' : 'outline'}>{text(`level.${level ?? 'none'}`)}</Badge>
        </p>
        <p className="text-sm text-muted [overflow-wrap:anywhere]">
          {[
            customer.contacts[0]?.address ?? customers('no-contact'),
            ...reasons.map((reason) => text(`reason.${reason}`)),
          ].join(' · ')}
        </p>
      </div>
      <div className="flex gap-2">
        {onApart && (
          <Button size="small" tone="ghost" onClick={onApart} aria-label={text('apart-with', { name })}>
            {text('apart')}
          </Button>
        )}
        {onCompare && (
          <Button size="small" onClick={onCompare} aria-label={text('compare-with', { name })}>
            {text('compare')}
          </Button>
        )}
      </div>
    </li>
  )
}
