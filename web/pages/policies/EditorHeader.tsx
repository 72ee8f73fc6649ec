import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Input.tsx'
import { Time } from '../../ui/Time.tsx'
import { useEditor } from './editor.ts'
import type { PolicyLine, Version } from './policies.ts'
import { Review } from './Review.tsx'
import type { Draft } from './useDraft.ts'
import { VersionState } from './VersionState.tsx'

interface EditorHeaderProps {
  readonly line: PolicyLine
  readonly version: Version
  readonly draft: Draft
}

/** Which policy and version one looks at, how it stands, and what may be done with it. */
export function EditorHeader({ line, version, draft }: EditorHeaderProps) {
  const text = useText('policyEditor')
  const states = useText('policies')
  const { words } = useEditor()
  const mayReplay = useMay('replays.read')
  const isScheduled = line.scheduled?.versionId === version.id
  const last = version.steps.at(-1)
  return (
    <header className="flex shrink-0 flex-col gap-2 border-b border-line bg-surface px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Link
          to="/returns/policies/{-$policy}"
          params={{ policy: undefined }}
          search={{}}
          aria-label={text('back-to-list')}
          className="inline-flex size-9 items-center justify-center rounded-lg hover:bg-hover pointer-coarse:size-11"
        >
          <ArrowLeft aria-hidden className="size-4.5" />
        </Link>
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2 max-sm:basis-full">
          <h1 className="min-w-0 text-lg [overflow-wrap:anywhere]">{words.title(draft.policy.title)}</h1>
          <Badge tone="neutral" className="tabular-nums">
            {text('version-nr', { number: version.number })}
          </Badge>
          <VersionState state={version.state} isInForce={version.isInForce} isScheduled={isScheduled} />
          {line.archivedAt && <Badge tone="neutral">{states('state.archived')}</Badge>}
          {draft.isChanged && <Badge tone="warn">{text('not-saved')}</Badge>}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {mayReplay && (
            <Link
              to="/returns/replays/{-$replay}"
              params={{ replay: undefined }}
              search={{ version: version.id }}
              className="inline-flex min-h-9 items-center px-2 underline pointer-coarse:min-h-11"
            >
              {text('replay')}
            </Link>
          )}
          <Review policy={line} version={version} isChanged={draft.isChanged} faults={draft.faults.length} />
          {version.may.edit && (
            <Button tone="primary" disabled={!draft.isChanged} pending={draft.isSaving} onClick={draft.save}>
              {text('save')}
            </Button>
          )}
        </div>
      </div>
      {version.may.edit ? (
        <Input
          aria-label={text('version-note')}
          placeholder={text('version-note')}
          value={draft.note}
          maxLength={2_000}
          onChange={(event) => draft.setNote(event.target.value)}
        />
      ) : (
        version.note && <p className="text-sm [overflow-wrap:anywhere]">{version.note}</p>
      )}
      {version.state === 'review' && version.isOwn && <p className="text-sm text-muted">{text('own-version')}</p>}
      {version.state === 'draft' && last?.step === 'returned' && (
        <Banner tone="warn" title={text('was-returned', { name: last.byName ?? '' })}>
          {last.note} <Time at={last.at} />
        </Banner>
      )}
      {line.open && line.open.id !== version.id && (
        <Banner tone="info">
          {text('other-open', { number: line.open.number })}{' '}
          <Link
            to="/returns/policies/{-$policy}"
            params={{ policy: line.key }}
            search={{ version: line.open.id }}
            className="font-medium underline underline-offset-2"
          >
            {text('open-it')}
          </Link>
        </Banner>
      )}
      {draft.error && <Banner tone="danger">{draft.error.message}</Banner>}
      {draft.conflict && (
        <Banner
          tone="danger"
          actions={
            <>
              <Button size="small" onClick={() => void draft.conflict?.takeTheirs()}>
                {text('take-theirs')}
              </Button>
              <Button size="small" onClick={() => draft.conflict?.keepMine()}>
                {text('keep-mine')}
              </Button>
            </>
          }
        >
          {draft.conflict.message}
        </Banner>
      )}
    </header>
  )
}
