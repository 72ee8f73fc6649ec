import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card, Facts } from '../../../ui/Card.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { LimitsCard } from './LimitsCard.tsx'
import { RefundFileCard } from './RefundFileCard.tsx'
import { settingsQuery } from './settings.ts'
import { TermsDialog } from './TermsDialog.tsx'
import type { Terms } from './terms.ts'

/** What returns are settled by: terms of each store, limits of each role, and refunds that Amazon must be told of. */
export function ReturnSettingsPage() {
  const text = useText('returnsBoard')
  const settings = useQuery(settingsQuery)
  return (
    <>
      <PageHeader title={useText('settings')('returns')} description={text('settings-detail')} />
      {settings.isPending && <SkeletonLines lines={8} />}
      {settings.isError && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && (
        <div className="flex flex-col gap-4">
          <TermsCard terms={settings.data.terms} />
          <LimitsCard key={JSON.stringify(settings.data.limits)} limits={settings.data.limits} />
          <RefundFileCard />
        </div>
      )}
    </>
  )
}

function TermsCard({ terms }: { readonly terms: readonly Terms[] }) {
  const text = useText('returnsBoard')
  const formats = useFormats()
  const mayWrite = useMay('returns.write')
  const [edited, setEdited] = useState<Terms>()
  const money = (amount: number | null, currency: string): string =>
    amount === null ? text('not-known') : formats.money(amount, currency)
  return (
    <Card title={text('terms')}>
      <p className="mb-3 text-sm text-muted">{text('terms-detail')}</p>
      {terms.length === 0 && <p className="text-muted">{text('no-stores')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {terms.map((store) => (
          <li key={store.storeId} className="flex flex-wrap items-start gap-3 py-3 first:pt-0 last:pb-0">
            <div className="flex min-w-56 flex-1 flex-col gap-1.5">
              <h3 className="text-base">{store.storeName}</h3>
              <p className="text-sm whitespace-pre-line text-muted">{store.returnAddress || text('no-address')}</p>
            </div>
            <Facts
              rows={[
                { name: text('outbound-shipping'), value: money(store.outboundShipping, store.currency) },
                { name: text('return-shipping'), value: money(store.returnShipping, store.currency) },
                { name: text('restocking-cost'), value: money(store.restockingCost, store.currency) },
              ]}
            />
            {mayWrite && (
              <Button size="small" onClick={() => setEdited(store)}>
                {text('terms-edit')}
                <span className="sr-only">{store.storeName}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {edited && <TermsDialog terms={edited} onClose={() => setEdited(undefined)} />}
    </Card>
  )
}
