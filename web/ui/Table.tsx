import type { ReactNode } from 'react'
import { useText } from '../i18n/text.ts'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import { Skeleton } from './Skeleton.tsx'

export interface Column<Row> {
  readonly name: string
  readonly title: ReactNode
  readonly cell: (row: Row) => ReactNode
  readonly align?: 'start' | 'end' | undefined
  /** A width class such as `w-40`; without one the column shares what is left. */
  readonly width?: string | undefined
  /** Left out on a phone, where room is short. */
  readonly wideOnly?: boolean | undefined
}

interface TableProps<Row> {
  /** What the rows are, for screen readers. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** Undefined while loading: rows of the final height stand in. */
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  /** What stands there when there are no rows. */
  readonly empty?: ReactNode
  /** Keyed paging: whether there are more, and how to get them. */
  readonly more?: { readonly has: boolean; readonly load: () => void; readonly pending: boolean } | undefined
}

/** Rows and columns, paged by key. */
export function Table<Row>({ label, columns, rows, rowKey, empty, more }: TableProps<Row>) {
  const text = useText('ui')
  if (rows?.length === 0 && empty) return <>{empty}</>
  const look = (column: Column<Row>) =>
    classes('px-3 text-left', column.align === 'end' && 'text-right', column.width, column.wideOnly && 'max-md:hidden')
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line bg-surface shadow-card"
    >
      <table className="w-full border-collapse text-base" aria-busy={rows === undefined}>
        <thead>
          <tr className="border-b border-line bg-side text-sm text-muted">
            {columns.map((column) => (
              <th key={column.name} scope="col" className={classes(look(column), 'h-9 font-medium whitespace-nowrap')}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            ? rows.map((row) => (
                <tr key={rowKey(row)} className="border-b border-line last:border-b-0 hover:bg-hover/60">
                  {columns.map((column) => (
                    <td key={column.name} className={classes(look(column), 'h-11 py-1.5 compact:h-9')}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))
            : ['a', 'b', 'c', 'd', 'e'].map((name) => (
                <tr key={name} className="border-b border-line last:border-b-0">
                  {columns.map((column) => (
                    <td key={column.name} className={classes(look(column), 'h-11 compact:h-9')}>
                      <Skeleton className="h-4 w-3/4" />
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
      {more?.has && (
        <div className="flex justify-center border-t border-line p-2">
          <Button size="small" pending={more.pending} onClick={more.load}>
            {text('load-more')}
          </Button>
        </div>
      )}
    </section>
  )
}
