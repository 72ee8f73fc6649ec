import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import type { InboxSearch, View } from './search.ts'

export type Ticket = Schemas['Ticket']

export type TicketPage = Schemas['TicketPage']
export type Message = Schemas['Message']
export type Finding = Schemas['Finding']
export type TicketEvent = Schemas['TicketEvent']

// The first word of a key is the topic of the live announcements: see api/live.ts.

async function fetchPage(view: View, search: InboxSearch, after: string, signal?: AbortSignal): Promise<TicketPage> {
  const query = {
    view,
    order: search.order ?? 'due',
    limit: 50,
    ...(search.q ? { search: search.q } : {}),
    ...(search.store ? { storeId: search.store } : {}),
    ...(after ? { after } : {}),
  }
  return answered(api.GET('/api/tickets', { ...(signal ? { signal } : {}), params: { query } }))
}

/** The head of a view, fetched now. */
export const firstPage = (view: View, search: InboxSearch): Promise<TicketPage> => fetchPage(view, search, '')

/** A view's tickets, page by page. Its key is none of the live topics: `useTicketList` keeps it up to date in its own way. */
export const listQuery = (view: View, search: InboxSearch) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'list', view, search],
    queryFn: ({ pageParam, signal }) => fetchPage(view, search, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchOnWindowFocus: false,
  })

/** One ticket. */
export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ['ticket', id, 'itself'],
    queryFn: () => answered(api.GET('/api/tickets/{id}', { params: { path: { id } } })),
  })

/** Who may take a ticket, who should, and why not the others. */
export const candidatesQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ticket', ticketId, 'candidates'],
    queryFn: () => answered(api.GET('/api/tickets/{ticketId}/candidates', { params: { path: { ticketId } } })),
    staleTime: 10_000,
  })

/** What happened to it, newest first; the first hundred lines. */
export const eventsQuery = (id: string) =>
  queryOptions({
    queryKey: ['ticket', id, 'events'],
    queryFn: () => answered(api.GET('/api/tickets/{id}/events', { params: { path: { id }, query: { limit: 100 } } })),
  })

/** What was said, newest first, page by page. */
export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['ticket', id, 'messages'],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/tickets/{id}/messages', {
          params: { path: { id }, query: { limit: 50, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

/** The letters that fit a ticket best, written out for it; with words, those that hold them. */
export const lettersQuery = (id: string, words = '') =>
  queryOptions({
    queryKey: ['ticket', id, 'letters', words],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/tickets/{id}/letters', {
          signal,
          params: { path: { id }, query: { limit: words ? 30 : 12, ...(words ? { search: words } : {}) } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

/** The sub-types that the desk knows, by kind: those that ship, and those that colleagues have taught it. */
export const subTypesQuery = queryOptions({
  queryKey: ['classification', 'sub-types'],
  queryFn: async () => (await answered(api.GET('/api/classification-learning'))).subTypes,
  staleTime: 10 * 60_000,
})

/** My drafts on all tickets, for the mark in the list. */
export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: () => answered(api.GET('/api/drafts')),
  staleTime: 5 * 60_000,
})

/** My drafts on one ticket, as the server keeps them. */
export const ticketDraftsQuery = (id: string) =>
  queryOptions({
    queryKey: ['own-drafts', id],
    queryFn: () => answered(api.GET('/api/tickets/{id}/drafts', { params: { path: { id } } })),
    staleTime: 0,
    gcTime: 0,
  })

/** Other tickets of the same customer or order. */
export const relatedQuery = (id: string) =>
  queryOptions({
    queryKey: ['ticket', id, 'related'],
    queryFn: () => answered(api.GET('/api/tickets/{id}/related', { params: { path: { id } } })),
  })
