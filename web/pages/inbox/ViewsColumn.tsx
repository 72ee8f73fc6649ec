import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { storesQuery } from '../../parts/desk.ts'
import { useCountWriter } from '../../parts/useCountWriter.ts'
import { classes } from '../../ui/classes.ts'
import { type InboxSearch, type View, views } from './search.ts'

interface ViewsColumnProps {
  readonly view: View
  readonly search: InboxSearch
  readonly counts: Schemas['ViewCounts'] | undefined
  readonly className: string
}

const line =
  'flex min-h-8 items-center gap-2 rounded-lg px-2 hover:bg-hover aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent-ink'

/** The views with their counts, and the stores to narrow them by. */
export function ViewsColumn({ view, search, counts, className }: ViewsColumnProps) {
  const text = useText('inbox')
  const write = useCountWriter()
  const stores = useQuery(storesQuery)
  return (
    <nav
      id="inbox-views"
      aria-label={text('views')}
      className={classes('w-42 shrink-0 flex-col overflow-y-auto border-r border-line bg-side p-2', className)}
    >
      <p className="px-2 pt-2 pb-2 text-lg font-semibold">{text('inbox')}</p>
      <ul className="flex flex-col gap-0.5">
        {views.map((name) => (
          <li key={name}>
            <Link
              to="/inbox/$view/{-$ticket}"
              params={{ view: name, ticket: undefined }}
              search={search}
              aria-current={name === view ? 'page' : undefined}
              className={line}
            >
              <span className="min-w-0 flex-1 truncate">{text(`view.${name}`)}</span>
              <span className="text-sm text-muted tabular-nums">{write(counts?.[name])}</span>
            </Link>
          </li>
        ))}
      </ul>
      {(stores.data?.length ?? 0) > 0 && (
        <>
          <h2 className="px-2 pt-5 pb-1.5 text-xs text-muted">{text('stores')}</h2>
          <ul className="flex flex-col gap-0.5">
            {[undefined, ...(stores.data ?? [])].map((store) => (
              <li key={store?.id ?? 'all'}>
                <Link
                  to="/inbox/$view/{-$ticket}"
                  params={{ view, ticket: undefined }}
                  search={withStore(search, store?.id)}
                  aria-current={search.store === store?.id ? 'page' : undefined}
                  className={line}
                >
                  <span className="min-w-0 truncate">{store?.name ?? text('all-stores')}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  )
}

/** The same search in one store, or in all. */
export function withStore({ store: _, ...rest }: InboxSearch, id: string | undefined): InboxSearch {
  return id === undefined ? rest : { ...rest, store: id }
}
