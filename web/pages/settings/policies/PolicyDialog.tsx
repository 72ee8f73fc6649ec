import { useQuery } from '@tanstack/react-query'
import { Timer } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { calendarsQuery } from '../calendars/calendars.ts'
import { PolicyForm } from './PolicyForm.tsx'
import { policiesQuery } from './policies.ts'

interface PolicyDialogProps {
  /** A policy's id, or `new`. */
  readonly item: string
  readonly onClose: () => void
}

/** One policy over the list of them. */
export function PolicyDialog({ item, onClose }: PolicyDialogProps) {
  const text = useText('sla')
  const policies = useQuery(policiesQuery)
  const calendars = useQuery(calendarsQuery)
  const fresh = item === 'new'
  const policy = policies.data?.find(({ id }) => id === item)
  const error = policies.error ?? calendars.error
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text(fresh ? 'add-policy' : 'policy')} width="wide">
      {error ? (
        <ErrorState error={error} onRetry={() => void Promise.all([policies.refetch(), calendars.refetch()])} />
      ) : !policies.data || !calendars.data ? (
        <SkeletonLines lines={8} />
      ) : fresh || policy ? (
        <PolicyForm {...(policy ? { policy } : {})} calendars={calendars.data} onDone={onClose} />
      ) : (
        <EmptyState icon={Timer} title={text('none-found')} />
      )}
    </Dialog>
  )
}
