import { useText } from '../../../i18n/text.ts'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { useStoreNames } from '../stores/storeNames.ts'
import { useChannelWords } from './channelWords.ts'
import { channelKinds, kinds, marketplaceKinds, type Policy, priorities } from './policies.ts'

export type Conditions = Pick<Policy, 'kind' | 'priority' | 'storeId' | 'marketplaceKind' | 'channelKind'>

interface ConditionFieldsProps {
  readonly conditions: Conditions
  readonly wrong?: (field: string) => string | undefined
  /** Kind and priority are facts of a ticket here, not conditions: each has a value. */
  readonly definite?: boolean
  readonly onChange: (change: Partial<Conditions>) => void
}

/** The facts of a ticket that a policy may name; what is left at "any" names nothing. */
export function ConditionFields({ conditions, wrong = () => undefined, definite, onChange }: ConditionFieldsProps) {
  const text = useText('sla')
  const desk = useText('tickets')
  const places = useText('stores')
  const { choices } = useStoreNames()
  const wordsOf = useChannelWords()
  const any = { value: 'any', label: text('any') } as const
  const open = definite ? [] : [any]
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field label={text('kind')} error={wrong('kind')}>
        <Select
          value={conditions.kind ?? 'any'}
          options={[...open, ...kinds.map((kind) => ({ value: kind, label: desk(`kind.${kind}`) }))]}
          onValue={(kind) => onChange({ kind: kind === 'any' ? null : kind })}
        />
      </Field>
      <Field label={text('priority')} error={wrong('priority')}>
        <Select
          value={conditions.priority ?? 'any'}
          options={[...open, ...priorities.map((each) => ({ value: each, label: desk(`priority.${each}`) }))]}
          onValue={(priority) => onChange({ priority: priority === 'any' ? null : priority })}
        />
      </Field>
      <Field label={text('store')} error={wrong('storeId')}>
        <Combobox
          label={text('store')}
          value={conditions.storeId ?? 'any'}
          choices={[{ value: 'any', label: text('any-store') }, ...choices]}
          onValue={(id) => onChange({ storeId: id === 'any' ? null : id })}
        />
      </Field>
      <Field label={text('marketplace')} error={wrong('marketplaceKind')}>
        <Select
          value={conditions.marketplaceKind ?? 'any'}
          options={[any, ...marketplaceKinds.map((kind) => ({ value: kind, label: places(`kind-${kind}`) }))]}
          onValue={(kind) => onChange({ marketplaceKind: kind === 'any' ? null : kind })}
        />
      </Field>
      <Field label={text('channel')} error={wrong('channelKind')}>
        <Select
          value={conditions.channelKind ?? 'any'}
          options={[
            any,
            ...channelsWith(conditions.channelKind).map((kind) => ({ value: kind, label: wordsOf(kind) })),
          ]}
          onValue={(kind) => onChange({ channelKind: kind === 'any' ? null : kind })}
        />
      </Field>
    </div>
  )
}

/** The kinds of channel that there are, and one that is newer than this list. */
const channelsWith = (chosen: string | null): string[] => [...new Set([...channelKinds, ...(chosen ? [chosen] : [])])]
