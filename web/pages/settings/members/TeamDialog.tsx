import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { TeamForm } from './TeamForm.tsx'
import { everybodyQuery, teamsQuery } from './teams.ts'

interface TeamDialogProps {
  /** A team's id, or `new`. */
  readonly item: string
  readonly onClose: () => void
}

/** One team over the list of them. */
export function TeamDialog({ item, onClose }: TeamDialogProps) {
  const text = useText('members')
  const words = useText('ui')
  const teams = useQuery(teamsQuery)
  const everybody = useQuery(everybodyQuery)
  const fresh = item === 'new'
  const team = teams.data?.find((each) => each.id === item)
  const failed = teams.error ?? everybody.error
  const retry = () => {
    void teams.refetch()
    void everybody.refetch()
  }
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={fresh ? text('add-team') : (team?.name ?? text('team'))}>
      {failed ? (
        <ErrorState error={failed} onRetry={retry} />
      ) : !teams.data || !everybody.data ? (
        <SkeletonLines lines={5} />
      ) : fresh || team ? (
        <TeamForm {...(team ? { team } : {})} members={everybody.data} onDone={onClose} />
      ) : (
        <EmptyState icon={UsersRound} title={words('nothing-found')} />
      )}
    </Dialog>
  )
}
