import { useText } from '../../../i18n/text.ts'
import { classes } from '../../../ui/classes.ts'
import { Select } from '../../../ui/Select.tsx'
import { withField } from './columns.ts'
import { type Import, type ImportChange, type ImportSample, keepsOthers } from './imports.ts'
import { useImportWords } from './words.ts'

interface SampleTableProps {
  readonly found: Import
  readonly sample: ImportSample
  readonly onChange: (change: ImportChange) => void
}

const kept = 'kept'

/** The first rows under their headings, and above each column the field that it fills. */
export function SampleTable({ found, sample, onChange }: SampleTableProps) {
  const text = useText('imports')
  const { fieldOf } = useImportWords()
  const { columns } = found
  const options = [
    { value: kept, label: text(keepsOthers(found.subject) ? 'no-field' : 'not-kept') },
    ...sample.fields.map(({ field, required }) => ({
      value: field,
      label: required ? text('field-required', { field: fieldOf(field) }) : fieldOf(field),
    })),
  ]
  return (
    <section
      aria-label={text('columns')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard
      tabIndex={0}
      className="max-h-112 overflow-auto rounded-xl border border-line bg-surface shadow-card"
    >
      <table className="border-collapse text-sm">
        <thead className="sticky top-0 z-1 bg-side">
          <tr>
            {columns.map(({ index, heading, field }) => (
              <th
                key={index}
                scope="col"
                className="min-w-52 border-r border-b border-line p-2 text-left align-bottom font-medium last:border-r-0"
              >
                <span className="mb-1.5 block max-w-60 truncate" title={heading}>
                  {heading || text('no-heading')}
                </span>
                <Select
                  aria-label={text('fills', { heading: heading || text('no-heading') })}
                  value={field ?? kept}
                  disabled={sample.fields.length === 0}
                  options={options}
                  onValue={(value) => onChange({ columns: withField(columns, index, value === kept ? null : value) })}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.rows.map((cells, row) => (
            // The rows of a sample never change place: their number is their name.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={row} className="border-b border-line last:border-b-0">
              {columns.map(({ index, field }) => (
                <td
                  key={index}
                  className={classes(
                    'border-r border-line px-2 py-1.5 align-top last:border-r-0',
                    field === null && 'text-muted',
                  )}
                >
                  <span className="line-clamp-2 max-w-60 [overflow-wrap:anywhere]">{cells[index]}</span>
                </td>
              ))}
            </tr>
          ))}
          {sample.rows.length === 0 && (
            <tr>
              <td colSpan={Math.max(1, columns.length)} className="p-4 text-muted">
                {text('no-rows')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  )
}
