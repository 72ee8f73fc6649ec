import { useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { Loading } from './Loading.tsx'
import { PolicyList } from './PolicyList.tsx'

/** The editor is no part of the list: it is fetched with the first policy that is opened. */
const PolicyView = lazy(async () => ({ default: (await import('./PolicyView.tsx')).PolicyView }))

const from = '/app/returns/policies/{-$policy}'

/** The return policies, or the opened one. */
export function PoliciesPage() {
  const { policy } = useParams({ from })
  const search = useSearch({ from })
  if (!useMay('policies.read')) return <Forbidden permission="policies.read" />
  if (policy === undefined) return <PolicyList />
  return (
    <Suspense fallback={<Loading />}>
      <PolicyView key={policy} policyKey={policy} search={search} />
    </Suspense>
  )
}
