import { Link } from '@tanstack/react-router'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { readTaskSearch, type TaskSearch } from './search.ts'

interface FigureRow {
  readonly key: string
  readonly name: string
  readonly ended: number
  readonly inTime: number
  readonly rate: number | null
  /** The tasks that the figures count. */
  readonly search: TaskSearch
}

interface FigureTableProps {
  readonly heading: string
  readonly rows: readonly FigureRow[]
}

/** Ended, in time and the rate, a line each; both counts open their tasks. */
export function FigureTable({ heading, rows }: FigureTableProps) {
  const text = useText('procedures')
  const formats = useFormats()
  const headings = [heading, text('figure.ended'), text('figure.in-time'), text('figure.rate')]
  return (
    <table className="w-full border-collapse text-sm">
      <thead>
        <tr className="border-b border-line text-muted">
          {headings.map((title, at) => (
            <th
              key={title}
              scope="col"
              className={at === 0 ? 'py-1 text-left font-medium' : 'py-1 text-right font-medium'}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, ended, inTime, rate, search }) => (
          <tr key={key} className="border-b border-line/60 last:border-b-0">
            <th scope="row" className="py-1.5 text-left font-normal">
              {name}
            </th>
            <Figure count={ended} name={name} search={search} />
            <Figure count={inTime} name={name} search={readTaskSearch({ ...search, timely: 'in-time' })} />
            <td className="text-right tabular-nums">{rate === null ? '' : formats.percent(rate)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface FigureProps {
  readonly count: number
  readonly name: string
  readonly search: TaskSearch
}

function Figure({ count, name, search }: FigureProps) {
  const text = useText('procedures')
  const formats = useFormats()
  return (
    <td className="text-right tabular-nums">
      <Link
        to="/order-tasks"
        search={search}
        aria-label={text('open-figure', { name, count })}
        className="inline-flex min-h-6 min-w-6 items-center justify-end rounded text-accent-ink underline-offset-2 hover:underline pointer-coarse:min-h-11 pointer-coarse:min-w-11"
      >
        {formats.number(count)}
      </Link>
    </td>
  )
}
