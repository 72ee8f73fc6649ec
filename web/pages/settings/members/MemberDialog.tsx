import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { useText } from '../../../i18n/text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { InvitationLink } from './InvitationLink.tsx'
import { MemberForm } from './MemberForm.tsx'
import { useRoles } from './roles.ts'

interface MemberDialogProps {
  /** A member's id, or `new`. */
  readonly item: string
  readonly onClose: () => void
}

/** One member, or the invitation of one; after that the link, which is shown only now. */
export function MemberDialog({ item, onClose }: MemberDialogProps) {
  const text = useText('members')
  const fresh = item === 'new'
  const [invited, setInvited] = useState<Schemas['Invited']>()
  const roles = useRoles()
  const member = useQuery({
    queryKey: ['members', item],
    queryFn: () => answered(api.GET('/api/members/{id}', { params: { path: { id: item } } })),
    enabled: !fresh,
  })
  const failed = roles.query.error ?? member.error
  const ready = roles.query.data && (fresh || member.data)
  const retry = () => {
    void roles.query.refetch()
    if (!fresh) void member.refetch()
  }
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text(fresh ? 'invite' : 'member')}>
      {invited ? (
        <InvitationLink invited={invited} onDone={onClose} />
      ) : failed ? (
        <ErrorState error={failed} onRetry={retry} />
      ) : ready ? (
        <MemberForm {...(member.data ? { member: member.data } : {})} onInvited={setInvited} onDone={onClose} />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </Dialog>
  )
}
