import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, GitBranch } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useText } from '../../i18n/text.ts'
import { useTitle } from '../../shell/title.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Loading } from './Loading.tsx'
import { PolicyEditor } from './PolicyEditor.tsx'
import { groundQuery, type PolicyLine, policiesQuery, versionQuery } from './policies.ts'
import type { PolicySearch } from './search.ts'
import { usePolicyWords } from './words.ts'

/** Looked at beside the tree, and alone where there is none. */
const History = lazy(async () => ({ default: (await import('./History.tsx')).History }))

interface PolicyViewProps {
  readonly policyKey: string
  readonly search: PolicySearch
}

/** One policy, at the version that the address names: else the open one, else the one in force. */
export function PolicyView({ policyKey, search }: PolicyViewProps) {
  const text = useText('policyEditor')
  const words = usePolicyWords()
  const list = useQuery(policiesQuery)
  const line = list.data?.find(({ key }) => key === policyKey)
  useTitle(line ? words.title(line.title) : text('title'))
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Loading />
  if (!line)
    return (
      <EmptyState
        icon={GitBranch}
        title={text('no-such')}
        whole
        actions={
          <Link to="/returns/policies/{-$policy}" params={{ policy: undefined }} search={{}} className="underline">
            {text('back-to-list')}
          </Link>
        }
      />
    )
  const versionId = search.version ?? line.open?.id ?? line.inForce?.versionId
  return versionId === undefined ? (
    <Unwritten line={line} />
  ) : (
    <OneVersion key={versionId} line={line} versionId={versionId} search={search} />
  )
}

interface OneVersionProps {
  readonly line: PolicyLine
  readonly versionId: string
  readonly search: PolicySearch
}

function OneVersion({ line, versionId, search }: OneVersionProps) {
  const version = useQuery(versionQuery(versionId))
  const ground = useQuery(groundQuery)
  const failed = version.isError && !version.data ? version : ground.isError && !ground.data ? ground : undefined
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  if (!version.data || !ground.data) return <Loading />
  return <PolicyEditor line={line} version={version.data} ground={ground.data} search={search} />
}

/** Neither in force nor being written: what there was of it. */
function Unwritten({ line }: { readonly line: PolicyLine }) {
  const text = useText('policyEditor')
  const words = usePolicyWords()
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-4 overflow-y-auto p-5">
      <Link
        to="/returns/policies/{-$policy}"
        params={{ policy: undefined }}
        search={{}}
        className="inline-flex min-h-9 items-center gap-1.5 text-muted"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {text('back-to-list')}
      </Link>
      <h1 className="text-xl">{words.title(line.title)}</h1>
      <p className="text-muted">{text('not-in-force')}</p>
      <Suspense fallback={<SkeletonLines lines={8} />}>
        <History policy={line} shown="" />
      </Suspense>
    </div>
  )
}
