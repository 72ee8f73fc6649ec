import { Plus } from 'lucide-react'
import { useId } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { NumberInput, Part } from './Basics.tsx'
import { asking, askOf, asksOf, type FactShape, type Form, formed, formOf, forms, type OfFact } from './conditions.ts'
import { useEditor } from './editor.ts'
import { MovesField } from './Moves.tsx'
import type { Condition } from './words.ts'

interface ConditionFieldProps {
  readonly label: string
  readonly value: Condition
  readonly onValue: (value: Condition) => void
}

/** A condition over facts, nested as deep as it is: all of, any of, not, one fact, or what is permitted. */
export function ConditionField({ label, value, onValue }: ConditionFieldProps) {
  const text = useText('policyEditor')
  const { words, policy } = useEditor()
  return (
    <div className="flex flex-col gap-2">
      <Field label={label}>
        <Select
          value={formOf(value)}
          options={forms.map((form) => ({ value: form, label: text(`form-${form}`) }))}
          onValue={(form: Form) => onValue(formed(value, form))}
        />
      </Field>
      <p className="text-xs text-muted">{words.condition(value, policy.fields)}</p>
      <Inner value={value} onValue={onValue} />
    </div>
  )
}

function Inner({ value, onValue }: Pick<ConditionFieldProps, 'value' | 'onValue'>) {
  const text = useText('policyEditor')
  if ('all' in value) return <Several parts={value.all} onParts={(all) => onValue({ all })} />
  if ('any' in value) return <Several parts={value.any} onParts={(any) => onValue({ any })} />
  if ('not' in value)
    return (
      <Part title={text('form-not')}>
        <ConditionField label={text('condition')} value={value.not} onValue={(not) => onValue({ not })} />
      </Part>
    )
  if ('permits' in value)
    return <MovesField label={text('permits')} value={value.permits} onValue={(permits) => onValue({ permits })} />
  return <FactQuestion value={value} onValue={onValue} />
}

interface SeveralProps {
  readonly parts: readonly Condition[]
  readonly onParts: (parts: Condition[]) => void
}

function Several({ parts, onParts }: SeveralProps) {
  const text = useText('policyEditor')
  return (
    <div className="flex flex-col gap-2 border-l-2 border-line pl-2.5">
      {parts.map((part, at) => (
        <Part
          // Conditions have no name of their own: their place is all there is.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          title={text('condition-nr', { nr: at + 1 })}
          onRemove={() => onParts(parts.filter((_, other) => other !== at))}
        >
          <ConditionField
            label={text('condition')}
            value={part}
            onValue={(changed) => onParts(parts.map((old, other) => (other === at ? changed : old)))}
          />
        </Part>
      ))}
      <Button
        size="small"
        icon={Plus}
        className="self-start"
        onClick={() => onParts([...parts, { fact: 'reason', is: 'no-reason' }])}
      >
        {text('add-condition')}
      </Button>
    </div>
  )
}

function FactQuestion({ value, onValue }: { readonly value: OfFact; readonly onValue: (value: OfFact) => void }) {
  const text = useText('policyEditor')
  const { ground, words } = useEditor()
  const shape = ground.facts.find(({ name }) => name === value.fact)
  if (!shape) return null
  const ask = askOf(value)
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field label={text('fact')}>
        <Select
          value={value.fact}
          options={ground.facts.map(({ name }) => ({ value: name, label: words.fact(name) }))}
          onValue={(name) => {
            const next = ground.facts.find((one) => one.name === name)
            if (next) onValue(asking(next, ask))
          }}
        />
      </Field>
      <Field label={text('question')}>
        <Select
          value={ask}
          options={asksOf(shape).map((one) => ({ value: one, label: text(`ask-${one}`) }))}
          onValue={(wanted) => onValue(asking(shape, wanted))}
        />
      </Field>
      <div className="col-span-2">
        <Value shape={shape} value={value} onValue={onValue} />
      </div>
    </div>
  )
}

interface ValueProps {
  readonly shape: FactShape
  readonly value: OfFact
  readonly onValue: (value: OfFact) => void
}

function Value({ shape, value, onValue }: ValueProps) {
  const text = useText('policyEditor')
  const { words } = useEditor()
  const { fact } = value
  if ('known' in value)
    return <Checkbox label={text('known')} checked={value.known} onChecked={(known) => onValue({ fact, known })} />
  if ('atLeast' in value || 'atMost' in value)
    return (
      <Field label={text(shape.type === 'money' ? 'minor-units' : 'number')}>
        <NumberInput
          value={'atLeast' in value ? value.atLeast : value.atMost}
          onValue={(number) =>
            onValue('atLeast' in value ? { fact, atLeast: Math.round(number) } : { fact, atMost: Math.round(number) })
          }
        />
      </Field>
    )
  if ('in' in value && shape.type === 'words')
    return (
      <fieldset className="grid grid-cols-2 gap-1">
        <legend className="mb-1 text-sm font-medium">{text('one-of')}</legend>
        {shape.words.map((word) => (
          <Checkbox
            key={word}
            label={words.value(fact, word)}
            checked={value.in.includes(word)}
            onChecked={(isIn) => {
              const chosen = shape.words.filter((one) => (one === word ? isIn : value.in.includes(one)))
              if (chosen.length > 0) onValue({ fact, in: chosen })
            }}
          />
        ))}
      </fieldset>
    )
  if ('in' in value)
    return (
      <Field label={text('one-of')} help={text('commas')}>
        <Input
          value={value.in.join(', ')}
          onChange={(event) => onValue({ fact, in: event.target.value.split(/[,，、]\s*/) })}
        />
      </Field>
    )
  return <OneValue shape={shape} is={value.is} onIs={(is) => onValue({ fact, is })} />
}

interface OneValueProps {
  readonly shape: FactShape
  readonly is: string | number | boolean
  readonly onIs: (is: string | number | boolean) => void
}

function OneValue({ shape, is, onIs }: OneValueProps) {
  const text = useText('policyEditor')
  const { words, ground } = useEditor()
  const list = useId()
  const { name, type } = shape
  if (type === 'flag')
    return (
      <Field label={text('value')}>
        <Select
          value={is === true ? 'yes' : 'no'}
          options={(['yes', 'no'] as const).map((answer) => ({ value: answer, label: words.code(answer) }))}
          onValue={(answer) => onIs(answer === 'yes')}
        />
      </Field>
    )
  if (type === 'words')
    return (
      <Field label={text('value')}>
        <Select
          value={String(is)}
          options={shape.words.map((word) => ({ value: word, label: words.value(name, word) }))}
          onValue={onIs}
        />
      </Field>
    )
  if (type === 'number' || type === 'money')
    return (
      <Field label={text(type === 'money' ? 'minor-units' : 'number')}>
        <NumberInput value={Number(is)} onValue={(number) => onIs(Math.round(number))} />
      </Field>
    )
  const known =
    name === 'marketplace' ? ground.marketplaces.map(({ code }) => code) : name === 'category' ? ground.categories : []
  return (
    <Field label={text('value')}>
      <Input value={String(is)} list={list} maxLength={120} onChange={(event) => onIs(event.target.value)} />
      <datalist id={list}>
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </Field>
  )
}
