import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { History } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { ListBeside, useListKeys } from '../../parts/ListBeside.tsx'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { ReplayList } from './ReplayList.tsx'
import { ReplayView } from './ReplayView.tsx'
import { againWhileOpen } from './replays.ts'

/** Fetched when one starts a replay. */
const NewReplayDialog = lazy(async () => ({ default: (await import('./NewReplayDialog.tsx')).NewReplayDialog }))

const from = '/app/returns/replays/{-$replay}'
const to = '/returns/replays/{-$replay}'

/** The replays, and the opened one beside them. */
export function ReplaysPage() {
  const text = useText('replays')
  useTitle(text('replays'))
  return useMay('replays.read') ? <Replays /> : <Forbidden permission="replays.read" />
}

function Replays() {
  const { replay: openId } = useParams({ from })
  const search = useSearch({ from })
  const { version } = search
  const text = useText('replays')
  const navigate = useNavigate()
  const mayRun = useMay('replays.run')
  const mayChoose = useMay('policies.read')
  const [adding, setAdding] = useState(false)
  const list = usePages(
    ['replays', version ?? ''],
    (after) =>
      answered(
        api.GET('/api/replays', { params: { query: { limit: 50, ...after, ...(version && { versionId: version }) } } }),
      ),
    againWhileOpen,
  )
  const rows = list.rows ?? []
  const open = (replay: string | undefined, replace = false): void =>
    void navigate({ to, params: { replay }, search, replace })
  const activeIndex = useListKeys({ rows, openId, open })
  return (
    <>
      <ListBeside
        title={text('replays')}
        list={(className) => (
          <ReplayList
            search={search}
            list={list}
            openId={openId}
            activeIndex={activeIndex}
            onAdd={mayRun && mayChoose ? () => setAdding(true) : undefined}
            className={className}
          />
        )}
        hint={
          rows.length > 0 ? { icon: History, title: text('choose-one'), detail: text('choose-one-detail') } : undefined
        }
      >
        {openId === undefined ? undefined : <ReplayView key={openId} id={openId} search={search} />}
      </ListBeside>
      {adding && (
        <Suspense>
          <NewReplayDialog
            version={version}
            onClose={(begun) => {
              setAdding(false)
              if (begun) open(begun.id)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
