import type { ReactNode } from 'react'
import type { usePages } from '../api/pages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { type RowHeights, useRowHeight } from '../ui/rowHeight.ts'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { VirtualList } from '../ui/VirtualList.tsx'

interface ListRowsProps<Row> {
  readonly label: string
  readonly list: ReturnType<typeof usePages<Row>>
  readonly heights: RowHeights
  /** Lines of text in a row. */
  readonly lines: 2 | 3
  readonly activeIndex: number
  /** Stands there when there is none. */
  readonly empty: ReactNode
  /** Draws a row's content. */
  readonly children: (row: Row) => ReactNode
}

/** The rows of a list that is paged by key: loading, failed, empty, or one virtual list however long it is. */
export function ListRows<Row extends { readonly id: string }>(props: ListRowsProps<Row>) {
  const { label, list, heights, lines, activeIndex, empty, children } = props
  const rowHeight = useRowHeight(heights)
  const { rows, error, retry, more } = list
  if (!rows)
    return error ? <ErrorState error={error} onRetry={retry} /> : <SkeletonRows rowHeight={rowHeight} lines={lines} />
  if (rows.length === 0) return empty
  return (
    <VirtualList
      label={label}
      items={rows}
      itemKey={({ id }) => id}
      rowHeight={rowHeight}
      total={more.has ? -1 : rows.length}
      activeIndex={activeIndex}
      onEnd={more.has && !more.pending ? more.load : undefined}
      className="flex-1"
    >
      {children}
    </VirtualList>
  )
}
