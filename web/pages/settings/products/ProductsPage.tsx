import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileUp, Plus, Tags } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { useSettingsAddress } from '../address.ts'
import { CostDialog } from './CostDialog.tsx'
import { CostHistory } from './CostHistory.tsx'
import type { Product } from './costs.ts'
import { ProductTable } from './ProductTable.tsx'

/** Products and what a piece of each costs. */
export function ProductsPage({ item }: { readonly item: string | undefined }) {
  const text = useText('products')
  const title = useText('settings')('products')
  const mayWrite = useMay('products.write')
  const { q, tab, open, search, show } = useSettingsAddress('products')
  const [shown, setShown] = useState<Product>()
  const [chosen, setChosen] = useState<string>()
  const withoutCost = tab === 'without-cost'
  const list = usePages(['products', q, withoutCost], (after) =>
    answered(
      api.GET('/api/products', {
        params: { query: { limit: 50, ...(q && { search: q }), ...(withoutCost && { withoutCost: true }), ...after } },
      }),
    ),
  )
  const formats = useFormats('UTC')
  const counts = useQuery({
    queryKey: ['products', 'counts'],
    queryFn: () => answered(api.GET('/api/products/counts')),
  }).data
  const counted = (words: string, count: number | undefined) => (
    <>
      {words}
      {count !== undefined && (
        <span className="ml-1.5 font-normal text-muted tabular-nums">{formats.number(count)}</span>
      )}
    </>
  )
  const add = mayWrite && (
    <Button tone="primary" icon={Plus} onClick={() => open('new')}>
      {text('add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={title} description={text('detail')} actions={add} />
      <Tabs
        label={text('filter')}
        value={withoutCost ? 'without-cost' : 'all'}
        tabs={[
          { value: 'all', label: counted(text('all'), counts?.all) },
          { value: 'without-cost', label: counted(text('without-cost'), counts?.withoutCost) },
        ]}
        onValue={show}
      >
        <div className="flex flex-col gap-4 pt-4">
          <SearchField label={text('search')} value={q} onSearch={search} />
          {list.error && !list.rows ? (
            <ErrorState error={list.error} onRetry={list.retry} />
          ) : (
            <ProductTable
              label={title}
              list={list}
              onShow={setShown}
              empty={<NoProducts words={q} withoutCost={withoutCost} />}
            />
          )}
        </div>
      </Tabs>
      {shown && (
        <CostHistory
          product={shown}
          onAdd={
            mayWrite
              ? () => {
                  setShown(undefined)
                  setChosen(shown.sku)
                  open('new')
                }
              : undefined
          }
          onClose={() => setShown(undefined)}
        />
      )}
      {item === 'new' && mayWrite && (
        <CostDialog
          sku={chosen ?? q}
          onClose={() => {
            setChosen(undefined)
            open(undefined)
          }}
        />
      )}
    </>
  )
}

function NoProducts({ words, withoutCost }: { readonly words: string; readonly withoutCost: boolean }) {
  const text = useText('products')
  const mayImport = useMay('imports.run')
  if (words)
    return (
      <EmptyState icon={Tags} title={text('none-found', { words })}>
        {text('none-found-detail')}
      </EmptyState>
    )
  if (withoutCost)
    return (
      <EmptyState icon={Tags} title={text('all-have-costs')}>
        {text('all-have-costs-detail')}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={Tags}
      title={text('empty')}
      actions={
        mayImport && (
          <Link
            to="/settings/{-$page}/{-$item}"
            params={{ page: 'imports', item: undefined }}
            className="inline-flex h-9 items-center gap-2 rounded-lg border border-line bg-surface px-3.5 shadow-card hover:bg-hover pointer-coarse:min-h-11"
          >
            <FileUp aria-hidden className="size-4" />
            {text('import-costs')}
          </Link>
        )
      }
    >
      {text('empty-detail')}
    </EmptyState>
  )
}
