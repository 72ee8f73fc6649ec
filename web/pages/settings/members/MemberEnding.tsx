import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { ProblemError } from '../../../api/problem.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useSession } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { toast, toastError } from '../../../ui/Toast.tsx'
import type { Member } from './roles.ts'

interface MemberEndingProps {
  readonly member: Member
  readonly onInvited: (invited: Schemas['Invited']) => void
}

/** A new link for someone who lost theirs, and the end of a membership. */
export function MemberEnding({ member, onInvited }: MemberEndingProps) {
  const text = useText('members')
  const words = useText('ui')
  const self = useSession().member.id
  const [asking, setAsking] = useState<'deactivate' | 'invite'>()
  const { name } = member
  const path = { id: member.id }
  const failed = (error: unknown) => toastError(words('failed-action'), error)
  const renew = useMutation({
    mutationFn: () => answered(api.POST('/api/members/{id}/invitation', { params: { path } })),
    onSuccess: (invited) => {
      onInvited(invited)
      return queries.invalidateQueries({ queryKey: ['members'] })
    },
    onError: failed,
  })
  const turn = useMutation({
    mutationFn: (state: 'active' | 'deactivated') =>
      answered(api.PATCH('/api/members/{id}', { params: { path }, body: { state } })),
    onSuccess: ({ state }) => {
      setAsking(undefined)
      toast(text(state === 'active' ? 'activated' : 'deactivated', { name }))
      return queries.invalidateQueries({ queryKey: ['members'] })
    },
  })
  // Whoever never chose a password cannot be activated; what helps is a new link, and that is offered at once.
  const activate = () =>
    turn.mutate('active', {
      onError: (error) => {
        if (error instanceof ProblemError && error.code === 'access.not-joined') setAsking('invite')
        else failed(error)
      },
    })
  return (
    <div className="flex flex-wrap gap-2 sm:mr-auto">
      {member.state !== 'deactivated' && (
        <Button pending={renew.isPending} onClick={() => renew.mutate()}>
          {text(member.state === 'invited' ? 'new-link-join' : 'new-link-reset')}
        </Button>
      )}
      {member.state === 'deactivated' ? (
        <Button pending={turn.isPending} onClick={activate}>
          {text('activate')}
        </Button>
      ) : (
        member.id !== self && <Button onClick={() => setAsking('deactivate')}>{text('deactivate')}</Button>
      )}
      <ConfirmDialog
        open={asking === 'deactivate'}
        onOpen={() => setAsking(undefined)}
        title={text('deactivate-title', { name })}
        action={text('deactivate')}
        pending={turn.isPending}
        error={turn.error?.message}
        onConfirm={() => turn.mutate('deactivated')}
      >
        {text('deactivate-detail')}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'invite'}
        onOpen={() => setAsking(undefined)}
        title={text('not-joined-title', { name })}
        action={text('new-link-join')}
        destructive={false}
        pending={renew.isPending}
        onConfirm={() => renew.mutate()}
      >
        {turn.error?.message}
      </ConfirmDialog>
    </div>
  )
}
