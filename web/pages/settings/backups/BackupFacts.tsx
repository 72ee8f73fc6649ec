import type { Schemas } from '../../../api/client.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useSession } from '../../../shell/session.ts'
import { Card, Facts } from '../../../ui/Card.tsx'
import { Time } from '../../../ui/Time.tsx'

type Status = Schemas['BackupStatus']

/** What the last backup holds, when the next is due, and why one failed. */
export function BackupFacts({ status }: { readonly status: Status }) {
  const text = useText('backups')
  const { last, next, everyHours, keep, failure } = status
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Card title={text('last')}>{last ? <LastBackup last={last} /> : text('none')}</Card>
      <Card title={text('schedule')}>
        <Facts
          rows={[
            ...(next === null ? [] : [{ name: text('next'), value: <Moment at={next} /> }]),
            { name: text('interval'), value: text('hours', { count: everyHours }) },
            { name: text('keep'), value: text('keep-count', { count: keep }) },
          ]}
        />
      </Card>
      {failure && (
        <Card title={text('failure')}>
          <Facts
            rows={[
              { name: text('failed-at'), value: <Moment at={failure.at} /> },
              { name: text('reason'), value: failure.reason },
            ]}
          />
        </Card>
      )}
    </div>
  )
}

function LastBackup({ last }: { readonly last: NonNullable<Status['last']> }) {
  const text = useText('backups')
  const { bytes } = useFormats()
  const holdings = (holds: NonNullable<typeof last.holds>) => [
    { name: text('database'), value: `${text('rows', { count: holds.rows })} · ${bytes(holds.tableBytes)}` },
    {
      name: text('files'),
      value: text('files-of', { files: text('files-count', { count: holds.files }), added: holds.newFiles }),
    },
    { name: text('written'), value: bytes(holds.storedBytes) },
  ]
  return (
    <Facts
      rows={[
        { name: text('taken-at'), value: <Time at={last.at} /> },
        { name: text('took'), value: text('seconds', { count: Math.max(1, Math.round(last.seconds)) }) },
        ...(last.holds ? holdings(last.holds) : []),
      ]}
    />
  )
}

/** A moment to come, or one to be named exactly. */
function Moment({ at }: { readonly at: string }) {
  const { member } = useSession()
  return <time dateTime={at}>{useFormats(member.zone).full(new Date(at))}</time>
}
