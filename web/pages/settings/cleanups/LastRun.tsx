import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { Time } from '../../../ui/Time.tsx'
import { type Cleanup, type CleanupRun, isCleaning, isUndoing } from './cleanups.ts'
import { resultOf } from './results.ts'
import { UndoButton } from './UndoButton.tsx'

/** How far the last cleanup of a kind is, what came of it, and the way back. */
export function LastRun({ cleanup: { run } }: { readonly cleanup: Cleanup }) {
  const text = useText('cleanups')
  if (!run) return null
  if (isCleaning(run)) {
    const done = run.cleaned + run.kept
    return (
      <Banner title={text('cleaning')}>
        <p className="mb-1.5">{text('cleaning-progress', { done, all: run.chosen })}</p>
        <ProgressBar label={text('cleaning')} share={done / run.chosen} />
      </Banner>
    )
  }
  if (isUndoing(run))
    return <Banner title={text('undoing')}>{text('undoing-progress', { done: run.undo?.undone ?? 0 })}</Banner>
  return (
    <Banner tone={toneOf(run)} actions={run.mayUndo && <UndoButton run={run} />}>
      {resultOf(run, text)}
      {run.endedAt && (
        <>
          {' · '}
          <Time at={run.endedAt} />
        </>
      )}
    </Banner>
  )
}

const toneOf = ({ status, undo }: CleanupRun) =>
  status === 'failed' ? 'danger' : undo?.status === 'failed' ? 'warn' : 'ok'
