import { Link } from '@tanstack/react-router'
import { Download, Eye, GitBranch, History as HistoryIcon, Rocket } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { useBeginDraft } from './drafts.ts'
import { PublishDialog } from './PublishDialog.tsx'
import type { PolicyLine, VersionLine } from './policies.ts'
import { VersionState } from './VersionState.tsx'

interface HistoryProps {
  readonly policy: PolicyLine
  readonly shown: string
}

const link = 'inline-flex min-h-7 items-center gap-1.5 rounded-lg px-2 text-sm hover:bg-hover pointer-coarse:min-h-11'

/** Every version of a policy, the newest first: who did what when, and what they said. */
export function History({ policy, shown }: HistoryProps) {
  const text = useText('policyEditor')
  const words = useText('ui')
  const list = usePages(['policy-versions', policy.id], (after) =>
    answered(
      api.GET('/api/return-policies/{id}/versions', {
        params: { path: { id: policy.id }, query: { limit: 20, ...after } },
      }),
    ),
  )
  const [publishing, setPublishing] = useState<VersionLine>()
  if (!list.rows)
    return list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : <SkeletonLines lines={8} />
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex flex-col gap-3">
        {list.rows.map((version) => (
          <li key={version.id} className="flex flex-col gap-1.5 rounded-lg border border-line bg-surface p-3">
            <OneVersion
              version={version}
              policy={policy}
              isShown={version.id === shown}
              onPublish={() => setPublishing(version)}
            />
          </li>
        ))}
      </ol>
      {list.more.has && (
        <Button pending={list.more.pending} onClick={list.more.load}>
          {words('load-more')}
        </Button>
      )}
      {policy.inForce?.reason && (
        <p className="text-sm text-muted">
          {text('published-because', { number: policy.inForce.number, reason: policy.inForce.reason })}
        </p>
      )}
      {publishing && <PublishDialog policy={policy} version={publishing} onClose={() => setPublishing(undefined)} />}
    </div>
  )
}

interface OneVersionProps {
  readonly version: VersionLine
  readonly policy: PolicyLine
  readonly isShown: boolean
  readonly onPublish: () => void
}

function OneVersion({ version, policy, isShown, onPublish }: OneVersionProps) {
  const text = useText('policyEditor')
  const mayWrite = useMay('policies.write')
  const mayApprove = useMay('policies.approve')
  const begin = useBeginDraft(policy.id)
  const isOlder = policy.inForce !== null && version.number < policy.inForce.number
  const isScheduled = policy.scheduled?.versionId === version.id
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-semibold tabular-nums">{text('version-nr', { number: version.number })}</span>
        <VersionState state={version.state} isInForce={version.isInForce} isScheduled={isScheduled} />
        {isShown && <Badge tone="outline">{text('shown-now')}</Badge>}
      </div>
      {version.note && <p className="text-sm [overflow-wrap:anywhere]">{version.note}</p>}
      <ul className="flex flex-col gap-0.5 text-sm text-muted">
        {version.steps.map(({ step, byName, at, note }) => (
          <li key={`${step} ${at}`}>
            {text(`step.${step}`, { name: byName ?? text('the-desk') })} <Time at={at} />
            {note && <q className="block pl-3 text-ink [overflow-wrap:anywhere]">{note}</q>}
          </li>
        ))}
        {version.steps.length === 0 && <li>{text('shipped-version')}</li>}
      </ul>
      <div className="flex flex-wrap gap-1">
        {!isShown && (
          <Link
            to="/returns/policies/{-$policy}"
            params={{ policy: policy.key }}
            search={(before) => ({ ...before, version: version.id })}
            className={link}
          >
            <Eye aria-hidden className="size-4" />
            {text('look')}
          </Link>
        )}
        <a href={`/api/policy-versions/${version.id}/file`} download className={link}>
          <Download aria-hidden className="size-4" />
          {text('export')}
        </a>
        {mayWrite && !policy.open && version.state !== 'discarded' && (
          <Button
            size="small"
            tone="ghost"
            icon={GitBranch}
            pending={begin.isPending}
            onClick={() => begin.mutate({ from: 'version', versionId: version.id })}
          >
            {text('draft-from')}
          </Button>
        )}
        {mayApprove && version.state === 'approved' && !version.isInForce && !isScheduled && !policy.archivedAt && (
          <Button size="small" tone="ghost" icon={isOlder ? HistoryIcon : Rocket} onClick={onPublish}>
            {text(isOlder ? 'roll-back' : 'publish')}
          </Button>
        )}
      </div>
    </>
  )
}
