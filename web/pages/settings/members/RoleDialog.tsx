import { ShieldOff } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { RoleForm } from './RoleForm.tsx'
import { useRoles } from './roles.ts'

/** One role over the list of them. */
export function RoleDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const text = useText('members')
  const words = useText('ui')
  const { query, all, nameOf } = useRoles()
  const role = all.find((each) => each.id === id)
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={role ? nameOf(role) : text('role')}>
      {query.isPending ? (
        <SkeletonLines lines={8} />
      ) : role ? (
        <RoleForm role={role} onDone={onClose} />
      ) : (
        <EmptyState icon={ShieldOff} title={words('nothing-found')} />
      )}
    </Dialog>
  )
}
