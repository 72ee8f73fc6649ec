import { type InfiniteData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { type Announcement, useLive } from '../../api/live.ts'
import { queries } from '../../api/queries.ts'
import type { TicketRow } from '../../parts/desk.ts'
import { draftsQuery, firstPage, listQuery, type TicketPage, ticketQuery } from './queries.ts'
import type { InboxSearch, View } from './search.ts'

/** Up to this many pages a change simply fetches the list again; beyond, only its head and the tickets that changed. */
const cheapPages = 4

/** The rows of a view, kept up to date while mail arrives, and how to get more of them. */
export function useTicketList(view: View, search: InboxSearch) {
  const options = listQuery(view, search)
  const list = useInfiniteQuery(options)
  const drafts = useQuery(draftsQuery)
  const key = JSON.stringify(options.queryKey)
  const changed = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => () => clearTimeout(timer.current), [])

  const hear = useCallback(
    (announcement: Announcement) => {
      changed.current.add(announcement.id)
      // A burst of mail is gathered, but never put off: the first of it counts.
      timer.current ??= setTimeout(() => {
        timer.current = undefined
        const ids = [...changed.current]
        changed.current.clear()
        void refresh(JSON.parse(key), view, search, ids)
      }, 120)
    },
    [key, view, search],
  )
  useLive('ticket', hear)

  const rows = useMemo(() => unique(list.data?.pages.flatMap((page) => page.items) ?? []), [list.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const drafted = useMemo(() => new Set(drafts.data?.map((draft) => draft.ticketId)), [drafts.data])
  return { list, rows, more, drafted }
}

/** A ticket that moved between two pages while they were fetched would stand there twice. */
function unique(rows: readonly TicketRow[]): readonly TicketRow[] {
  const seen = new Set<string>()
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id))
}

/** Brings a list up to date without fetching again all that was ever scrolled through. */
async function refresh(
  queryKey: readonly unknown[],
  view: View,
  search: InboxSearch,
  ids: readonly string[],
): Promise<void> {
  const before = queries.getQueryData<InfiniteData<TicketPage>>(queryKey)
  if (!before) return
  if (before.pages.length <= cheapPages) {
    await queries.invalidateQueries({ queryKey })
    return
  }
  const head = await firstPage(view, search)
  const later = ids.filter((id) => !head.items.some((row) => row.id === id)).slice(0, 5)
  const fresh = await Promise.all(later.map((id) => queries.fetchQuery(ticketQuery(id)).catch(() => undefined)))
  queries.setQueryData<InfiniteData<TicketPage>>(queryKey, (now) => {
    if (!now) return now
    const byId = new Map(fresh.flatMap((ticket) => (ticket ? [[ticket.id, ticket] as const] : [])))
    const rest = now.pages.slice(1).map((page) => ({
      ...page,
      items: page.items.map((row) => byId.get(row.id) ?? row),
    }))
    // The head may have moved on by a few rows: those that fell out of it stay, so that no gap opens.
    const kept = now.pages[0]?.items.filter((row) => !head.items.some((one) => one.id === row.id)) ?? []
    return {
      ...now,
      pages: [
        { items: [...head.items, ...kept.filter((row) => !ids.includes(row.id))], next: now.pages[0]?.next ?? null },
        ...rest,
      ],
    }
  })
}
