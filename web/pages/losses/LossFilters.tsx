import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { storesQuery } from '../../parts/desk.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { useGroupName } from './figures.ts'
import { bases, type Cut, cutNames, cuts, type LossSearch, lineStates, readLossSearch, steps } from './search.ts'

const all = 'all'

/** The period, the store and the basis; below, what else the figures are narrowed to. */
export function LossFilters({ search }: { readonly search: LossSearch }) {
  const text = useText('losses')
  const navigate = useNavigate()
  const stores = useQuery({ ...storesQuery, enabled: useMay('stores.read') })
  const isLedger = search.tab === 'ledger'
  const narrow = (change: { readonly [Name in keyof LossSearch]?: string | undefined }): void =>
    void navigate({ to: '/losses', search: readLossSearch({ ...search, line: undefined, ...change }), replace: true })
  const wanted = (value: string): string | undefined => (value === all ? undefined : value)
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap">
        {!isLedger && search.basis !== 'ordered' && (
          <Field label={text('filter-by')} className="md:w-28">
            <Select
              value={search.by ?? 'week'}
              options={steps.map((value) => ({ value, label: text(`by.${value}`) }))}
              onValue={(by) => narrow({ by: by === 'week' ? undefined : by, from: undefined, until: undefined })}
            />
          </Field>
        )}
        {(['from', 'until'] as const).map((name) => (
          <Field key={name} label={text(`filter-${name}`)} className="md:w-40">
            <Input
              type="date"
              value={search[name] ?? ''}
              {...(name === 'until' && search.from ? { min: search.from } : {})}
              onChange={(event) => narrow({ [name]: event.target.value || undefined })}
            />
          </Field>
        ))}
        <Field label={text('filter-store')} className="md:w-44">
          <Select
            value={search.store ?? all}
            options={[
              { value: all, label: text('every-store') },
              ...(stores.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onValue={(value) => narrow({ store: wanted(value) })}
          />
        </Field>
        <Field label={text('filter-basis')} className="md:w-52">
          <Select
            value={search.basis ?? 'booked'}
            options={bases.map((value) => ({ value, label: text(`basis.${value}`) }))}
            onValue={(basis) => narrow({ basis })}
          />
        </Field>
        {isLedger && (
          <Field label={text('filter-state')} className="md:w-36">
            <Select
              value={search.state ?? all}
              options={[
                { value: all, label: text('every-state') },
                ...lineStates.map((value) => ({ value, label: text(`state.${value}`) })),
              ]}
              onValue={(value) => narrow({ state: wanted(value) })}
            />
          </Field>
        )}
      </div>
      <Narrowed search={search} onRemove={(cut) => narrow({ [cut]: undefined })} />
    </div>
  )
}

/** What a figure was narrowed to by a click, each to be taken away again. */
function Narrowed({
  search,
  onRemove,
}: {
  readonly search: LossSearch
  readonly onRemove: (cut: Cut | 'without') => void
}) {
  const text = useText('losses')
  const nameOf = useGroupName()
  const found = cutNames.flatMap((cut) => {
    const value = search[cut]
    return value === undefined || cut === 'store'
      ? []
      : [{ cut, name: `${text(`group.${cuts[cut]}`)}: ${nameOf(cuts[cut], value)}` }]
  })
  const shown = [...found, ...(search.without ? [{ cut: 'without' as const, name: text('rate-without') }] : [])]
  if (shown.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-muted">{text('narrowed')}</span>
      {shown.map(({ cut, name }) => (
        <Button
          key={cut}
          size="small"
          icon={X}
          aria-label={text('remove-filter', { name })}
          onClick={() => onRemove(cut)}
        >
          {name}
        </Button>
      ))}
    </div>
  )
}
