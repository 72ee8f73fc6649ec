import { useBlocker } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useText } from '../../i18n/text.ts'
import { readPolicySearch } from './search.ts'

// Fetched when it is first asked.
const ConfirmDialog = lazy(async () => ({ default: (await import('../../ui/ConfirmDialog.tsx')).ConfirmDialog }))

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
  if (blocker.status !== 'blocked') return null
  return (
    <Suspense fallback={null}>
      <ConfirmDialog
        open
        onOpen={(open) => !open && blocker.reset()}
        title={text('leave-title')}
        action={text('leave')}
        onConfirm={() => blocker.proceed()}
      >
        {text('leave-detail')}
      </ConfirmDialog>
    </Suspense>
  )
}
