import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Table } from '../../../ui/Table.tsx'
import type { ImportSample } from './imports.ts'
import { useImportWords } from './words.ts'

interface FaultTableProps {
  readonly faults: ImportSample['faults'] | undefined
  readonly more?: Parameters<typeof Table>[0]['more']
}

/** What could not be read: where it stands, what stands there, and the mend. */
export function FaultTable({ faults, more }: FaultTableProps) {
  const text = useText('imports')
  const formats = useFormats()
  const { faultOf } = useImportWords()
  return (
    <Table
      label={text('faults')}
      rows={faults}
      more={more}
      rowKey={({ row, heading, code }) => `${row} ${heading} ${code}`}
      columns={[
        {
          name: 'row',
          title: text('row'),
          width: 'w-20',
          cell: ({ row }) => <span className="tabular-nums">{formats.number(row)}</span>,
        },
        {
          name: 'column',
          title: text('column'),
          cell: ({ heading }) => <span className="[overflow-wrap:anywhere]">{heading || text('whole-row')}</span>,
        },
        {
          name: 'value',
          title: text('value'),
          wideOnly: true,
          cell: ({ value }) => <span className="font-mono text-sm [overflow-wrap:anywhere]">{value || '—'}</span>,
        },
        {
          name: 'problem',
          title: text('problem'),
          cell: ({ code, value }) => (
            <>
              {faultOf(code)}
              {value && <span className="block font-mono text-sm break-all text-muted md:hidden">{value}</span>}
            </>
          ),
        },
      ]}
    />
  )
}
