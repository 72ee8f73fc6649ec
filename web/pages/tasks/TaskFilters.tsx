import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { membersQuery, storesQuery } from '../../parts/desk.ts'
import { taskKinds } from '../../parts/procedures/orderTasks.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { isNarrow, readTaskSearch, states, type TaskSearch } from './search.ts'

const all = 'all'

/** Narrows the list, or the period that is counted. */
export function TaskFilters({ search }: { readonly search: TaskSearch }) {
  const text = useText('procedures')
  const navigate = useNavigate()
  const stores = useQuery({ ...storesQuery, enabled: useMay('stores.read') })
  const members = useQuery({ ...membersQuery, enabled: useMay('members.read') })
  const isList = search.tab === undefined
  const isEnded = search.state === 'ended'
  const narrow = (change: { readonly [Name in keyof TaskSearch]?: string | undefined }): void =>
    void navigate({ to: '/order-tasks', search: readTaskSearch({ ...search, ...change }), replace: true })
  const wanted = (value: string): string | undefined => (value === all ? undefined : value)
  return (
    <div className="grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap">
      {isList && (
        <Field label={text('filter-state')} className="md:w-36">
          <Select
            value={search.state ?? 'open'}
            options={states.map((value) => ({ value, label: text(`state.${value}`) }))}
            onValue={(state) =>
              narrow({ state, ...(state !== 'ended' && { timely: undefined, from: undefined, until: undefined }) })
            }
          />
        </Field>
      )}
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
        <>
          <Field label={text('filter-agent')} className="md:w-40">
            <Select
              value={search.agent ?? all}
              options={[
                { value: all, label: text('every-agent') },
                ...(members.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onValue={(value) => narrow({ agent: wanted(value) })}
            />
          </Field>
          <Field label={text('filter-kind')} className="md:w-40">
            <Select
              value={search.kind ?? all}
              options={[
                { value: all, label: text('every-kind') },
                ...taskKinds.map((value) => ({ value, label: text(`kind.${value}`) })),
              ]}
              onValue={(value) => narrow({ kind: wanted(value) })}
            />
          </Field>
        </>
      )}
      {isList && isEnded && (
        <Field label={text('filter-timely')} className="md:w-40">
          <Select
            value={search.timely ?? all}
            options={[
              { value: all, label: text('every-end') },
              { value: 'in-time', label: text('in-time') },
              { value: 'late', label: text('late') },
            ]}
            onValue={(value) => narrow({ timely: wanted(value) })}
          />
        </Field>
      )}
      {(!isList || isEnded) &&
        (['from', 'until'] as const).map((name) => (
          <Field key={name} label={text(`filter-${name}`)} className="md:w-40">
            <Input
              type="date"
              value={search[name] ?? ''}
              {...(name === 'until' && search.from ? { min: search.from } : {})}
              onChange={(event) => narrow({ [name]: event.target.value || undefined })}
            />
          </Field>
        ))}
      {isNarrow(search) && (
        <Button
          icon={X}
          onClick={() =>
            void navigate({
              to: '/order-tasks',
              search: readTaskSearch({ tab: search.tab, state: search.state }),
              replace: true,
            })
          }
        >
          {text('clear-filters')}
        </Button>
      )}
    </div>
  )
}
