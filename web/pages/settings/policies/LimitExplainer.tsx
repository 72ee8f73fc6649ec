import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { useText } from '../../../i18n/text.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { useSettingsAddress } from '../address.ts'
import { Section } from '../Section.tsx'
import { ConditionFields, type Conditions } from './ConditionFields.tsx'
import { useLimitWords } from './limits.ts'

/** Says which policy decides each measure of a ticket with given facts, and why that one. */
export function LimitExplainer() {
  const text = useText('sla')
  const desk = useText('tickets')
  const span = useLimitWords()
  const { open } = useSettingsAddress('policies')
  const [facts, setFacts] = useState<Conditions>({
    kind: 'inquiry',
    priority: 'normal',
    storeId: null,
    marketplaceKind: null,
    channelKind: null,
  })
  const query = {
    kind: facts.kind ?? 'inquiry',
    priority: facts.priority ?? 'normal',
    ...(facts.storeId && { storeId: facts.storeId }),
    ...(facts.marketplaceKind && { marketplaceKind: facts.marketplaceKind }),
    ...(facts.channelKind && { channelKind: facts.channelKind }),
  }
  const decisions = useQuery({
    queryKey: ['sla-policies', 'decisions', query],
    queryFn: () => answered(api.GET('/api/sla-policies/decisions', { params: { query } })),
    placeholderData: (before) => before,
  })
  return (
    <Section title={text('explain')}>
      <p className="mb-3 text-muted">{text('explain-detail')}</p>
      <ConditionFields definite conditions={facts} onChange={(change) => setFacts({ ...facts, ...change })} />
      <div aria-live="polite" className="mt-4">
        {decisions.isPending && <SkeletonLines />}
        {decisions.isError && <ErrorState error={decisions.error} onRetry={() => void decisions.refetch()} />}
        {decisions.data?.length === 0 && <p className="text-muted">{text('no-limit-holds')}</p>}
        <ul>
          {decisions.data?.map((decision) => (
            <li key={decision.measure} className="grid gap-x-4 border-t border-line py-2 sm:grid-cols-[9rem_6rem_1fr]">
              <span className="font-medium">{desk(`measure.${decision.measure}`)}</span>
              <span className="font-semibold tabular-nums">{span(decision.limitSeconds)}</span>
              <span className="min-w-0">
                <button
                  type="button"
                  className="rounded text-left font-medium underline-offset-2 hover:underline"
                  onClick={() => open(decision.policyId)}
                >
                  {decision.policyName}
                </button>
                <span className="block text-sm text-muted">
                  {decision.because.length > 0
                    ? `${text('because')} ${decision.because.map((each) => text(`because-${each}`)).join(' · ')}`
                    : text('because-nothing')}
                  {decision.insteadOf.length > 0 &&
                    ` — ${text('instead-of', { names: decision.insteadOf.join(', ') })}`}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
