import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Handshake } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useLive } from '../../api/live.ts'
import { usePages } from '../../api/pages.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { AskDialog } from '../../parts/actions/AskDialog.tsx'
import { actionQuery } from '../../parts/actions/actions.ts'
import { ListBeside, useListKeys } from '../../parts/ListBeside.tsx'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { ActionList } from './ActionList.tsx'
import { ActionView } from './ActionView.tsx'
import type { ActionSearch } from './search.ts'

const from = '/app/actions/{-$action}'
const to = '/actions/{-$action}'

/** What is asked of departments, and the opened action beside it. */
export function ActionsPage() {
  const text = useText('actions')
  useTitle(text('actions'))
  if (!useMay('actions.read')) return <Forbidden permission="actions.read" />
  return <Actions />
}

function Actions() {
  const { action: openId } = useParams({ from })
  const search: ActionSearch = useSearch({ from })
  const { view = 'open' } = search
  const text = useText('actions')
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const list = usePages(['actions', view], (after) =>
    answered(api.GET('/api/actions', { params: { query: { view, limit: 50, ...after } } })),
  )
  useLive('action', ({ id }) => {
    void queries.invalidateQueries({ queryKey: ['actions'] })
    void queries.invalidateQueries({ queryKey: actionQuery(id).queryKey })
  })
  const rows = list.rows ?? []
  const open = (action: string | undefined, replace = false): void =>
    void navigate({ to, params: { action }, search, replace })
  const activeIndex = useListKeys({ rows, openId, open })
  return (
    <>
      <ListBeside
        title={text('actions')}
        list={(className) => (
          <ActionList
            view={view}
            list={list}
            openId={openId}
            activeIndex={activeIndex}
            onAsk={() => setAsking(true)}
            className={className}
          />
        )}
        hint={
          rows.length > 0
            ? { icon: Handshake, title: text('choose-one'), detail: text('choose-one-detail') }
            : undefined
        }
      >
        {openId === undefined ? undefined : <ActionView key={openId} id={openId} search={search} />}
      </ListBeside>
      {asking && (
        <AskDialog
          attaches
          send={(asked, evidence) => answered(api.POST('/api/actions', { body: { ...asked, evidence } }))}
          onAsked={({ id }) => {
            setAsking(false)
            open(id)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
