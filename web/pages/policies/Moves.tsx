import { Plus } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { Part, ValueField } from './Basics.tsx'
import { useEditor } from './editor.ts'
import type { Move } from './words.ts'

type Kind = Move['do']
const moveKinds = [
  'approve',
  'fee',
  'waive-fee',
  'shipping',
  'label',
  'refund',
  'keep-item-refund',
  'replace',
  'send-part',
  'ask-photos',
  'trace-parcel',
  'refuse',
  'record',
] as const satisfies readonly Kind[]

function moveOf(kind: Kind): Move {
  if (kind === 'fee') return { do: kind, percent: 15 }
  if (kind === 'refund') return { do: kind, percent: 100 }
  if (kind === 'keep-item-refund') return { do: kind, percent: 20 }
  if (kind === 'shipping') return { do: kind, paidBy: 'buyer' }
  return kind === 'refuse' ? { do: kind, reason: 'out-of-policy' } : { do: kind }
}

interface MovesFieldProps {
  readonly label: string
  readonly value: readonly Move[]
  readonly onValue: (moves: Move[]) => void
}

/** What is offered, granted or done: a list of moves with their numbers. */
export function MovesField({ label, value, onValue }: MovesFieldProps) {
  const text = useText('policyEditor')
  const { words, policy } = useEditor()
  const replace = (at: number, move: Move): void => onValue(value.map((old, other) => (other === at ? move : old)))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {value.map((move, at) => (
        <Part
          // Moves have no name of their own: their place is all there is.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          title={words.move(move, policy.fields)}
          onRemove={() => onValue(value.filter((_, other) => other !== at))}
        >
          <Field label={text('move')} hideLabel>
            <Select
              value={move.do}
              options={moveKinds.map((kind) => ({ value: kind, label: words.code(`move-name.${kind}`) }))}
              onValue={(kind) => replace(at, moveOf(kind))}
            />
          </Field>
          {'percent' in move && (
            <ValueField
              label={text(move.do === 'fee' ? 'fee-percent' : 'refund-percent')}
              kind="percent"
              value={move.percent}
              onValue={(percent) => replace(at, { ...move, percent: percent as typeof move.percent })}
            />
          )}
          {move.do === 'shipping' && (
            <ValueField
              label={text('paid-by')}
              kind="payer"
              value={move.paidBy}
              onValue={(paidBy) => replace(at, { ...move, paidBy: paidBy as typeof move.paidBy })}
            />
          )}
          {move.do === 'refuse' && (
            <Field label={text('refuse-reason')} help={text('key-help')}>
              <Input
                value={move.reason}
                maxLength={60}
                onChange={(event) => replace(at, { ...move, reason: event.target.value })}
              />
            </Field>
          )}
        </Part>
      ))}
      <Button
        size="small"
        icon={Plus}
        className="self-start"
        disabled={value.length >= 8}
        onClick={() => onValue([...value, { do: 'approve' }])}
      >
        {text('add-move')}
      </Button>
    </fieldset>
  )
}
