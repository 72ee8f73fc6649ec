import { useId } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import type { Customer } from '../../parts/customers.ts'
import { classes } from '../../ui/classes.ts'
import type { MergeField, MergeRow, Side } from './merging.ts'

interface MergeSidesProps {
  readonly customer: Customer
  readonly other: Customer
  readonly rows: readonly MergeRow[]
  readonly chosen: { readonly [field in MergeField]?: Side }
  readonly onChoose: (field: MergeField, side: Side) => void
}

/** Field by field what either profile says, and which one stays; below, what comes together by itself. */
export function MergeSides({ customer, other, rows, chosen, onChoose }: MergeSidesProps) {
  const text = useText('merging')
  return (
    <div className="flex flex-col gap-3">
      {rows.map(({ field, sides }) => (
        <Line
          key={field}
          field={field}
          sides={sides}
          customer={customer}
          other={other}
          side={chosen[field] ?? sides[0] ?? 'this'}
          onSide={(side) => onChoose(field, side)}
        />
      ))}
      <Together
        name={text('addresses')}
        texts={[...customer.contacts, ...other.contacts].map(({ id, address }) => [id, address])}
      />
      <Together
        name={text('notes-joined')}
        texts={[customer, other].filter(({ notes }) => notes !== '').map(({ id, notes }) => [id, notes])}
      />
    </div>
  )
}

interface LineProps {
  readonly field: MergeField
  readonly sides: readonly Side[]
  readonly customer: Customer
  readonly other: Customer
  readonly side: Side
  readonly onSide: (side: Side) => void
}

const box = 'flex min-w-0 flex-1 items-start gap-2.5 rounded-lg border px-3 py-2 text-sm pointer-coarse:min-h-11'

function Line({ field, sides, customer, other, side, onSide }: LineProps) {
  const text = useText('merging')
  const group = useId()
  const said = useSaid(field)
  const isChoice = sides.length > 1
  const isSame = !isChoice && said(customer) === said(other)
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{text(field)}</legend>
      <div className="flex gap-2 max-sm:flex-col">
        {(isSame ? (['this'] as const) : (['this', 'other'] as const)).map((each) => {
          const stays = side === each || side === 'both'
          const look = classes(box, stays ? 'border-accent bg-accent-soft' : 'border-line')
          const words = (
            <span className="min-w-0 flex-1">
              <span className="block text-xs text-muted">
                {isSame ? text('same') : text(each)}
                {!isChoice && !isSame && stays && ` · ${text('stays')}`}
              </span>
              <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">
                {said(each === 'this' ? customer : other) || text('empty')}
              </span>
            </span>
          )
          if (!isChoice)
            return (
              <div key={each} className={look}>
                {words}
              </div>
            )
          return (
            <label key={each} className={look}>
              <input
                type="radio"
                name={group}
                className="mt-0.5 size-4.5 shrink-0 accent-accent"
                checked={side === each}
                onChange={() => onSide(each)}
              />
              {words}
            </label>
          )
        })}
        {sides.includes('both') && (
          <label
            className={classes(box, 'sm:flex-none', side === 'both' ? 'border-accent bg-accent-soft' : 'border-line')}
          >
            <input
              type="radio"
              name={group}
              className="mt-0.5 size-4.5 shrink-0 accent-accent"
              checked={side === 'both'}
              onChange={() => onSide('both')}
            />
            {text('both')}
          </label>
        )}
      </div>
    </fieldset>
  )
}

/** What a profile says in a field, in the reader's words. */
function useSaid(field: MergeField): (customer: Customer) => string {
  const text = useText('merging')
  const formats = useFormats()
  return (customer) => {
    if (field === 'language') return customer.language ? formats.languageName(customer.language) : ''
    if (field !== 'importance') return customer[field]
    return customer.vip ? customer.vipReason : text('not-important')
  }
}

interface TogetherProps {
  readonly name: string
  /** Each with what tells it from the others. */
  readonly texts: readonly (readonly [key: string, text: string])[]
}

function Together({ name, texts }: TogetherProps) {
  if (texts.length === 0) return null
  return (
    <div className="text-sm">
      <p className="font-medium">{name}</p>
      <ul className="mt-0.5 flex flex-col gap-0.5 text-muted">
        {texts.map(([key, text]) => (
          <li key={key} className="whitespace-pre-wrap [overflow-wrap:anywhere]">
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}
