import { Plus, Store as StoreIcon } from 'lucide-react'
import { answered, api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { useFormats } from '../../../i18n/formats.ts'
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
import { ItemLink } from '../ItemLink.tsx'
import { useMarketplaces } from '../marketplaces/marketplaces.ts'
import { StoreDialog } from './StoreDialog.tsx'

/** The seller accounts of the workspace. */
export function StoresPage({ item }: { readonly item: string | undefined }) {
  const text = useText('stores')
  const title = useText('settings')('stores')
  const formats = useFormats()
  const mayWrite = useMay('stores.write')
  const { q, open, search } = useSettingsAddress('stores')
  const { nameOf } = useMarketplaces()
  const list = usePages(['stores', 'list', q], (after) =>
    answered(api.GET('/api/stores', { params: { query: { limit: 50, ...(q && { search: q }), ...after } } })),
  )
  const add = mayWrite && (
    <Button tone="primary" icon={Plus} onClick={() => open('new')}>
      {text('add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={title} description={text('stores-detail')} actions={(q || list.rows?.length !== 0) && add} />
      <SearchField label={text('search-stores')} value={q} onSearch={search} />
      {list.error ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : (
        <Table
          label={title}
          rows={list.rows}
          more={list.more}
          rowKey={(store) => store.id}
          columns={[
            {
              name: 'name',
              title: text('name'),
              cell: (store) => <ItemLink page="stores" item={store.id} label={store.name} />,
            },
            { name: 'marketplace', title: text('marketplace'), cell: (store) => nameOf(store.marketplace) },
            {
              name: 'seller',
              title: text('seller-id'),
              cell: (store) => <span className="font-mono text-sm">{store.externalSellerId ?? '—'}</span>,
              wideOnly: true,
            },
            {
              name: 'language',
              title: text('language'),
              cell: (store) => formats.languageName(store.defaultLanguage),
              wideOnly: true,
            },
            {
              name: 'state',
              title: text('state'),
              width: 'w-24',
              cell: (store) =>
                store.active ? <Badge tone="ok">{text('active')}</Badge> : <Badge>{text('inactive')}</Badge>,
            },
          ]}
          empty={
            q ? (
              <EmptyState icon={StoreIcon} title={text('none-found', { words: q })}>
                {text('none-found-detail')}
              </EmptyState>
            ) : (
              <EmptyState icon={StoreIcon} title={text('no-stores')} actions={add}>
                {text('no-stores-detail')}
              </EmptyState>
            )
          }
        />
      )}
      {item && <StoreDialog item={item} onClose={() => open(undefined)} />}
    </>
  )
}
