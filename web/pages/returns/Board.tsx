import { useQuery } from '@tanstack/react-query'
import { PackageOpen } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { type BoardColumn, columnsOf } from './columns.ts'
import { useColumnTitle } from './columnTitle.ts'
import { countsQuery, useReturns } from './queries.ts'
import { ReturnCard } from './ReturnCard.tsx'
import { isNarrow, type ReturnSearch } from './search.ts'
import { useCardKeys } from './useCardKeys.ts'

/** Cards of a column at once; the rest comes by its button. */
const atOnce = 20

/** Returns by where they stand: each column counted, its cards paged by key, the most pressing first. */
export function Board({ search }: { readonly search: ReturnSearch }) {
  const text = useText('returnsBoard')
  const { store, approval, due } = search
  const narrowing = { ...(store && { store }), ...(approval && { approval }), ...(due && { due }) }
  const counts = useQuery(countsQuery(narrowing))
  const { box, onKeyDown } = useCardKeys()
  if (counts.isError && !counts.data)
    return <ErrorState error={counts.error} title={text('load-failed')} onRetry={() => void counts.refetch()} />
  const columns = counts.data ? columnsOf(counts.data) : undefined
  const isEmpty = columns?.every(({ count }) => !count) ?? false
  return (
    // The arrows only move the focus among links that can be reached without them too.
    // biome-ignore lint/a11y/noStaticElementInteractions: it holds the cards, and is no control itself
    <div ref={box} onKeyDown={onKeyDown} className="flex min-h-0 flex-1 flex-col">
      {isEmpty && (
        <EmptyState icon={PackageOpen} title={text(isNarrow(search) ? 'none-found' : 'none-open')}>
          {text(isNarrow(search) ? 'none-found-detail' : 'none-open-detail')}
        </EmptyState>
      )}
      <section
        aria-label={text('view.board')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard
        tabIndex={0}
        className="flex min-h-0 flex-1 gap-2.5 overflow-x-auto px-6 pb-4 max-md:px-4"
      >
        {columns
          ? columns.map((column) =>
              column.count === 0 ? (
                <EmptyColumn key={column.key} column={column} />
              ) : (
                <Column key={column.key} column={column} search={narrowing} />
              ),
            )
          : ['a', 'b', 'c', 'd'].map((name) => (
              <div key={name} className="flex w-68 shrink-0 flex-col gap-2.5 rounded-xl bg-side p-2.5">
                <Skeleton className="h-5 w-1/2" />
                <Skeleton className="h-28 w-full" />
                <Skeleton className="h-28 w-full" />
              </div>
            ))}
      </section>
    </div>
  )
}

/** A column without cards keeps its place, narrow, so that the board does not jump about. */
function EmptyColumn({ column }: { readonly column: BoardColumn }) {
  const title = useColumnTitle()(column)
  return (
    <section
      aria-label={title}
      className="flex w-10 shrink-0 flex-col items-center gap-2 rounded-xl border border-dashed border-line py-2.5 text-sm text-muted"
    >
      <span className="tabular-nums">0</span>
      <h2 className="text-sm font-normal whitespace-nowrap [writing-mode:vertical-rl]">{title}</h2>
    </section>
  )
}

function Column({ column, search }: { readonly column: BoardColumn; readonly search: ReturnSearch }) {
  const text = useText('returnsBoard')
  const formats = useFormats()
  const title = useColumnTitle()(column)
  const { stage, letters, count } = column
  const { rows, error, retry, more } = useReturns(
    { ...search, stage, ...(letters !== undefined && { letters }) },
    atOnce,
  )
  return (
    <section
      aria-label={title}
      data-column={column.key}
      className="flex w-68 shrink-0 flex-col overflow-hidden rounded-xl bg-side"
    >
      <header className="flex items-center gap-2 px-3 pt-2.5 pb-2">
        <h2 className="min-w-0 flex-1 truncate text-sm">{title}</h2>
        {count !== undefined && (
          <span className="text-sm text-muted tabular-nums">
            <span aria-hidden>{formats.number(count)}</span>
            <span className="sr-only">{text('column-count', { count })}</span>
          </span>
        )}
      </header>
      {error && !rows ? (
        <ErrorState error={error} onRetry={retry} />
      ) : (
        <ul aria-busy={rows === undefined} className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-2 pb-2">
          {rows?.map((row) => (
            <li key={row.id}>
              <ReturnCard row={row} />
            </li>
          )) ?? (
            <>
              <Skeleton className="h-28 w-full shrink-0" />
              <Skeleton className="h-28 w-full shrink-0" />
            </>
          )}
          {rows?.length === 0 && <li className="px-1 py-3 text-center text-sm text-muted">{text('column-empty')}</li>}
          {more.has && (
            <li className="flex justify-center">
              <Button size="small" pending={more.pending} onClick={more.load}>
                {text('column-more')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </section>
  )
}
