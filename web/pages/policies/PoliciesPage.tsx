import { useParams, useSearch } from '@tanstack/react-router'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { PolicyList } from './PolicyList.tsx'
import { PolicyView } from './PolicyView.tsx'

const from = '/app/returns/policies/{-$policy}'

/** The return policies, or the opened one. */
export function PoliciesPage() {
  const { policy } = useParams({ from })
  const search = useSearch({ from })
  if (!useMay('policies.read')) return <Forbidden permission="policies.read" />
  return policy === undefined ? <PolicyList /> : <PolicyView key={policy} policyKey={policy} search={search} />
}
