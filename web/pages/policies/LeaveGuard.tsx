import { useBlocker } from '@tanstack/react-router'
import { useText } from '../../i18n/text.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { readPolicySearch } from './search.ts'

interface LeaveGuardProps {
  readonly isChanged: boolean
  readonly versionId: string
}

/** Asks before one leaves a version with changes that are not saved: another page, another version, a closed tab. */
export function LeaveGuard({ isChanged, versionId }: LeaveGuardProps) {
  const text = useText('policyEditor')
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => {
      if (!isChanged) return false
      if (current.pathname !== next.pathname) return true
      const { version } = readPolicySearch(next.search as Record<string, unknown>)
      return version !== undefined && version !== versionId
    },
    enableBeforeUnload: () => isChanged,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      open={blocker.status === 'blocked'}
      onOpen={(open) => !open && blocker.reset?.()}
      title={text('leave-title')}
      action={text('leave')}
      onConfirm={() => blocker.proceed?.()}
    >
      {text('leave-detail')}
    </ConfirmDialog>
  )
}
