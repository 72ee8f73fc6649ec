import { useMutation, useQuery } from '@tanstack/react-query'
import { ScanSearch, SearchCheck } from 'lucide-react'
import { useEffect } from 'react'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { NotFound } from '../../../shell/Standstill.tsx'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { toastError } from '../../../ui/Toast.tsx'
import { BackLink } from '../BackLink.tsx'
import { CleanupState } from './CleanupState.tsx'
import { type Cleanup, checkKinds, cleanupsQuery, isBusy } from './cleanups.ts'
import { DaysForm } from './DaysForm.tsx'
import { FindingList } from './FindingList.tsx'
import { LastRun } from './LastRun.tsx'

/** One kind of invalid data: what it is, how old it must be, and what the last check has found. */
export function CleanupView({ kind }: { readonly kind: string }) {
  const text = useText('cleanups')
  const list = useQuery(cleanupsQuery)
  const cleanup = list.data?.items.find((each) => each.kind === kind)
  if (list.data && !cleanup) return <NotFound />
  return (
    <>
      <BackLink page="cleanups" label={text('back')} />
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonLines lines={8} />}
      {cleanup && <Kind cleanup={cleanup} />}
    </>
  )
}

function Kind({ cleanup }: { readonly cleanup: Cleanup }) {
  const text = useText('cleanups')
  const words = useText('ui')
  const { kind, days, weighs, canClean, look } = cleanup
  const busy = isBusy(cleanup)
  const check = useMutation({
    mutationFn: () => checkKinds([kind]),
    onError: (error) => toastError(words('failed-action'), error),
  })
  // What was listed before is not what there is now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another list whenever another check has ended
  useEffect(() => {
    if (!busy) void queries.invalidateQueries({ queryKey: ['cleanups', 'findings', kind] })
  }, [busy, kind, look?.endedAt])
  const again = (
    <Button icon={ScanSearch} pending={check.isPending} disabled={busy} onClick={() => check.mutate()}>
      {text('check')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={text(`kind-${kind}`)}
        description={text(`what-${kind}`)}
        actions={
          <span className="flex flex-wrap items-center gap-3">
            <CleanupState of={cleanup} />
            {look && again}
          </span>
        }
      />
      {weighs && <Banner tone="warn">{text(`weighs.${weighs}`)}</Banner>}
      {!canClean && <Banner>{text('only-listed-detail')}</Banner>}
      {look?.status === 'failed' && <Banner tone="danger">{text('check-failed')}</Banner>}
      <LastRun cleanup={cleanup} />
      {days !== null && <DaysForm key={days} cleanup={cleanup} days={days} />}
      {!look && (
        <EmptyState icon={ScanSearch} title={text('not-checked')} actions={again}>
          {text('not-checked-detail')}
        </EmptyState>
      )}
      {look && busy && <p className="text-muted">{text('checking-so-far', { found: look.found })}</p>}
      {look?.status === 'done' && !busy && look.found === 0 && (
        <EmptyState icon={SearchCheck} title={text('nothing-found')}>
          {text('nothing-found-detail')}
        </EmptyState>
      )}
      {look?.status === 'done' && !busy && look.found > 0 && (
        <FindingList key={look.endedAt} cleanup={cleanup} found={look.found} />
      )}
    </>
  )
}
