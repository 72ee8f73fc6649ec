import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { storesQuery } from '../../parts/desk.ts'
import { classes } from '../../ui/classes.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useRowHeight } from '../../ui/rowHeight.ts'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { EmptyView } from './EmptyView.tsx'
import { ListHeader } from './ListHeader.tsx'
import { QuarantineHint } from './QuarantineHint.tsx'
import type { InboxSearch, View } from './search.ts'
import { TicketLine } from './TicketLine.tsx'
import { useWatched } from './usePresence.ts'
import type { useTicketList } from './useTicketList.ts'

interface TicketListProps {
  readonly view: View
  readonly search: InboxSearch
  readonly counts: Schemas['ViewCounts'] | undefined
  readonly tickets: ReturnType<typeof useTicketList>
  readonly openId: string | undefined
  readonly activeIndex: number
  /** When the drop-down of views stands in for their column. */
  readonly menuClass: string
  readonly className: string
}

/** Row heights in px at the medium text size. */
const heights = { comfortable: 98, compact: 76 } as const

/** The tickets of a view: search and filters above, then one virtual list however long it is. */
export function TicketList(props: TicketListProps) {
  const { view, search, counts, tickets, openId, activeIndex, menuClass, className } = props
  const { list, rows, more, drafted } = tickets
  const text = useText('inbox')
  const stores = useQuery(storesQuery)
  const watched = useWatched()
  const rowHeight = useRowHeight(heights)
  const zones = new Map(stores.data?.map((store) => [store.id, store.zone]))
  return (
    <section
      aria-label={text('tickets')}
      className={classes('flex min-h-0 flex-col border-r border-line bg-surface', className)}
    >
      <ListHeader view={view} search={search} counts={counts} stores={stores.data ?? []} menuClass={menuClass} />
      <QuarantineHint />
      {list.isPending && <SkeletonRows rowHeight={rowHeight} lines={3} />}
      {list.isError && rows.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <EmptyView view={view} search={search} counts={counts} />}
      {rows.length > 0 && (
        <VirtualList
          label={text(`view.${view}`)}
          items={rows}
          itemKey={(row) => row.id}
          rowHeight={rowHeight}
          total={list.hasNextPage ? -1 : rows.length}
          activeIndex={activeIndex}
          onEnd={more}
          className="flex-1"
        >
          {(row) => (
            <TicketLine
              ticket={row}
              view={view}
              search={search}
              open={row.id === openId}
              hasDraft={drafted.has(row.id)}
              watched={watched.has(row.id)}
              storeZone={row.store ? zones.get(row.store.id) : undefined}
            />
          )}
        </VirtualList>
      )}
    </section>
  )
}
