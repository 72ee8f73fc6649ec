import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Microscope } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { useLive } from '../../api/live.ts'
import { usePages } from '../../api/pages.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { ListBeside, useListKeys } from '../../parts/ListBeside.tsx'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { AnomalyList } from './AnomalyList.tsx'
import { AnomalyView } from './AnomalyView.tsx'
import { lookQuery } from './anomalies.ts'
import type { AnomalySearch } from './search.ts'

const from = '/app/root-causes/{-$anomaly}'
const to = '/root-causes/{-$anomaly}'

/** SKUs that come back too often, and the opened one beside them. */
export function RootCausesPage() {
  const text = useText('rootcauses')
  useTitle(text('rootcauses'))
  if (!useMay('rootcauses.read')) return <Forbidden permission="rootcauses.read" />
  return <Anomalies />
}

function Anomalies() {
  const { anomaly: openId } = useParams({ from })
  const search: AnomalySearch = useSearch({ from })
  const { view = 'open' } = search
  const text = useText('rootcauses')
  const navigate = useNavigate()
  const list = usePages(['anomalies', view], (after) =>
    answered(api.GET('/api/anomalies', { params: { query: { view, limit: 50, ...after } } })),
  )
  useLive('anomaly', () => {
    void queries.invalidateQueries({ queryKey: ['anomalies'] })
    void queries.invalidateQueries({ queryKey: lookQuery.queryKey })
  })
  const rows = list.rows ?? []
  const open = (anomaly: string | undefined, replace = false): void =>
    void navigate({ to, params: { anomaly }, search, replace })
  const activeIndex = useListKeys({ rows, openId, open })
  return (
    <ListBeside
      title={text('rootcauses')}
      list={(className) => (
        <AnomalyList view={view} list={list} openId={openId} activeIndex={activeIndex} className={className} />
      )}
      hint={
        rows.length > 0 ? { icon: Microscope, title: text('choose-one'), detail: text('choose-one-detail') } : undefined
      }
    >
      {openId === undefined ? undefined : <AnomalyView key={openId} id={openId} search={search} />}
    </ListBeside>
  )
}
