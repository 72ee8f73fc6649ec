import type { Text } from '../../../i18n/text.ts'
import type { CleanupRun } from './cleanups.ts'

/** What came of a cleanup, in words. */
export function resultOf({ status, chosen, cleaned, kept, undo }: CleanupRun, text: Text<'cleanups'>): string {
  const done = cleaned + kept
  return [
    status === 'failed' ? text('run-failed', { done, all: chosen }) : text('run-done', { count: cleaned }),
    ...(kept > 0 ? [text('run-kept', { count: kept })] : []),
    ...(undo?.status === 'done' ? [text('run-undone', { count: undo.undone })] : []),
    ...(undo?.status === 'failed' ? [text('undo-failed')] : []),
  ].join(' · ')
}
