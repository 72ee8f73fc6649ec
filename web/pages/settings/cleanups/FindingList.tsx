import { useMutation } from '@tanstack/react-query'
import { BrushCleaning, Download } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { type Choice, type Cleanup, countOf, mostChosen, proposed, toggled } from './cleanups.ts'
import { FindingTable } from './FindingTable.tsx'

interface FindingListProps {
  readonly cleanup: Cleanup
  readonly found: number
}

/** What was found, with what is chosen of it, and the button that cleans it away. */
export function FindingList({ cleanup, found }: FindingListProps) {
  const text = useText('cleanups')
  const { kind, canClean } = cleanup
  const [choice, setChoice] = useState<Choice>(() => proposed(cleanup))
  const [asking, setAsking] = useState(false)
  const path = { kind }
  const list = usePages(['cleanups', 'findings', kind], (after) =>
    answered(api.GET('/api/cleanups/{kind}/findings', { params: { path, query: { limit: 50, ...after } } })),
  )
  const shown = list.rows?.map(({ key }) => key) ?? []
  const count = countOf(choice, found)
  const tooMany = choice !== 'all' && choice.size > mostChosen
  if (list.error && !list.rows) return <ErrorState error={list.error} onRetry={list.retry} />
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        {canClean && (
          <Checkbox
            checked={choice === 'all'}
            onChecked={(all) => setChoice(all ? 'all' : new Set<string>())}
            className="items-center"
            label={text('choose-all', { count: found })}
          />
        )}
        <a
          href={`/api/cleanups/${kind}/export`}
          download
          className="inline-flex min-h-6 items-center gap-1.5 text-accent-ink underline pointer-coarse:min-h-11"
        >
          <Download aria-hidden className="size-4" />
          {text('export')}
        </a>
        {canClean && (
          <span className="ml-auto flex flex-wrap items-center gap-3 max-md:ml-0">
            <span className="text-muted" aria-live="polite">
              {tooMany ? text('most-chosen') : text('chosen-count', { count })}
            </span>
            <Button
              tone="danger"
              icon={BrushCleaning}
              disabled={count === 0 || tooMany}
              onClick={() => setAsking(true)}
            >
              {text('clean', { count })}
            </Button>
          </span>
        )}
      </div>
      <FindingTable
        cleanup={cleanup}
        rows={list.rows}
        more={list.more}
        choice={choice}
        onToggle={canClean ? (key) => setChoice(toggled(choice, key, shown)) : undefined}
      />
      {asking && <ConfirmClean cleanup={cleanup} choice={choice} count={count} onClose={() => setAsking(false)} />}
    </>
  )
}

interface ConfirmCleanProps {
  readonly cleanup: Cleanup
  readonly choice: Choice
  readonly count: number
  readonly onClose: () => void
}

/** Says what goes and whether it comes back; where it does not, or figures rest on it, the number must be typed. */
function ConfirmClean({ cleanup, choice, count, onClose }: ConfirmCleanProps) {
  const text = useText('cleanups')
  const { kind, weighs, canUndo } = cleanup
  const run = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/cleanups/{kind}/runs', {
          params: { path: { kind } },
          body: { keys: choice === 'all' ? null : [...choice], expected: count },
        }),
      ),
    onSuccess: () => {
      onClose()
      toast(text('started'))
      return queries.invalidateQueries({ queryKey: ['cleanups'] })
    },
  })
  return (
    <ConfirmDialog
      open
      onOpen={onClose}
      title={text('clean-title', { count })}
      action={text('clean-now')}
      pending={run.isPending}
      error={run.error?.message}
      word={canUndo && !weighs ? undefined : String(count)}
      onConfirm={() => run.mutate()}
    >
      <div className="flex flex-col gap-3">
        <p>{text(`what-${kind}`)}</p>
        {weighs && <p className="text-warn-ink">{text(`weighs.${weighs}`)}</p>}
        <p>{text('clean-rechecked')}</p>
        {canUndo ? (
          <p>{text('clean-undoable')}</p>
        ) : (
          <p className="font-semibold text-danger-ink">{text('clean-for-good')}</p>
        )}
      </div>
    </ConfirmDialog>
  )
}
