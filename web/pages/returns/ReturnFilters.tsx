import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { storesQuery } from '../../parts/desk.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import {
  type Due,
  dues,
  isNarrow,
  outcomes,
  type ReturnSearch,
  readReturnSearch,
  stages,
  unnarrowed,
} from './search.ts'

const all = 'all'
const dueWords = Object.keys(dues) as Due[]

interface ReturnFiltersProps {
  readonly search: ReturnSearch
  /** Narrows by step too: the board has columns for that. */
  readonly isList: boolean
}

/** Narrows what the view shows; the calendar only by store. */
export function ReturnFilters({ search, isList }: ReturnFiltersProps) {
  const text = useText('returnsBoard')
  const words = useText('policies')
  const navigate = useNavigate()
  const stores = useQuery({ ...storesQuery, enabled: useMay('stores.read') })
  const isCalendar = search.view === 'waits'
  const isEnded = search.stage === 'ended' || search.outcome !== undefined
  const narrow = (change: { readonly [Name in keyof ReturnSearch]?: ReturnSearch[Name] | string | undefined }): void =>
    void navigate({ to: '/returns', search: readReturnSearch({ ...search, ...change }), replace: true })
  const wanted = (value: string): string | undefined => (value === all ? undefined : value)
  return (
    <div className="grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap">
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
      {isList && (
        <Field label={text('filter-stage')} className="md:w-44">
          <Select
            value={search.outcome ? 'ended' : (search.stage ?? all)}
            options={[
              { value: all, label: text('every-stage') },
              ...([...stages, 'ended'] as const).map((value) => ({ value, label: text(`stage.${value}`) })),
            ]}
            onValue={(value) => narrow({ stage: wanted(value), letters: undefined, outcome: undefined })}
          />
        </Field>
      )}
      {isList && isEnded && (
        <Field label={text('filter-outcome')} className="md:w-44">
          <Select
            value={search.outcome ?? all}
            options={[
              { value: all, label: text('every-outcome') },
              ...outcomes.map((value) => ({ value, label: words(`outcome.${value}`) })),
            ]}
            onValue={(value) => narrow({ outcome: wanted(value), stage: 'ended' })}
          />
        </Field>
      )}
      {!isCalendar && !isEnded && (
        <>
          <Field label={text('filter-due')} className="md:w-40">
            <Select
              value={search.due ?? all}
              options={[
                { value: all, label: text('every-due') },
                ...dueWords.map((value) => ({ value, label: text(`due.${value}`) })),
              ]}
              onValue={(value) => narrow({ due: wanted(value) })}
            />
          </Field>
          <Checkbox
            checked={search.approval === true}
            onChecked={(approval) => narrow({ approval: approval || undefined })}
            label={text('filter-approval')}
            className="self-end pb-2 compact:pb-1.5"
          />
        </>
      )}
      {isNarrow(search) && (
        <Button icon={X} onClick={() => void navigate({ to: '/returns', search: unnarrowed(search), replace: true })}>
          {text('clear-filters')}
        </Button>
      )}
    </div>
  )
}
