import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, GitBranch, Plus, Upload } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { useListKeys } from '../../parts/ListBeside.tsx'
import { ReturnsPlaces } from '../../parts/policies/ReturnsPlaces.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast, toastError } from '../../ui/Toast.tsx'
import { PolicyMenu } from './PolicyMenu.tsx'
import { groundQuery, keepVersion, type PolicyLine, policiesQuery, versionOf } from './policies.ts'
import { usePolicyWords } from './words.ts'

const NewPolicyDialog = lazy(async () => ({ default: (await import('./NewPolicyDialog.tsx')).NewPolicyDialog }))

/** Every policy, in the order in which they are asked whether a return is theirs. */
export function PolicyList() {
  const text = useText('policyEditor')
  const navigate = useNavigate()
  const mayWrite = useMay('policies.write')
  const mayApprove = useMay('policies.approve')
  const list = useQuery(policiesQuery)
  const [isAdding, setAdding] = useState(false)
  useTitle(text('title'))
  const rows = list.data ?? []
  const serving = rows.filter(({ archivedAt }) => archivedAt === null)
  const [current, setCurrent] = useState<string>()
  const open = (id: string | undefined): void => {
    const row = rows.find((one) => one.id === id)
    if (row) void navigate({ to: '/returns/policies/{-$policy}', params: { policy: row.key }, search: {} })
  }
  useListKeys({
    rows: rows.map(({ id }) => ({ id })),
    openId: undefined,
    open: (id) => {
      setCurrent(id)
      if (id === current) open(id)
      else document.getElementById(`policy-${id}`)?.focus()
    },
  })
  const order = useMutation({
    mutationFn: async (ids: string[]) =>
      (await answered(api.PUT('/api/return-policies/order', { body: { ids } }))).items,
    onSuccess: (items) => queries.setQueryData(policiesQuery.queryKey, items),
    onError: async (error) => {
      toastError(text('order-failed'), error)
      await list.refetch()
    },
  })
  const move = (at: number, by: number): void => {
    const ids = serving.map(({ id }) => id)
    const [moved] = ids.splice(at, 1)
    if (moved === undefined) return
    ids.splice(at + by, 0, moved)
    order.mutate(ids)
  }
  return (
    <div className="min-w-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-5 max-md:p-4">
        <ReturnsPlaces />
        <PageHeader
          title={text('title')}
          description={text('list-detail')}
          actions={
            mayWrite && (
              <>
                <ImportButton />
                <Button tone="primary" icon={Plus} onClick={() => setAdding(true)}>
                  {text('add-policy')}
                </Button>
              </>
            )
          }
        />
        {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <SkeletonLines lines={9} />}
        {list.data?.length === 0 && (
          <EmptyState icon={GitBranch} title={text('no-policies')}>
            {text('no-policies-detail')}
          </EmptyState>
        )}
        <ol className="flex flex-col gap-2">
          {rows.map((row, at) => (
            <li
              key={row.id}
              className="flex items-stretch gap-1.5 rounded-xl border border-line bg-surface p-2 shadow-card"
            >
              {mayApprove && row.archivedAt === null && (
                <span className="flex flex-col justify-center">
                  <IconButton
                    icon={ArrowUp}
                    size="small"
                    label={text('move-up')}
                    disabled={at === 0 || order.isPending}
                    onClick={() => move(at, -1)}
                  />
                  <IconButton
                    icon={ArrowDown}
                    size="small"
                    label={text('move-down')}
                    disabled={at === serving.length - 1 || order.isPending}
                    onClick={() => move(at, 1)}
                  />
                </span>
              )}
              <PolicyRow row={row} at={row.archivedAt === null ? at + 1 : undefined} />
              <span className="flex items-center">
                <PolicyMenu policy={row} />
              </span>
            </li>
          ))}
        </ol>
      </div>
      {isAdding && (
        <Suspense>
          <NewPolicyDialog policies={rows} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  )
}

function PolicyRow({ row, at }: { readonly row: PolicyLine; readonly at: number | undefined }) {
  const text = useText('policyEditor')
  const states = useText('policies')
  const words = usePolicyWords()
  const { data: ground } = useQuery(groundQuery)
  const formats = useFormats(ground?.zone ?? 'UTC')
  const { inForce, scheduled, open, archivedAt } = row
  return (
    <Link
      id={`policy-${row.id}`}
      to="/returns/policies/{-$policy}"
      params={{ policy: row.key }}
      search={{}}
      className={classes(
        'flex min-w-0 flex-1 flex-col gap-1 rounded-lg px-2 py-1.5 hover:bg-hover',
        archivedAt && 'text-muted',
      )}
    >
      <span className="flex flex-wrap items-center gap-2">
        {at !== undefined && <span className="text-muted tabular-nums">{at}</span>}
        <span className="min-w-0 font-semibold [overflow-wrap:anywhere]">{words.title(row.title)}</span>
        {archivedAt && <Badge tone="neutral">{states('state.archived')}</Badge>}
        {inForce && !archivedAt && <Badge tone="accent">{text('in-force-nr', { number: inForce.number })}</Badge>}
        {!inForce && !archivedAt && <Badge tone="neutral">{text('never-published')}</Badge>}
        {scheduled && (
          <Badge tone="violet">
            {text('scheduled-nr', { number: scheduled.number, day: formats.date(new Date(scheduled.effectiveAt)) })}
          </Badge>
        )}
        {open && (
          <Badge tone={open.state === 'review' ? 'info' : 'warn'}>
            {text(open.state === 'review' ? 'review-nr' : 'draft-nr', { number: open.number })}
          </Badge>
        )}
      </span>
      <span className="truncate text-sm text-muted">
        {[
          row.key,
          ...(inForce ? [text('since', { day: formats.date(new Date(inForce.effectiveAt)) })] : []),
          ...(inForce?.byName ? [inForce.byName] : []),
          ...(open?.authorName ? [text('written-by', { name: open.authorName })] : []),
        ].join(' · ')}
      </span>
    </Link>
  )
}

/** Reads a policy file: into a draft of the policy of its key, or into a new policy. */
function ImportButton() {
  const text = useText('policyEditor')
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const read = useMutation({
    mutationFn: async (file: File) =>
      versionOf(api.POST('/api/return-policies/imports', { body: { text: await file.text() } })),
    onSuccess: async (version) => {
      await keepVersion(version)
      toast(text('imported', { number: version.number }))
      void navigate({
        to: '/returns/policies/{-$policy}',
        params: { policy: version.content.key },
        search: { version: version.id },
      })
    },
    onError: (error) => toastError(text('import-failed'), error),
  })
  return (
    <>
      <Button icon={Upload} pending={read.isPending} onClick={() => input.current?.click()}>
        {text('import')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={text('import')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) read.mutate(file)
          event.target.value = ''
        }}
      />
    </>
  )
}
