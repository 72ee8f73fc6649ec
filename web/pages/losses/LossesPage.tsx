import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../i18n/text.ts'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Ledger } from './Ledger.tsx'
import { LossFilters } from './LossFilters.tsx'
import { RateView } from './RateView.tsx'

/** What returns cost: the rate first, and every line behind it. */
export function LossesPage() {
  return useMay('losses.read') ? <Losses /> : <Forbidden permission="losses.read" />
}

function Losses() {
  const text = useText('losses')
  const search = useSearch({ from: '/app/losses' })
  const navigate = useNavigate()
  useTitle(text('title'))
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 p-6 max-md:p-4">
        <PageHeader title={text('title')} description={`${text('detail')} ${text('not-personal')}`} />
        <Tabs
          label={text('tabs')}
          value={search.tab ?? 'rate'}
          tabs={[
            { value: 'rate', label: text('tab-rate') },
            { value: 'ledger', label: text('tab-ledger') },
          ]}
          onValue={(tab) => {
            const { tab: _, line: __, state: ___, ...kept } = search
            void navigate({ to: '/losses', search: tab === 'ledger' ? { ...kept, tab } : kept })
          }}
        >
          <div className="flex flex-col gap-4 pt-4">
            <LossFilters search={search} />
            {search.tab === 'ledger' ? <Ledger search={search} /> : <RateView search={search} />}
          </div>
        </Tabs>
      </div>
    </div>
  )
}
