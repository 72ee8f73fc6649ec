import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { answered, api, changesNothing } from '../../../api/client.ts'
import { ProblemError } from '../../../api/problem.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Card, Facts } from '../../../ui/Card.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import type { Levels } from './levels.ts'

const tiers = ['new', 'returning', 'regular', 'key'] as const
const risks = ['none', 'watch', 'high'] as const

/** How many customers each level would have, by what is typed; said to be an estimate where it is one. */
export function LevelPreview({ wanted }: { readonly wanted: Levels | undefined }) {
  const text = useText('customerLevels')
  const customers = useText('customers')
  const formats = useFormats()
  const asked = useDeferredValue(wanted)
  const preview = useQuery({
    queryKey: ['customer-threshold-preview', asked],
    queryFn: () =>
      asked
        ? answered(api.POST('/api/customer-threshold-previews', { body: asked, headers: changesNothing }))
        : Promise.resolve(null),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  })
  const found = preview.data
  const isRefused = preview.error instanceof ProblemError
  const isEstimate = found != null && found.lookedAt < found.customers
  const count = (many: number) =>
    isEstimate && many > 0 ? text('about', { count: formats.number(many) }) : formats.number(many)
  return (
    <Card title={text('preview')}>
      {wanted === undefined || isRefused ? (
        <p className="text-muted">{text('preview-wrong')}</p>
      ) : preview.isError ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : !found ? (
        <SkeletonLines lines={4} />
      ) : found.customers === 0 ? (
        <p className="text-muted">{text('nobody')}</p>
      ) : (
        <div aria-live="polite" className="flex flex-col gap-3">
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Facts rows={tiers.map((tier) => ({ name: customers(`tier.${tier}`), value: count(found.tiers[tier]) }))} />
            <Facts rows={risks.map((risk) => ({ name: customers(`risk.${risk}`), value: count(found.risks[risk]) }))} />
          </div>
          <p className="text-sm text-muted">
            {isEstimate
              ? text('preview-estimate', {
                  looked: formats.number(found.lookedAt),
                  count: formats.number(found.customers),
                })
              : text('preview-exact', { count: found.customers })}
          </p>
        </div>
      )}
    </Card>
  )
}
