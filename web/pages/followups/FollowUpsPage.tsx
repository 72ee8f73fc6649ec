import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { PhoneCall } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { ListBeside, useListKeys } from '../../parts/ListBeside.tsx'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
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
  const list = usePages(['follow-ups', view], (after) =>
    answered(api.GET('/api/follow-ups', { params: { query: { view, limit: 50, ...after } } })),
  )
  const rows = list.rows ?? []
  const open = (followUp: string | undefined, replace = false): void =>
    void navigate({ to, params: { followUp }, search, replace })
  const activeIndex = useListKeys({ rows, openId, open })
  return (
    <ListBeside
      title={text('followups')}
      list={(className) => (
        <FollowUpList view={view} list={list} openId={openId} activeIndex={activeIndex} className={className} />
      )}
      hint={
        rows.length > 0 ? { icon: PhoneCall, title: text('choose-one'), detail: text('choose-one-detail') } : undefined
      }
    >
      {openId === undefined ? undefined : <FollowUpView key={openId} id={openId} search={search} />}
    </ListBeside>
  )
}
