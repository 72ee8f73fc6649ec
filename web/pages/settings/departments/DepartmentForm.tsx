import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { type Department, departmentsQuery } from '../../../parts/actions/actions.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Switch } from '../../../ui/Checkbox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { calendarsQuery } from '../calendars/calendars.ts'
import { FormProblem } from '../FormProblem.tsx'
import type { Member } from '../members/roles.ts'
import { Picks } from '../Picks.tsx'
import { problemAt } from '../problems.ts'
import { useFirstField } from '../useFirstField.ts'

interface DepartmentFormProps {
  /** Absent for a new one. */
  readonly department?: Department
  readonly members: readonly Member[]
  readonly onDone: () => void
}

const fields = ['purchasing', 'quality', 'logistics', 'sales', 'technology', 'finance', 'operations', 'other'] as const
const always = 'always'

/** What a department is called and does, who answers for it, and within what working time. */
export function DepartmentForm({ department, members, onDone }: DepartmentFormProps) {
  const text = useText('actions')
  const words = useText('ui')
  const box = useFirstField<HTMLFormElement>()
  const calendars = useQuery({ ...calendarsQuery, enabled: useMay('sla.read') })
  const [name, setName] = useState(department?.name ?? '')
  const [field, setField] = useState<Department['field']>(department?.field ?? 'quality')
  const [hours, setHours] = useState(String((department?.limitSeconds ?? 48 * 3_600) / 3_600))
  const [calendarId, setCalendarId] = useState(department?.calendarId ?? null)
  const [active, setActive] = useState(department?.active ?? true)
  const [memberIds, setMemberIds] = useState(department?.memberIds ?? [])
  const save = useMutation({
    mutationFn: () => {
      const limitSeconds = Math.round(Number(hours) * 3_600)
      const body = { name: name.trim(), field, limitSeconds, calendarId, active, memberIds }
      return department
        ? answered(api.PUT('/api/departments/{id}', { params: { path: { id: department.id } }, body }))
        : answered(api.POST('/api/departments', { body }))
    },
    onSuccess: () => {
      toast(text('department-saved'))
      onDone()
      return queries.invalidateQueries({ queryKey: departmentsQuery.queryKey })
    },
  })
  const choices = members
    .filter(({ id, state }) => state !== 'deactivated' || memberIds.includes(id))
    .map((member) => ({ value: member.id, label: member.name, keywords: member.email }))
  const people = problemAt(save.error, 'memberIds')
  return (
    <form
      ref={box}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <FormProblem error={save.error} fields={['name', 'memberIds', 'calendarId', 'limitSeconds']} />
      <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
        <Field label={text('department-name')} error={problemAt(save.error, 'name')} required>
          <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={text('department-field')}>
          <Select
            value={field}
            options={fields.map((value) => ({ value, label: text(`field.${value}`) }))}
            onValue={setField}
          />
        </Field>
        <Field label={text('answers-within')} error={problemAt(save.error, 'limitSeconds')} required>
          <Input
            type="number"
            min={1}
            max={2_160}
            step="any"
            inputMode="decimal"
            value={hours}
            onChange={(event) => setHours(event.target.value)}
          />
        </Field>
        <Field label={text('calendar')} error={problemAt(save.error, 'calendarId')}>
          <Select
            value={calendarId ?? always}
            options={[
              { value: always, label: text('every-hour') },
              ...(calendars.data ?? []).map((calendar) => ({ value: calendar.id, label: calendar.name })),
            ]}
            onValue={(value) => setCalendarId(value === always ? null : value)}
          />
        </Field>
      </div>
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-sm font-medium">{text('department-people')}</legend>
        <Picks label={text('add-person')} choices={choices} values={memberIds} onValues={setMemberIds} />
        {people && (
          <p role="alert" className="mt-1.5 text-sm text-danger-ink">
            {people}
          </p>
        )}
      </fieldset>
      <Switch checked={active} onChecked={setActive} label={text('is-asked')} />
      <FormActions>
        <Button onClick={onDone}>{words('cancel')}</Button>
        <Button type="submit" tone="primary" pending={save.isPending} disabled={!name.trim() || !(Number(hours) >= 1)}>
          {words('save')}
        </Button>
      </FormActions>
    </form>
  )
}
