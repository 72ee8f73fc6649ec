import { useQuery } from '@tanstack/react-query'
import { useText } from '../../../i18n/text.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { Time } from '../../../ui/Time.tsx'
import { ItemLink } from '../ItemLink.tsx'
import { CleanupState } from './CleanupState.tsx'
import { type Cleanup, cleanupsQuery } from './cleanups.ts'

/** The kinds of invalid data, each with what it is and how many there were at the last check. */
export function CleanupList() {
  const list = useQuery(cleanupsQuery)
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <SkeletonLines lines={8} />
  return (
    <ul className="divide-y divide-line rounded-xl border border-line bg-surface shadow-card">
      {list.data.items.map((cleanup) => (
        <KindRow key={cleanup.kind} cleanup={cleanup} />
      ))}
    </ul>
  )
}

function KindRow({ cleanup }: { readonly cleanup: Cleanup }) {
  const text = useText('cleanups')
  const { kind, days, weighs, canClean, canUndo, look } = cleanup
  const about = [
    ...(days === null || kind === 'money-told-twice' ? [] : [`${text('older-than')} ${text('days', { count: days })}`]),
    ...(weighs ? [text(`weighs-short.${weighs}`)] : []),
    text(canClean ? (canUndo ? 'undoable' : 'for-good') : 'only-listed'),
  ]
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1.5 p-3.5">
      <div className="min-w-[min(100%,18rem)] flex-1">
        <ItemLink page="cleanups" item={kind} label={text(`kind-${kind}`)} />
        <p className="text-muted">{text(`what-${kind}`)}</p>
        <p className="text-sm text-muted">{about.join(' · ')}</p>
      </div>
      <div className="flex flex-col items-end gap-1 text-sm text-muted max-md:flex-row max-md:items-center">
        <CleanupState of={cleanup} />
        {look?.endedAt && <Time at={look.endedAt} />}
      </div>
    </li>
  )
}
