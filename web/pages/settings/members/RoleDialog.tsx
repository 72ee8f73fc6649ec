import { ShieldOff } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { RoleForm } from './RoleForm.tsx'
import { useRoles } from './roles.ts'

interface RoleDialogProps {
  /** A role's id, or `new`. */
  readonly item: string
  readonly onClose: () => void
}

/** One role over the list of them. */
export function RoleDialog({ item, onClose }: RoleDialogProps) {
  const text = useText('members')
  const words = useText('ui')
  const { query, all, nameOf } = useRoles()
  const fresh = item === 'new'
  const role = all.find((each) => each.id === item)
  const title = fresh ? text('add-role') : role ? nameOf(role) : text('role')
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={title}>
      {query.isPending ? (
        <SkeletonLines lines={8} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : fresh || role ? (
        <RoleForm {...(role ? { role } : {})} onDone={onClose} />
      ) : (
        <EmptyState icon={ShieldOff} title={words('nothing-found')} />
      )}
    </Dialog>
  )
}
