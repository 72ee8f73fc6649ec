import { useText } from '../../../i18n/text.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { classes } from '../../../ui/classes.ts'
import { Input } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Calendar } from '../calendars/calendars.ts'
import { type LimitUnit, limitUnits, readLimit, writtenLimit } from './limits.ts'
import { type Measure, measures, type Target } from './policies.ts'

interface WrittenTarget {
  readonly limited: boolean
  readonly amount: string
  readonly unit: LimitUnit
  readonly calendarId: string | null
  readonly pausesForBuyer: boolean
}

export type WrittenTargets = { readonly [measure in Measure]: WrittenTarget }

const unlimited: WrittenTarget = {
  limited: false,
  amount: '24',
  unit: 'hours',
  calendarId: null,
  pausesForBuyer: false,
}

/** Every measure as it stands in the form, those without a limit too. */
export function writtenTargets(targets: readonly Target[]): WrittenTargets {
  const rows = measures.map((measure) => {
    const target = targets.find((each) => each.measure === measure)
    if (!target) return [measure, unlimited] as const
    const { calendarId, pausesForBuyer, limitSeconds } = target
    return [measure, { limited: true, ...writtenLimit(limitSeconds), calendarId, pausesForBuyer }] as const
  })
  return Object.fromEntries(rows) as WrittenTargets
}

/** The measures that are limited, as the server takes them. */
export const readTargets = (written: WrittenTargets): Target[] =>
  measures
    .filter((measure) => written[measure].limited && readLimit(written[measure].amount, written[measure].unit) >= 1)
    .map((measure) => {
      const { amount, unit, calendarId, pausesForBuyer } = written[measure]
      return { measure, limitSeconds: readLimit(amount, unit), calendarId, pausesForBuyer }
    })

interface TargetRowsProps {
  readonly written: WrittenTargets
  readonly calendars: readonly Calendar[]
  readonly error?: string | undefined
  readonly onWritten: (written: WrittenTargets) => void
}

/** What is measured, each with its limit, the hours that count, and whether it waits for the buyer. */
export function TargetRows({ written, calendars, error, onWritten }: TargetRowsProps) {
  const text = useText('sla')
  const desk = useText('tickets')
  const none = readTargets(written).length === 0
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{text('limits')}</legend>
      <ul className="rounded-lg border border-line">
        {measures.map((measure) => (
          <li key={measure} className="border-b border-line px-3 py-2 last:border-b-0">
            <TargetRow
              name={desk(`measure.${measure}`)}
              target={written[measure]}
              calendars={calendars}
              onChange={(change) => onWritten({ ...written, [measure]: { ...written[measure], ...change } })}
            />
          </li>
        ))}
      </ul>
      {(error || none) && (
        <p
          role={error ? 'alert' : undefined}
          className={classes('mt-1.5 text-sm', error ? 'text-danger-ink' : 'text-muted')}
        >
          {error ?? text('no-limit-chosen')}
        </p>
      )}
    </fieldset>
  )
}

interface TargetRowProps {
  readonly name: string
  readonly target: WrittenTarget
  readonly calendars: readonly Calendar[]
  readonly onChange: (change: Partial<WrittenTarget>) => void
}

function TargetRow({ name, target, calendars, onChange }: TargetRowProps) {
  const text = useText('sla')
  const named = (what: string): string => `${name}: ${what}`
  return (
    <div className="grid items-center gap-x-3 gap-y-2 md:grid-cols-[10rem_11rem_1fr_auto]">
      <Checkbox label={name} checked={target.limited} onChecked={(limited) => onChange({ limited })} />
      {target.limited ? (
        <>
          <span className="flex gap-2">
            <span className="w-20 shrink-0">
              <Input
                type="number"
                min={1}
                step="any"
                inputMode="decimal"
                aria-label={named(text('limit'))}
                value={target.amount}
                onChange={(event) => onChange({ amount: event.target.value })}
              />
            </span>
            <Select
              aria-label={named(text('unit'))}
              className="flex-1"
              value={target.unit}
              options={limitUnits.map((unit) => ({ value: unit, label: text(unit) }))}
              onValue={(unit) => onChange({ unit })}
            />
          </span>
          <Select
            aria-label={named(text('calendar'))}
            value={target.calendarId ?? 'always'}
            options={[
              { value: 'always', label: text('always') },
              ...calendars.map((calendar) => ({ value: calendar.id, label: calendar.name })),
            ]}
            onValue={(id) => onChange({ calendarId: id === 'always' ? null : id })}
          />
          <Checkbox
            label={text('pauses')}
            checked={target.pausesForBuyer}
            onChecked={(pausesForBuyer) => onChange({ pausesForBuyer })}
          />
        </>
      ) : (
        <span className="text-sm text-muted">{text('not-limited')}</span>
      )}
    </div>
  )
}
