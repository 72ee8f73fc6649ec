import { useQuery } from '@tanstack/react-query'
import { Plus, Timer } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Table } from '../../../ui/Table.tsx'
import { useSettingsAddress } from '../address.ts'
import { found } from '../found.ts'
import { ItemLink } from '../ItemLink.tsx'
import { useConditionWords } from './conditionWords.ts'
import { LimitExplainer } from './LimitExplainer.tsx'
import { useLimitWords } from './limits.ts'
import { PolicyDialog } from './PolicyDialog.tsx'
import { type Policy, policiesQuery } from './policies.ts'

/** Which limits hold for which tickets. */
export function PoliciesPage({ item }: { readonly item: string | undefined }) {
  const text = useText('sla')
  const desk = useText('tickets')
  const title = useText('settings')('policies')
  const mayWrite = useMay('sla.write')
  const { q, open, search } = useSettingsAddress('policies')
  const policies = useQuery(policiesQuery)
  const conditionsOf = useConditionWords()
  const span = useLimitWords()
  const limitsOf = (policy: Policy): string =>
    policy.targets.map((target) => `${desk(`measure.${target.measure}`)} ${span(target.limitSeconds)}`).join(' · ')
  const shown = policies.data?.filter((policy) => found(q, [policy.name, ...conditionsOf(policy), limitsOf(policy)]))
  const add = mayWrite && (
    <Button tone="primary" icon={Plus} onClick={() => open('new')}>
      {text('add-policy')}
    </Button>
  )
  const conditions = (policy: Policy) => (
    <span className="flex flex-wrap gap-1">
      {conditionsOf(policy).map((condition) => (
        <Badge key={condition} tone="outline">
          {condition}
        </Badge>
      ))}
      {policy.ceiling && <Badge tone="warn">{text('ceiling-badge')}</Badge>}
    </span>
  )
  return (
    <>
      <PageHeader title={title} description={text('policies-detail')} actions={policies.data?.length !== 0 && add} />
      <SearchField label={text('search-policies')} value={q} onSearch={search} />
      {policies.isError ? (
        <ErrorState error={policies.error} onRetry={() => void policies.refetch()} />
      ) : (
        <Table
          label={title}
          rows={shown}
          rowKey={(policy) => policy.id}
          columns={[
            {
              name: 'name',
              title: text('name'),
              cell: (policy) => <ItemLink page="policies" item={policy.id} label={policy.name} />,
            },
            { name: 'conditions', title: text('conditions'), cell: conditions, wideOnly: true },
            {
              name: 'limits',
              title: text('limits'),
              cell: (policy) => <span className="text-sm">{limitsOf(policy)}</span>,
            },
            {
              name: 'state',
              title: text('state'),
              width: 'w-20',
              cell: (policy) =>
                policy.active ? <Badge tone="ok">{text('active')}</Badge> : <Badge>{text('inactive')}</Badge>,
            },
          ]}
          empty={
            q ? (
              <EmptyState icon={Timer} title={text('none-found')} />
            ) : (
              <EmptyState icon={Timer} title={text('no-policies')} actions={add}>
                {text('no-policies-detail')}
              </EmptyState>
            )
          }
        />
      )}
      <LimitExplainer />
      {item && <PolicyDialog item={item} onClose={() => open(undefined)} />}
    </>
  )
}
