import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { runCommand, useCommands } from '../../keyboard/registry.ts'
import { countsQuery } from '../../parts/desk.ts'
import { setPreferences, usePreferences } from '../../preferences.ts'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { classes } from '../../ui/classes.ts'
import { useStable } from '../../ui/useStable.ts'
import { NothingOpen } from './NothingOpen.tsx'
import { lettersQuery, messagesQuery, ticketQuery } from './queries.ts'
import { TicketList } from './TicketList.tsx'
import { TicketWorkspace } from './TicketWorkspace.tsx'
import { useOpenTicket } from './useOpenTicket.ts'
import { usePresenceHearing } from './usePresence.ts'
import { useTicketList } from './useTicketList.ts'
import { ViewsColumn } from './ViewsColumn.tsx'

const NewTicketDialog = lazy(async () => ({ default: (await import('./NewTicketDialog.tsx')).NewTicketDialog }))

const from = '/app/inbox/$view/{-$ticket}'

/** The inbox: views, list, ticket and its context; on a phone list or ticket. */
export function InboxPage() {
  const { view, ticket: addressed } = useParams({ from })
  const search = useSearch({ from })
  const text = useText('inbox')
  const { viewsOpen } = usePreferences()
  const { shown: ticket, drawn, open } = useOpenTicket(view, search, addressed)
  const [current, setCurrent] = useState(ticket)
  const [creating, setCreating] = useState(false)
  const mayWork = useMay('tickets.work')
  const counts = useQuery(countsQuery(search.store))
  const tickets = useTicketList(view, search)
  const { rows } = tickets
  useTitle(text(`view.${view}`))
  usePresenceHearing()
  if (ticket !== undefined && ticket !== current) setCurrent(ticket)

  // One goes on from the ticket that is open or was last; when that has left the view, from the top.
  const at = rows.findIndex((row) => row.id === (ticket ?? current))
  const move = (by: number): void => {
    const next = rows[at < 0 ? 0 : at + by]
    if (next) open(next.id, ticket !== undefined)
  }
  const after = rows[at + 1]

  const close = useStable((): void => open(undefined))
  const goOn = useStable((): void => (after ? open(after.id, true) : open(undefined)))

  // Opening the next ticket shall not wait for the network.
  useEffect(() => {
    if (!after) return
    const timer = setTimeout(() => {
      void queries.prefetchQuery(ticketQuery(after.id))
      void queries.prefetchInfiniteQuery(messagesQuery(after.id))
      void queries.prefetchQuery(lettersQuery(after.id))
    }, 150)
    return () => clearTimeout(timer)
  }, [after])

  useCommands({
    'list.next': rows.length > 0 ? () => move(1) : undefined,
    'list.previous': rows.length > 0 ? () => move(-1) : undefined,
    'list.open': ticket === undefined && rows.length > 0 ? () => open(rows[Math.max(at, 0)]?.id) : undefined,
    'nav.back': ticket === undefined ? undefined : () => open(undefined),
    'pane.views': () => setPreferences({ viewsOpen: !isShown('inbox-views') }),
    'ticket.new': mayWork ? () => setCreating(true) : undefined,
    'search.focus': () => document.getElementById('inbox-search')?.focus(),
  })

  return (
    <div className="flex min-h-0 flex-1">
      <h1 className="sr-only">{text('inbox')}</h1>
      <ViewsColumn
        view={view}
        search={search}
        counts={counts.data}
        className={viewsOpen === null ? 'hidden min-[1680px]:flex' : viewsOpen ? 'hidden lg:flex' : 'hidden'}
      />
      <TicketList
        view={view}
        search={search}
        counts={counts.data}
        tickets={tickets}
        openId={ticket}
        activeIndex={at}
        menuClass={viewsOpen === null ? 'min-[1680px]:hidden' : viewsOpen ? 'lg:hidden' : ''}
        className={classes(
          'w-85 shrink-0 max-md:w-full lg:max-xl:w-80 md:max-lg:w-72',
          drawn !== undefined && 'max-md:hidden',
        )}
      />
      {drawn === undefined ? (
        <NothingOpen counts={counts.data} onNext={rows.length > 0 ? () => runCommand('list.next') : undefined} />
      ) : (
        <TicketWorkspace key={drawn} id={drawn} onClose={close} onNext={goOn} />
      )}
      <Suspense fallback={null}>{creating && <NewTicketDialog onClose={() => setCreating(false)} />}</Suspense>
    </div>
  )
}

/** Whether a part of the page is visible, whatever the reason. */
const isShown = (id: string): boolean => (document.getElementById(id)?.offsetWidth ?? 0) > 0
