import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../../i18n/formats.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { NotFound } from '../../../shell/Standstill.tsx'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card, Facts } from '../../../ui/Card.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { BackLink } from '../BackLink.tsx'
import { MarketplaceForm } from './MarketplaceForm.tsx'
import { useMarketplaces } from './marketplaces.ts'
import { RuleList } from './RuleList.tsx'

/** One marketplace: how it is known, and its rules. */
export function MarketplaceView({ code }: { readonly code: string }) {
  const text = useText('stores')
  const language = useLanguage()
  const formats = useFormats()
  const mayWrite = useMay('stores.write')
  const { query, of } = useMarketplaces()
  const [editing, setEditing] = useState(false)
  const place = of(code)
  if (query.isPending) return <SkeletonLines lines={8} />
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!place) return <NotFound />
  const lines = (values: readonly string[]) => (values.length > 0 ? values.join(', ') : '—')
  return (
    <>
      <BackLink page="marketplaces" label={text('all-marketplaces')} />
      <PageHeader
        title={place.name[language]}
        actions={
          mayWrite && (
            <Button icon={Pencil} onClick={() => setEditing(true)}>
              {text('edit-marketplace')}
            </Button>
          )
        }
      />
      <Card>
        <Facts
          rows={[
            { name: text('languages'), value: place.languages.map(formats.languageName).join(' · ') },
            { name: text('currency'), value: place.currency },
            { name: text('zone'), value: place.zone.replaceAll('_', ' ') },
            { name: text('mail-domains'), value: <code className="font-mono">{lines(place.mailDomains)}</code> },
            { name: text('notice-domains'), value: <code className="font-mono">{lines(place.noticeDomains)}</code> },
            {
              name: text('order-numbers'),
              value: <code className="font-mono">{lines(place.orderNumberPatterns)}</code>,
            },
          ]}
        />
      </Card>
      <RuleList place={place} />
      <Dialog open={editing} onOpen={setEditing} title={text('edit-marketplace')}>
        <MarketplaceForm place={place} onDone={() => setEditing(false)} />
      </Dialog>
    </>
  )
}
