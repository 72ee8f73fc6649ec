import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Input } from '../../../ui/Input.tsx'
import { dayIn } from '../day.ts'
import type { Holiday } from './calendars.ts'
import { Periods } from './Periods.tsx'

interface HolidayListProps {
  readonly holidays: readonly Holiday[]
  readonly zone: string
  readonly error?: string | undefined
  readonly onHolidays: (holidays: Holiday[]) => void
}

/** The dates that do not follow the week: closed, or open in periods of their own. */
export function HolidayList({ holidays, zone, error, onHolidays }: HolidayListProps) {
  const text = useText('sla')
  const [past, setPast] = useState(false)
  const [date, setDate] = useState('')
  const [name, setName] = useState('')
  const today = dayIn(zone)
  const sorted = holidays.toSorted((one, other) => (one.date < other.date ? -1 : 1))
  const shown = past ? sorted : sorted.filter((holiday) => holiday.date >= today)
  const change = (holiday: Holiday) => onHolidays(sorted.map((each) => (each.date === holiday.date ? holiday : each)))
  const ready = date !== '' && name.trim() !== '' && !holidays.some((holiday) => holiday.date === date)
  const add = () => {
    onHolidays([...sorted, { date, name: name.trim(), open: [] }])
    setDate('')
    setName('')
  }
  return (
    <div className="flex flex-col gap-3">
      {shown.length === 0 && <p className="text-muted">{text('no-holidays', { day: today })}</p>}
      <ul className="max-h-96 overflow-y-auto">
        {shown.map((holiday) => (
          <li
            key={holiday.date}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5 last:border-b-0"
          >
            <span className="w-24 shrink-0 font-mono text-sm tabular-nums">{holiday.date}</span>
            <span className="min-w-32 flex-1 font-medium">{holiday.name}</span>
            <Periods of={holiday.name} periods={holiday.open} onPeriods={(open) => change({ ...holiday, open })} />
            <IconButton
              icon={Trash2}
              size="small"
              label={text('remove-holiday', { name: holiday.name })}
              onClick={() => onHolidays(sorted.filter((each) => each.date !== holiday.date))}
            />
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="text-sm text-danger-ink">
          {error}
        </p>
      )}
      <div className="flex flex-wrap items-end gap-3">
        <Field label={text('holiday-date')} className="w-40">
          <Input type="date" value={date} onChange={(event) => setDate(event.target.value)} />
        </Field>
        <Field label={text('holiday-name')} className="min-w-40 flex-1">
          <Input
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              // Enter adds the day here; it would else save the whole calendar.
              if (event.code !== 'Enter' || event.nativeEvent.isComposing) return
              event.preventDefault()
              if (ready) add()
            }}
          />
        </Field>
        <Button icon={Plus} disabled={!ready} onClick={add}>
          {text('add-holiday')}
        </Button>
      </div>
      {sorted.some((holiday) => holiday.date < today) && (
        <Checkbox label={text('show-past')} checked={past} onChecked={setPast} />
      )}
    </div>
  )
}
