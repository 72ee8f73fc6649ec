import { useNavigate } from '@tanstack/react-router'
import { ArrowDownWideNarrow, ChevronDown, Plus, Search, Store, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { isComposed } from '../../keyboard/ime.ts'
import { useCountWriter } from '../../parts/useCountWriter.ts'
import { classes, fieldFrame } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { type InboxSearch, type View, views } from './search.ts'
import { withStore } from './ViewsColumn.tsx'

interface ListHeaderProps {
  readonly view: View
  readonly search: InboxSearch
  readonly counts: Schemas['ViewCounts'] | undefined
  readonly stores: readonly Schemas['Store'][]
  readonly menuClass: string
}

const opener =
  'inline-flex h-8 min-w-0 items-center gap-1 rounded-lg px-2 text-sm hover:bg-hover pointer-coarse:min-h-11'

/** Search, view, store and order of the list. */
export function ListHeader({ view, search, counts, stores, menuClass }: ListHeaderProps) {
  const text = useText('inbox')
  const navigate = useNavigate()
  const write = useCountWriter()
  const create = useCommand('ticket.new')
  const go = (to: View, filters: InboxSearch): void =>
    void navigate({ to: '/inbox/$view/{-$ticket}', params: { view: to, ticket: undefined }, search: filters })
  const order = search.order ?? 'due'
  const store = stores.find((one) => one.id === search.store)
  const { order: _, ...unordered } = search
  return (
    <header className="flex shrink-0 flex-col gap-1 border-b border-line px-3 pt-3 pb-1.5">
      <SearchField view={view} search={search} />
      <div className="-mx-1 flex items-center gap-0.5">
        <Menu
          align="start"
          groups={[
            {
              items: views.map((name) => ({
                label: text(`view.${name}`),
                aside: write(counts?.[name]),
                checked: name === view,
                onSelect: () => go(name, search),
              })),
            },
          ]}
        >
          <button type="button" className={classes(opener, 'font-semibold', menuClass)}>
            <span className="sr-only">{text('views')} </span>
            <span className="truncate">{text(`view.${view}`)}</span>
            <span className="font-normal text-muted tabular-nums">{write(counts?.[view])}</span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
          </button>
        </Menu>
        <span className="flex-1" />
        {create.available && (
          <IconButton icon={Plus} label={create.label} keys={create.keys} size="small" onClick={create.run} />
        )}
        {stores.length > 1 && (
          <Menu
            groups={[
              {
                items: [undefined, ...stores].map((one) => ({
                  label: one?.name ?? text('all-stores'),
                  checked: one?.id === search.store,
                  onSelect: () => go(view, withStore(search, one?.id)),
                })),
              },
            ]}
          >
            <button type="button" className={classes(opener, store && 'bg-accent-soft font-medium text-accent-ink')}>
              <Store aria-hidden className="size-4 shrink-0" />
              <span className="sr-only">{text('filter-store')} </span>
              {store && <span className="max-w-28 truncate">{store.name}</span>}
            </button>
          </Menu>
        )}
        <Menu
          groups={[
            {
              title: text('order'),
              items: [
                { label: text('order.due'), checked: order === 'due', onSelect: () => go(view, unordered) },
                {
                  label: text('order.recent'),
                  checked: order === 'recent',
                  onSelect: () => go(view, { ...unordered, order: 'recent' }),
                },
              ],
            },
          ]}
        >
          <button type="button" className={opener}>
            <ArrowDownWideNarrow aria-hidden className="size-4 shrink-0" />
            <span className="sr-only">{text('order')} </span>
            <span className="truncate">{text(`order.${order}`)}</span>
          </button>
        </Menu>
      </div>
    </header>
  )
}

/** Looks through all tickets while one types; the address follows, so that a search can be shared. */
function SearchField({ view, search }: { readonly view: View; readonly search: InboxSearch }) {
  const text = useText('inbox')
  const hint = useCommand('search.focus')
  const navigate = useNavigate()
  const [words, setWords] = useState(search.q ?? '')
  const shown = useRef(search.q ?? '')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    if ((search.q ?? '') !== shown.current) setWords(search.q ?? '')
    shown.current = search.q ?? ''
  }, [search.q])
  useEffect(() => () => clearTimeout(timer.current), [])

  const look = (next: string, wait: number): void => {
    setWords(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const q = next.trim()
      shown.current = q
      const { q: _, ...rest } = search
      void navigate({
        to: '/inbox/$view/{-$ticket}',
        params: (before) => ({ ...before, view: q && !search.q ? 'all' : view }),
        search: q ? { ...rest, q } : rest,
        replace: true,
      })
    }, wait)
  }
  return (
    <div className="relative">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
      <input
        id="inbox-search"
        type="search"
        aria-label={text('search')}
        aria-keyshortcuts="/"
        placeholder={`${text('search')}  ${hint.keys.join(' ')}`}
        value={words}
        onChange={(event) => look(event.target.value, 250)}
        onKeyDown={(event) => {
          if (isComposed(event.nativeEvent)) return
          if (event.code === 'Enter') look(words, 0)
          if (event.code === 'Escape') {
            event.preventDefault()
            if (words) look('', 0)
            event.currentTarget.blur()
          }
        }}
        className={classes(
          fieldFrame,
          'h-9 pr-8 pl-9 [&::-webkit-search-cancel-button]:hidden pointer-coarse:min-h-11',
        )}
      />
      {words && (
        <button
          type="button"
          aria-label={text('clear-search')}
          onClick={() => look('', 0)}
          className="absolute inset-y-0 right-0 flex w-9 items-center justify-center rounded-r-lg text-muted hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  )
}
