import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { ownZone } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { zoneChoices } from '../choices.ts'
import { DeleteButton } from '../DeleteButton.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { Section } from '../Section.tsx'
import { type Calendar, type CalendarBody, calendarsQuery, weekHours } from './calendars.ts'
import { HolidayImport } from './HolidayImport.tsx'
import { HolidayList } from './HolidayList.tsx'
import { WeekEditor } from './WeekEditor.tsx'

interface CalendarFormProps {
  /** Absent for a new calendar. */
  readonly calendar?: Calendar
  readonly onSaved: (calendar: Calendar) => void
  readonly onGone: () => void
}

/** One calendar: its zone, its week, its holidays. */
export function CalendarForm({ calendar, onSaved, onGone }: CalendarFormProps) {
  const text = useText('sla')
  const words = useText('ui')
  const mayWrite = useMay('sla.write')
  const form = useId()
  const [body, setBody] = useState<CalendarBody>(() => (calendar ? bodyOf(calendar) : usualWeek))
  const change = (part: Partial<CalendarBody>) => setBody({ ...body, ...part })
  const renewed = () => queries.invalidateQueries({ queryKey: calendarsQuery.queryKey })
  const save = useMutation({
    mutationFn: () => {
      const sent = { ...body, name: body.name.trim() }
      return calendar
        ? answered(
            api.PUT('/api/calendars/{calendarId}', { params: { path: { calendarId: calendar.id } }, body: sent }),
          )
        : answered(api.POST('/api/calendars', { body: sent }))
    },
    onSuccess: async (saved) => {
      toast(text(calendar ? 'saved' : 'calendar-created'))
      await renewed()
      if (!calendar) onSaved(saved)
    },
  })
  const wrong = (field: string) => problemAt(save.error, field)
  const untouched = calendar !== undefined && JSON.stringify(bodyOf(calendar)) === JSON.stringify(body)
  return (
    <>
      <FormProblem error={save.error} fields={['name', 'zone', 'periods', 'holidays']} />
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-5">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={text('name')} error={wrong('name')} required>
              <Input value={body.name} maxLength={120} onChange={(event) => change({ name: event.target.value })} />
            </Field>
            <Field label={text('zone')} error={wrong('zone')}>
              <Combobox
                label={text('zone')}
                value={body.zone}
                choices={zoneChoices(body.zone)}
                onValue={(zone) => change({ zone })}
              />
            </Field>
          </div>
          <Checkbox
            label={text('always-open')}
            help={text('always-open-help')}
            checked={body.alwaysOpen}
            onChecked={(alwaysOpen) => change({ alwaysOpen })}
          />
          {!body.alwaysOpen && (
            <>
              <Section
                title={text('week')}
                aside={
                  <span className="text-sm text-muted">{text('week-hours', { count: weekHours(body.periods) })}</span>
                }
              >
                <WeekEditor
                  periods={body.periods}
                  error={wrong('periods')}
                  onPeriods={(periods) => change({ periods })}
                />
              </Section>
              <Section title={text('holidays')}>
                <HolidayList
                  holidays={body.holidays}
                  zone={body.zone}
                  error={wrong('holidays')}
                  onHolidays={(holidays) => change({ holidays })}
                />
              </Section>
            </>
          )}
        </fieldset>
      </form>
      {calendar && mayWrite && !body.alwaysOpen && <HolidayImport calendar={calendar} ready={untouched} />}
      {mayWrite && (
        <FormActions>
          {calendar && (
            <DeleteButton
              label={text('delete')}
              title={text('delete-calendar-title', { name: calendar.name })}
              detail={text('delete-calendar-detail')}
              done={text('deleted', { name: calendar.name })}
              remove={() =>
                answered(api.DELETE('/api/calendars/{calendarId}', { params: { path: { calendarId: calendar.id } } }))
              }
              onDeleted={() => {
                onGone()
                return renewed()
              }}
            />
          )}
          <Button onClick={onGone}>{words('cancel')}</Button>
          <Button
            type="submit"
            form={form}
            tone="primary"
            pending={save.isPending}
            disabled={!body.name.trim() || untouched}
          >
            {calendar ? words('save') : text('add-calendar')}
          </Button>
        </FormActions>
      )}
    </>
  )
}

const usualWeek: CalendarBody = {
  name: '',
  zone: ownZone(),
  alwaysOpen: false,
  periods: ([1, 2, 3, 4, 5] as const).flatMap((weekday) => [
    { weekday, from: '09:00', to: '12:00' },
    { weekday, from: '13:30', to: '18:00' },
  ]),
  holidays: [],
}

function bodyOf({ id: _id, updatedAt: _updatedAt, ...body }: Calendar): CalendarBody {
  return body
}
