import { ShieldCheck } from 'lucide-react'
import { answered, api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { useSettingsAddress } from '../address.ts'
import { ItemLink } from '../ItemLink.tsx'
import { QuarantineDialog } from './QuarantineDialog.tsx'
import { quarantineKey } from './quarantine.ts'

/** Mail that could not be taken in, newest first. */
export function QuarantineList({ item }: { readonly item: string | undefined }) {
  const text = useText('channels')
  const formats = useFormats()
  const { open } = useSettingsAddress('channels')
  const list = usePages(quarantineKey, (after) =>
    answered(api.GET('/api/quarantined-mails', { params: { query: { limit: 50, ...after } } })),
  )
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  return (
    <>
      <p className="text-muted">{text('quarantine-detail')}</p>
      <Table
        label={text('quarantine')}
        rows={list.rows}
        more={list.more}
        rowKey={(mail) => mail.id}
        columns={[
          {
            name: 'subject',
            title: text('subject'),
            cell: (mail) => (
              <span className="block max-w-72 min-w-0 break-words">
                <ItemLink page="channels" item={mail.id} label={mail.subject || text('no-subject')} />
              </span>
            ),
          },
          {
            name: 'from',
            title: text('from'),
            cell: (mail) => <span className="break-all">{mail.from || '—'}</span>,
            wideOnly: true,
          },
          {
            name: 'reason',
            title: text('reason'),
            cell: (mail) => <Badge tone="warn">{text(`reason-${mail.reason}`)}</Badge>,
          },
          { name: 'size', title: text('size'), cell: (mail) => formats.bytes(mail.size), wideOnly: true },
          { name: 'received', title: text('received'), cell: (mail) => <Time at={mail.receivedAt} /> },
        ]}
        empty={<EmptyState icon={ShieldCheck} title={text('quarantine-empty')} />}
      />
      {item && item !== 'new' && <QuarantineDialog id={item} onClose={() => open(undefined)} />}
    </>
  )
}
