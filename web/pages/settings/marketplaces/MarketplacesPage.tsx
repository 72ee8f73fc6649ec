import { Globe } from 'lucide-react'
import { useFormats } from '../../../i18n/formats.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Table } from '../../../ui/Table.tsx'
import { useSettingsAddress } from '../address.ts'
import { found } from '../found.ts'
import { ItemLink } from '../ItemLink.tsx'
import { MarketplaceView } from './MarketplaceView.tsx'
import { useMarketplaces } from './marketplaces.ts'

/** The marketplaces and what each asks of its sellers. */
export function MarketplacesPage({ item }: { readonly item: string | undefined }) {
  return item ? <MarketplaceView code={item} /> : <MarketplaceList />
}

function MarketplaceList() {
  const text = useText('stores')
  const title = useText('settings')('marketplaces')
  const language = useLanguage()
  const formats = useFormats()
  const { q, search } = useSettingsAddress('marketplaces')
  const { query, all } = useMarketplaces()
  const shown =
    query.data && all.filter((place) => found(q, [place.name.en, place.name['zh-CN'], place.code, place.currency]))
  return (
    <>
      <PageHeader title={title} description={text('marketplaces-detail')} />
      <SearchField label={text('search-marketplaces')} value={q} onSearch={search} />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Table
          label={title}
          rows={shown}
          rowKey={(place) => place.code}
          columns={[
            {
              name: 'name',
              title: text('marketplace'),
              cell: (place) => <ItemLink page="marketplaces" item={place.code} label={place.name[language]} />,
            },
            {
              name: 'languages',
              title: text('languages'),
              cell: (place) => place.languages.map(formats.languageName).join(' · '),
            },
            { name: 'currency', title: text('currency'), cell: (place) => place.currency, wideOnly: true },
            { name: 'zone', title: text('zone'), cell: (place) => place.zone.replaceAll('_', ' '), wideOnly: true },
          ]}
          empty={<EmptyState icon={Globe} title={text('none-found', { words: q })} />}
        />
      )}
    </>
  )
}
