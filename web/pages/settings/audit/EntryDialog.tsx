import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useSession } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Table } from '../../../ui/Table.tsx'
import { asText, type Entry, everything, type Filter } from './entries.ts'
import { useEntryWords } from './words.ts'

interface EntryDialogProps {
  readonly entry: Entry
  readonly onFilter: (filter: Filter) => void
  readonly onClose: () => void
}

/** One entry in full: what it was before and after, and the ways to what else this person did, or was done to this. */
export function EntryDialog({ entry, onFilter, onClose }: EntryDialogProps) {
  const text = useText('audit')
  const { member } = useSession()
  const formats = useFormats(member.zone)
  const { actionOf, actorOf, subjectOf } = useEntryWords()
  const { changes, notes, actor, subject, sequence } = entry
  const only = (filter: Partial<Filter>) => {
    onFilter({ ...everything, ...filter })
    onClose()
  }
  const facts: (readonly [string, string])[] = [
    [text('time'), `${formats.full(new Date(entry.at))} · ${entry.at}`],
    [text('who'), actorOf(entry)],
    [text('subject'), subjectOf(entry)],
    ...Object.entries(notes).map(([name, value]) => [name, asText(value)] as const),
    [text('request'), entry.requestId],
    [text('hash'), entry.hash],
  ]
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={actionOf(entry)}
      description={text('entry', { sequence })}
      width="wide"
    >
      <div className="flex flex-col gap-4">
        <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[9rem_1fr]">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-sm text-muted">{name}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
        {changes.length > 0 && (
          <Table
            label={text('changes', { count: changes.length })}
            rows={changes}
            rowKey={(change) => change.field}
            columns={[
              {
                name: 'field',
                title: text('field'),
                cell: ({ field }) => <code className="text-sm break-all">{field}</code>,
              },
              {
                name: 'before',
                title: text('before'),
                cell: ({ before, hidden }) => (
                  <span className="break-words">{hidden ? text(`hidden-${hidden}`) : asText(before)}</span>
                ),
              },
              {
                name: 'after',
                title: text('after'),
                cell: ({ after, hidden }) => <span className="break-words">{hidden ? '' : asText(after)}</span>,
              },
            ]}
          />
        )}
        <FormActions>
          {(actor.kind === 'member' || actor.kind === 'token') && (
            <Button onClick={() => only({ actor: actor.id })}>{text('only-them')}</Button>
          )}
          <Button onClick={() => only({ subject: { id: subject.id, name: subjectOf(entry) } })}>
            {text('only-this')}
          </Button>
        </FormActions>
      </div>
    </Dialog>
  )
}
