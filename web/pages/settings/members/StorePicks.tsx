import { X } from 'lucide-react'
import { useId } from 'react'
import { useText } from '../../../i18n/text.ts'
import { Combobox } from '../../../ui/Combobox.tsx'
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
  const chosen = choices.filter((choice) => storeIds.includes(choice.value))
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
          {chosen.length > 0 && (
            <ul className="flex flex-wrap gap-1.5">
              {chosen.map((store) => (
                <li
                  key={store.value}
                  className="inline-flex items-center gap-1 rounded-md bg-neutral-soft py-0.5 pr-0.5 pl-2 text-sm"
                >
                  {store.label} <span className="text-muted">{store.hint}</span>
                  <button
                    type="button"
                    aria-label={text('take-away', { name: store.label })}
                    className="flex size-6 items-center justify-center rounded hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:min-w-11"
                    onClick={() => onChange({ storeIds: storeIds.filter((id) => id !== store.value) })}
                  >
                    <X aria-hidden className="size-3.5" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          {storeIds.length === 0 && <p className="text-sm text-warn-ink">{text('no-stores')}</p>}
          <Combobox
            label={text('add-store')}
            value={null}
            choices={choices.filter((choice) => !storeIds.includes(choice.value))}
            onValue={(id) => onChange({ storeIds: [...storeIds, id] })}
            className="max-w-sm"
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
