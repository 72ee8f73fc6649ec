import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Square } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toastError } from '../../ui/Toast.tsx'
import { Assumptions } from './Assumptions.tsx'
import { Figures } from './Figures.tsx'
import { isOpen, keepReplay, type Replay, replayQuery } from './replays.ts'
import { StateBadge } from './StateBadge.tsx'
import type { ReplaySearch } from './search.ts'
import { Turns } from './Turns.tsx'

/** One replay: how far it is, or what would have come of it. */
export function ReplayView({ id, search }: { readonly id: string; readonly search: ReplaySearch }) {
  const text = useText('replays')
  const language = useLanguage()
  const query = useQuery(replayQuery(id))
  const days = useFormats('UTC')
  const day = (written: string): string => days.date(new Date(written))
  const replay = query.data
  return (
    <article className="min-w-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-3.5 p-5 max-md:p-4">
        <Link
          to="/returns/replays/{-$replay}"
          params={{ replay: undefined }}
          search={search}
          className="inline-flex min-h-11 items-center gap-1.5 self-start text-muted md:hidden"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {text('replays')}
        </Link>
        {query.isError && !replay && (
          <ErrorState title={text('load-failed')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <SkeletonLines lines={8} />}
        {replay && (
          <>
            <header className="flex flex-col gap-1">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <h2 className="min-w-0 text-lg [overflow-wrap:anywhere]">
                  {text('version-of', { policy: replay.policyTitle[language], number: replay.versionNumber })}
                </h2>
                <StateBadge state={replay.state} />
              </div>
              <p className="text-sm text-muted">
                {text('over-days', { from: day(replay.from), to: day(replay.to) })}{' '}
                <Link
                  to="/returns/policies/{-$policy}"
                  params={{ policy: replay.policyKey }}
                  search={{ version: replay.versionId }}
                  className="underline"
                >
                  {text('open-version')}
                </Link>
              </p>
            </header>
            {isOpen(replay) && <UnderWay replay={replay} />}
            {replay.state === 'failed' && <Banner tone="danger">{text('failed-detail')}</Banner>}
            {replay.state === 'cancelled' && <Banner>{text('cancelled-detail')}</Banner>}
            {replay.result && (
              <>
                <Figures result={replay.result} seen={replay.seen} />
                <Turns turns={replay.result.turns} examples={replay.examples} />
                <Assumptions result={replay.result} />
              </>
            )}
          </>
        )}
      </div>
    </article>
  )
}

function UnderWay({ replay }: { readonly replay: Replay }) {
  const text = useText('replays')
  const formats = useFormats()
  const mayRun = useMay('replays.run')
  const cancel = useMutation({
    mutationFn: () => answered(api.POST('/api/replays/{id}/cancel', { params: { path: { id: replay.id } } })),
    onSuccess: keepReplay,
    onError: (error) => toastError(text('cancel-failed'), error),
  })
  return (
    <div className="flex flex-col gap-2 rounded-xl border border-line bg-surface p-3.5 shadow-card">
      <ProgressBar label={text('state.running')} share={replay.progress} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-sm text-muted tabular-nums">
          {text('seen', { count: replay.seen, share: formats.percent(replay.progress) })}
        </p>
        {mayRun && (
          <Button icon={Square} size="small" pending={cancel.isPending} onClick={() => cancel.mutate()}>
            {text('cancel')}
          </Button>
        )}
      </div>
    </div>
  )
}
