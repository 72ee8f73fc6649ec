import { useId } from 'react'
import { useText } from '../../../i18n/text.ts'
import { Picks } from '../Picks.tsx'
import { useStoreNames } from '../stores/storeNames.ts'

interface StorePicksProps {
  readonly allStores: boolean
  readonly storeIds: readonly string[]
  readonly error?: string | undefined
  readonly onChange: (change: { allStores?: boolean; storeIds?: string[] }) => void
}

/** All stores, or some of them. */
export function StorePicks({ allStores, storeIds, error, onChange }: StorePicksProps) {
  const text = useText('members')
  const group = useId()
  const { choices } = useStoreNames()
  const radio = (all: boolean, label: string) => (
    <label className="flex min-h-6 items-center gap-2.5 pointer-coarse:min-h-11">
      <input
        type="radio"
        name={group}
        className="size-4.5 accent-accent"
        checked={allStores === all}
        onChange={() => onChange({ allStores: all })}
      />
      {label}
    </label>
  )
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{text('stores')}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1.5">
        {radio(true, text('all-stores'))}
        {radio(false, text('some-stores'))}
      </div>
      {!allStores && (
        <div className="mt-2 flex flex-col gap-2">
          {storeIds.length === 0 && <p className="text-sm text-warn-ink">{text('no-stores')}</p>}
          <Picks
            label={text('add-store')}
            choices={choices}
            values={storeIds}
            onValues={(chosen) => onChange({ storeIds: chosen })}
          />
        </div>
      )}
      {error && (
        <p role="alert" className="mt-1.5 text-sm text-danger-ink">
          {error}
        </p>
      )}
    </fieldset>
  )
}
