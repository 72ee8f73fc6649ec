import { Link } from '@tanstack/react-router'
import { CircleCheck, Inbox, SearchX } from 'lucide-react'
import type { Schemas } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useSession } from '../../shell/session.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { InboxSearch, View } from './search.ts'

interface EmptyViewProps {
  readonly view: View
  readonly search: InboxSearch
  readonly counts: Schemas['ViewCounts'] | undefined
}

const look =
  'inline-flex h-9 items-center rounded-lg bg-accent px-3.5 font-semibold text-on-accent hover:bg-accent-hover pointer-coarse:min-h-11'

/** What an empty list says: nothing found, nothing ever arrived, or all done and where work is left. */
export function EmptyView({ view, search, counts }: EmptyViewProps) {
  const text = useText('inbox')
  const session = useSession()
  if (search.q)
    return (
      <EmptyState icon={SearchX} title={text('nothing-found')}>
        {text('nothing-found-detail', { words: search.q })}
      </EmptyState>
    )
  if (counts?.all === 0)
    return (
      <EmptyState
        icon={Inbox}
        title={text('no-tickets-yet')}
        actions={
          'channels.write' in session.permissions && (
            <Link to="/settings/{-$page}/{-$item}" params={{ page: 'channels', item: undefined }} className={look}>
              {text('connect-channel')}
            </Link>
          )
        }
      >
        {text('no-tickets-yet-detail')}
      </EmptyState>
    )
  const next = (['mine', 'unassigned', 'breaching', 'open'] as const).find((name) => name !== view && counts?.[name])
  return (
    <EmptyState
      icon={CircleCheck}
      title={text('all-done')}
      actions={
        next && (
          <Link to="/inbox/$view/{-$ticket}" params={{ view: next, ticket: undefined }} className={look}>
            {text('go-on-with', { view: text(`view.${next}`) })}
          </Link>
        )
      }
    >
      {text('all-done-detail')}
    </EmptyState>
  )
}
