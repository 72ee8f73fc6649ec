import { FileUp } from 'lucide-react'
import { answered, api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { useSettingsAddress } from '../address.ts'
import { ItemLink } from '../ItemLink.tsx'
import { useStoreNames } from '../stores/storeNames.ts'
import { ImportState } from './ImportState.tsx'
import { type Import, isUnderWay, keepImport } from './imports.ts'
import { UploadBox } from './UploadBox.tsx'
import { WhereFrom } from './WhereFrom.tsx'

/** The files that were read in, newest first, and the place to bring another. */
export function ImportList() {
  const text = useText('imports')
  const title = useText('settings')('imports')
  const formats = useFormats()
  const mayRun = useMay('imports.run')
  const { nameOf } = useStoreNames()
  const { open } = useSettingsAddress('imports')
  const list = usePages(
    ['imports', 'list'],
    (after) => answered(api.GET('/api/imports', { params: { query: { limit: 30, ...after } } })),
    { every: (rows) => (rows.some(isUnderWay) ? 3_000 : false) },
  )
  const uploaded = (file: Import): void => {
    keepImport(file)
    open(file.id)
  }
  return (
    <>
      <PageHeader title={title} description={text('detail')} />
      {mayRun && <UploadBox onUploaded={uploaded} />}
      {list.error && !list.rows ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : (
        <Table
          label={title}
          rows={list.rows}
          more={list.more}
          rowKey={({ id }) => id}
          columns={[
            {
              name: 'file',
              title: text('file'),
              cell: (one) => (
                <div className="flex min-w-0 flex-col items-start [overflow-wrap:anywhere]">
                  <ItemLink page="imports" item={one.id} label={one.filename} />
                  <span className="text-sm text-muted">
                    {one.subject ? text(`subject.${one.subject}`) : text('subject-unknown')}
                    {one.storeId && ` · ${nameOf(one.storeId)}`}
                  </span>
                </div>
              ),
            },
            { name: 'state', title: text('state'), width: 'w-28', cell: (one) => <ImportState of={one} /> },
            {
              name: 'rows',
              title: text('rows'),
              align: 'end',
              wideOnly: true,
              cell: ({ status, rowsSettled, refused }) => (
                <div className="tabular-nums">
                  {status === 'draft' ? '—' : formats.number(rowsSettled)}
                  {refused > 0 && (
                    <span className="block text-sm text-warn-ink">{text('refused-count', { count: refused })}</span>
                  )}
                </div>
              ),
            },
            { name: 'who', title: text('who'), wideOnly: true, cell: ({ createdBy }) => createdBy.name || '—' },
            {
              name: 'when',
              title: text('when'),
              wideOnly: true,
              cell: ({ createdAt }) => <Time at={createdAt} className="whitespace-nowrap" />,
            },
          ]}
          empty={
            <EmptyState icon={FileUp} title={text('empty')}>
              {text(mayRun ? 'empty-detail' : 'empty-read-only')}
            </EmptyState>
          }
        />
      )}
      <WhereFrom open={list.rows?.length === 0} />
    </>
  )
}
