import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { FlaskConical } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { ListBeside, useListKeys } from '../../parts/ListBeside.tsx'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { ExperimentList } from './ExperimentList.tsx'
import { ExperimentView } from './ExperimentView.tsx'

/** Fetched when one plans an experiment. */
const ExperimentDialog = lazy(async () => ({ default: (await import('./ExperimentDialog.tsx')).ExperimentDialog }))

const from = '/app/returns/experiments/{-$experiment}'
const to = '/returns/experiments/{-$experiment}'

/** The experiments, and the opened one beside them. */
export function ExperimentsPage() {
  const text = useText('experiments')
  useTitle(text('experiments'))
  return useMay('experiments.read') ? <Experiments /> : <Forbidden permission="experiments.read" />
}

function Experiments() {
  const { experiment: openId } = useParams({ from })
  const search = useSearch({ from })
  const { view = 'open' } = search
  const text = useText('experiments')
  const navigate = useNavigate()
  const mayWrite = useMay('experiments.write')
  const mayChoose = useMay('policies.read')
  const [adding, setAdding] = useState(false)
  const list = usePages(['experiments', view], (after) =>
    answered(api.GET('/api/experiments', { params: { query: { view, limit: 50, ...after } } })),
  )
  const rows = list.rows ?? []
  const open = (experiment: string | undefined, replace = false): void =>
    void navigate({ to, params: { experiment }, search, replace })
  const activeIndex = useListKeys({ rows, openId, open })
  return (
    <>
      <ListBeside
        title={text('experiments')}
        list={(className) => (
          <ExperimentList
            view={view}
            list={list}
            openId={openId}
            activeIndex={activeIndex}
            onAdd={mayWrite && mayChoose ? () => setAdding(true) : undefined}
            className={className}
          />
        )}
        hint={
          rows.length > 0
            ? { icon: FlaskConical, title: text('choose-one'), detail: text('choose-one-detail') }
            : undefined
        }
      >
        {openId === undefined ? undefined : <ExperimentView key={openId} id={openId} search={search} />}
      </ListBeside>
      {adding && (
        <Suspense>
          <ExperimentDialog
            experiment={undefined}
            onClose={(saved) => {
              setAdding(false)
              if (saved) open(saved.id)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
