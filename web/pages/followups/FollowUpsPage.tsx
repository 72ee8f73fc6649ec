import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { PhoneCall } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FollowUpList } from './FollowUpList.tsx'
import { FollowUpView } from './FollowUpView.tsx'
import type { View } from './followups.ts'
import { SuggestionList } from './SuggestionList.tsx'
import type { FollowUpSearch } from './search.ts'

const from = '/app/followups/{-$followUp}'
const to = '/followups/{-$followUp}'

/** The follow-ups that are due and the opened one beside them, or what customers suggested. */
export function FollowUpsPage() {
  const { view = 'due' } = useSearch({ from })
  const text = useText('followups')
  useTitle(text('followups'))
  if (!useMay('followups.read')) return <Forbidden permission="followups.read" />
  return view === 'suggestions' ? <SuggestionList /> : <FollowUps view={view} />
}

function FollowUps({ view }: { readonly view: View }) {
  const { followUp: openId } = useParams({ from })
  const search: FollowUpSearch = useSearch({ from })
  const text = useText('followups')
  const navigate = useNavigate()
  const [current, setCurrent] = useState(openId)
  if (openId !== undefined && openId !== current) setCurrent(openId)
  const list = usePages(['follow-ups', view], (after) =>
    answered(api.GET('/api/follow-ups', { params: { query: { view, limit: 50, ...after } } })),
  )
  const rows = list.rows ?? []
  // One goes on from the one that is open or was last; when it is no longer in the list, from the top.
  const at = rows.findIndex(({ id }) => id === (openId ?? current))
  const open = (followUp: string | undefined, replace = false): void =>
    void navigate({ to, params: { followUp }, search, replace })
  const move = (by: number): void => {
    const next = rows[at < 0 ? 0 : at + by]
    if (next) open(next.id, openId !== undefined)
  }
  useCommands({
    'list.next': rows.length > 0 ? () => move(1) : undefined,
    'list.previous': rows.length > 0 ? () => move(-1) : undefined,
    'list.open': openId === undefined && rows.length > 0 ? () => open(rows[Math.max(at, 0)]?.id) : undefined,
    'nav.back': openId === undefined ? undefined : () => open(undefined),
  })
  return (
    <div className="flex min-h-0 flex-1">
      <h1 className="sr-only">{text('followups')}</h1>
      <FollowUpList
        view={view}
        list={list}
        openId={openId}
        activeIndex={at}
        className={classes('w-96 shrink-0 max-md:w-full md:max-lg:w-80', openId !== undefined && 'max-md:hidden')}
      />
      {openId === undefined ? (
        <div className="flex min-w-0 flex-1 flex-col justify-center max-md:hidden">
          {rows.length > 0 && (
            <EmptyState icon={PhoneCall} title={text('choose-one')}>
              {text('choose-one-detail')}
            </EmptyState>
          )}
        </div>
      ) : (
        <FollowUpView key={openId} id={openId} search={search} />
      )}
    </div>
  )
}
