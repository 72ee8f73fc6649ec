import { Plus } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { NumberInput, Part, ValueField } from './Basics.tsx'
import { useEditor } from './editor.ts'
import type { Cost, Money } from './words.ts'

const costKinds = [
  'refund',
  'outbound-shipping',
  'return-shipping',
  'restocking-cost',
  'write-down',
  'replacement',
  'marketplace-fee',
  'restocking-fee-kept',
  'resale-value',
  'compensation-received',
] as const satisfies readonly Cost['kind'][]
const moneyFacts = [
  'itemPrice',
  'outboundShipping',
  'returnShipping',
  'restockingCost',
  'unitCost',
  'resaleValue',
  'marketplaceFee',
  'feesSoFar',
] as const
const formulas = ['fact', 'percent', 'sum', 'minus', 'least', 'most', 'units'] as const
type Formula = (typeof formulas)[number]
const roundings = ['half-up', 'down', 'up'] as const

const formulaOf = (money: Money): Formula =>
  'percent' in money ? 'percent' : (formulas.find((name) => name in money) ?? 'units')

const price: Money = { fact: 'itemPrice' }

/** A formula of another form, with what there was inside it where it fits. */
function formed(money: Money, formula: Formula): Money {
  if (formulaOf(money) === formula) return money
  if (formula === 'fact') return price
  if (formula === 'units') return { units: 0 }
  if (formula === 'percent') return { percent: 100, of: money }
  if (formula === 'minus') return { minus: [money, price] }
  if (formula === 'sum') return { sum: [money] }
  return formula === 'least' ? { least: [money] } : { most: [money] }
}

interface MoneyFieldProps {
  readonly label: string
  readonly value: Money
  readonly onValue: (value: Money) => void
}

/** An amount as a formula over what is known of a return. */
function MoneyField({ label, value, onValue }: MoneyFieldProps) {
  const text = useText('policyEditor')
  const { words } = useEditor()
  return (
    <div className="flex flex-col gap-2">
      <Field label={label}>
        <Select
          value={formulaOf(value)}
          options={formulas.map((formula) => ({ value: formula, label: text(`formula-${formula}`) }))}
          onValue={(formula) => onValue(formed(value, formula))}
        />
      </Field>
      {'fact' in value && (
        <Field label={text('fact')} hideLabel>
          <Select
            value={value.fact}
            options={moneyFacts.map((fact) => ({ value: fact, label: words.fact(fact) }))}
            onValue={(fact) => onValue({ fact })}
          />
        </Field>
      )}
      {'units' in value && (
        <Field label={text('minor-units')}>
          <NumberInput value={value.units} onValue={(units) => onValue({ units: Math.round(units) })} />
        </Field>
      )}
      {'percent' in value && (
        <>
          <ValueField
            label={text('percent')}
            kind="percent"
            value={value.percent}
            onValue={(percent) => onValue({ ...value, percent: percent as typeof value.percent })}
          />
          <Field label={text('rounding')}>
            <Select
              value={value.rounding ?? 'half-up'}
              options={roundings.map((rounding) => ({ value: rounding, label: words.code(`rounding.${rounding}`) }))}
              onValue={(rounding) => onValue({ ...value, rounding })}
            />
          </Field>
          <MoneyField label={text('percent-base')} value={value.of} onValue={(of) => onValue({ ...value, of })} />
        </>
      )}
      {'minus' in value && (
        <Parts
          parts={value.minus}
          labels={[text('minuend'), text('subtrahend')]}
          onParts={([one = price, other = price]) => onValue({ minus: [one, other] })}
        />
      )}
      {'sum' in value && <Parts parts={value.sum} isOpen onParts={(sum) => onValue({ sum })} />}
      {'least' in value && <Parts parts={value.least} isOpen onParts={(least) => onValue({ least })} />}
      {'most' in value && <Parts parts={value.most} isOpen onParts={(most) => onValue({ most })} />}
    </div>
  )
}

interface PartsProps {
  readonly parts: readonly Money[]
  readonly labels?: readonly string[]
  /** Parts can be added and taken out. */
  readonly isOpen?: boolean
  readonly onParts: (parts: Money[]) => void
}

function Parts({ parts, labels, isOpen = false, onParts }: PartsProps) {
  const text = useText('policyEditor')
  const remove = (at: number) => () => onParts(parts.filter((_, other) => other !== at))
  return (
    <div className="flex flex-col gap-2 border-l-2 border-line pl-2.5">
      {parts.map((part, at) => {
        const label = labels?.[at] ?? text('amount-nr', { nr: at + 1 })
        return (
          // Amounts have no name of their own: their place is all there is.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Part key={at} title={label} onRemove={isOpen && parts.length > 1 ? remove(at) : undefined}>
            <MoneyField
              label={text('amount')}
              value={part}
              onValue={(changed) => onParts(parts.map((old, other) => (other === at ? changed : old)))}
            />
          </Part>
        )
      })}
      {isOpen && (
        <Button size="small" icon={Plus} className="self-start" onClick={() => onParts([...parts, price])}>
          {text('add-amount')}
        </Button>
      )}
    </div>
  )
}

interface CostsFieldProps {
  readonly value: readonly Cost[]
  readonly onValue: (costs: Cost[]) => void
}

/** What it costs the seller, line by line. */
export function CostsField({ value, onValue }: CostsFieldProps) {
  const text = useText('policyEditor')
  const { words, policy } = useEditor()
  const replace = (at: number, cost: Cost): void => onValue(value.map((old, other) => (other === at ? cost : old)))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{text('costs')}</legend>
      {value.map((cost, at) => (
        <Part
          // Costs have no name of their own: their place is all there is.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          title={`${words.code(`cost.${cost.kind}`)}: ${words.money(cost.amount, policy.fields)}`}
          onRemove={() => onValue(value.filter((_, other) => other !== at))}
        >
          <Field label={text('cost-kind')}>
            <Select
              value={cost.kind}
              options={costKinds.map((kind) => ({ value: kind, label: words.code(`cost.${kind}`) }))}
              onValue={(kind) => replace(at, { ...cost, kind })}
            />
          </Field>
          <MoneyField
            label={text('amount')}
            value={cost.amount}
            onValue={(amount) => replace(at, { ...cost, amount })}
          />
        </Part>
      ))}
      <Button
        size="small"
        icon={Plus}
        className="self-start"
        disabled={value.length >= 12}
        onClick={() => onValue([...value, { kind: 'refund', amount: price }])}
      >
        {text('add-cost')}
      </Button>
    </fieldset>
  )
}
