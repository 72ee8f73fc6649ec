import { useQuery } from '@tanstack/react-query'
import { MailX } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { ChannelForm } from './ChannelForm.tsx'
import { channelsQuery } from './channels.ts'

interface ChannelDialogProps {
  /** A channel's id, or `new`. */
  readonly item: string
  readonly onClose: () => void
}

/** One mailbox over the list of them. */
export function ChannelDialog({ item, onClose }: ChannelDialogProps) {
  const text = useText('channels')
  const words = useText('ui')
  const channels = useQuery(channelsQuery)
  const fresh = item === 'new'
  const channel = channels.data?.find(({ id }) => id === item)
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text(fresh ? 'add' : 'edit')}>
      {channels.isError ? (
        <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />
      ) : channels.isPending ? (
        <SkeletonLines lines={10} />
      ) : fresh || channel ? (
        <ChannelForm key={item} {...(channel ? { channel } : {})} onDone={onClose} />
      ) : (
        <EmptyState icon={MailX} title={words('nothing-found')} />
      )}
    </Dialog>
  )
}
