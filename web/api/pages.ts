import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'

interface Page<Row> {
  readonly items: readonly Row[]
  readonly next: string | null
}

/** A list that is paged by key, as the `Table` shows it: the rows so far, and how to get more. */
export function usePages<Row>(
  queryKey: QueryKey,
  fetch: (after: { after?: string }) => Promise<Page<Row>>,
  /** After how many milliseconds it is asked for again, by what it holds; not while nobody looks. */
  again?: { readonly every: (rows: readonly Row[]) => number | false },
) {
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => fetch(pageParam === null ? {} : { after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => again?.every(state.data?.pages.flatMap((page) => page.items) ?? []) ?? false,
  })
  return {
    rows: list.data?.pages.flatMap((page) => page.items),
    error: list.error,
    retry: () => void list.refetch(),
    more: { has: list.hasNextPage, load: () => void list.fetchNextPage(), pending: list.isFetchingNextPage },
  }
}
