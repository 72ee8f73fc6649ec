import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { toast, toastError } from '../../../ui/Toast.tsx'
import { DeleteButton } from '../DeleteButton.tsx'
import { type Channel, channelsQuery } from './channels.ts'

interface ChannelEndingProps {
  readonly channel: Channel
  readonly onDeleted: () => void
}

/** Switching a mailbox off and on, and deleting one that was connected by mistake. */
export function ChannelEnding({ channel, onDeleted }: ChannelEndingProps) {
  const text = useText('channels')
  const words = useText('ui')
  const [asking, setAsking] = useState(false)
  const { name } = channel
  const path = { id: channel.id }
  const renewed = () => queries.invalidateQueries({ queryKey: channelsQuery.queryKey })
  const turn = useMutation({
    mutationFn: (active: boolean) => answered(api.PATCH('/api/channels/{id}', { params: { path }, body: { active } })),
    onSuccess: ({ active }) => {
      setAsking(false)
      toast(text(active ? 'switched-on' : 'switched-off', { name }))
      return renewed()
    },
    onError: (error) => toastError(words('failed-action'), error),
  })
  return (
    <div className="flex flex-wrap gap-2 sm:mr-auto">
      {channel.active ? (
        <Button onClick={() => setAsking(true)}>{text('switch-off')}</Button>
      ) : (
        <Button pending={turn.isPending} onClick={() => turn.mutate(true)}>
          {text('switch-on')}
        </Button>
      )}
      <DeleteButton
        label={text('delete')}
        title={text('delete-title', { name })}
        detail={text('delete-detail')}
        done={text('deleted', { name })}
        remove={() => answered(api.DELETE('/api/channels/{id}', { params: { path } }))}
        onDeleted={() => {
          onDeleted()
          return renewed()
        }}
      />
      <ConfirmDialog
        open={asking}
        onOpen={setAsking}
        title={text('switch-off-title', { name })}
        action={text('switch-off')}
        pending={turn.isPending}
        onConfirm={() => turn.mutate(false)}
      >
        {text('switch-off-detail')}
      </ConfirmDialog>
    </div>
  )
}
