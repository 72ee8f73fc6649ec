import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { membersQuery } from '../../../parts/desk.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateTimePicker } from '../../../ui/DateTimePicker.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { actionsOf, partOf, parts } from './actions.ts'
import { everything, type Filter, isNarrow } from './entries.ts'

interface FilterBarProps {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

const all = 'all'

/** What, who and when: narrows the log. */
export function FilterBar({ filter, onFilter }: FilterBarProps) {
  const text = useText('audit')
  const members = useQuery({ ...membersQuery, enabled: useMay('members.read') })
  const part = partOf(filter.action)
  const narrow = (change: Partial<Filter>) => onFilter({ ...filter, ...change })
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3 md:grid-cols-5">
        <Field label={text('filter-part')} className="max-md:col-span-2">
          <Select
            value={part ?? all}
            options={[
              { value: all, label: text('every-action') },
              ...parts.map((value) => ({ value, label: text(`part-${value}`) })),
            ]}
            onValue={(value) => narrow({ action: value === all ? null : `${value}.*` })}
          />
        </Field>
        <Field label={text('what')} className="max-md:col-span-2">
          <Select
            value={filter.action ?? all}
            disabled={!part}
            options={[
              { value: part ? `${part}.*` : all, label: text('every-action') },
              ...(part ? actionsOf(part) : []).map((value) => ({ value, label: text(value) })),
            ]}
            onValue={(action) => narrow({ action: action === all ? null : action })}
          />
        </Field>
        <Field label={text('filter-actor')} className="max-md:col-span-2">
          <Select
            value={filter.actor ?? all}
            options={[
              { value: all, label: text('everybody') },
              ...(members.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onValue={(value) => narrow({ actor: value === all ? null : value })}
          />
        </Field>
        <Field label={text('filter-from')}>
          <DateTimePicker kind="date" value={filter.from} onValue={(from) => narrow({ from })} />
        </Field>
        <Field label={text('filter-until')}>
          <DateTimePicker
            kind="date"
            value={filter.until}
            min={filter.from ?? undefined}
            onValue={(until) => narrow({ until })}
          />
        </Field>
      </div>
      {isNarrow(filter) && (
        <div className="flex flex-wrap items-center gap-3">
          {filter.subject && <span className="text-muted">{text('about', { name: filter.subject.name })}</span>}
          <Button size="small" icon={X} onClick={() => onFilter(everything)}>
            {text('clear')}
          </Button>
        </div>
      )}
    </div>
  )
}
