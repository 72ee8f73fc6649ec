import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { calendarsQuery } from '../calendars/calendars.ts'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'

type Limits = Schemas['TaskLimits']

const queryKey = ['order-task-limits']
const always = 'always'

/** By when order tasks of each kind are due. */
export function TaskLimitsPage() {
  const text = useText('procedures')
  const limits = useQuery({ queryKey, queryFn: () => answered(api.GET('/api/order-task-limits')) })
  return (
    <>
      <PageHeader title={useText('settings')('order-tasks')} description={text('limits-detail')} />
      {limits.isPending && <SkeletonLines lines={6} />}
      {limits.isError && <ErrorState error={limits.error} onRetry={() => void limits.refetch()} />}
      {limits.data && <LimitsForm key={JSON.stringify(limits.data)} saved={limits.data} />}
    </>
  )
}

function LimitsForm({ saved }: { readonly saved: Limits }) {
  const text = useText('procedures')
  const words = useText('ui')
  const mayWrite = useMay('procedures.write')
  const calendars = useQuery({ ...calendarsQuery, enabled: useMay('sla.read') })
  const [rows, setRows] = useState(
    saved.limits.map(({ limitSeconds, ...row }) => ({ ...row, hours: String(limitSeconds / 3_600) })),
  )
  const change = (at: number, part: Partial<(typeof rows)[number]>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/api/order-task-limits', {
          body: {
            limits: rows.map(({ hours, ...row }) => ({ ...row, limitSeconds: Math.round(Number(hours) * 3_600) })),
          },
        }),
      ),
    onSuccess: (limits) => {
      queries.setQueryData(queryKey, limits)
      toast(text('limits-saved'))
    },
  })
  return (
    <form
      className="rounded-xl border border-line bg-surface p-3.5 shadow-card"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <FormProblem error={save.error} fields={['limits']} />
      <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
        {rows.map(({ kind, hours, calendarId }, at) => (
          <div key={kind} className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
            <Field
              label={text('limit-hours', { kind: text(`kind.${kind}`) })}
              error={problemAt(save.error, `limits.${at}.limitSeconds`) ?? problemAt(save.error, `limits.${at}.kind`)}
              required
            >
              <Input
                type="number"
                min={0.1}
                max={2_160}
                step="any"
                inputMode="decimal"
                value={hours}
                onChange={(event) => change(at, { hours: event.target.value })}
              />
            </Field>
            <Field
              label={text('limit-calendar', { kind: text(`kind.${kind}`) })}
              error={problemAt(save.error, `limits.${at}.calendarId`)}
            >
              <Select
                value={calendarId ?? always}
                options={[
                  { value: always, label: text('every-hour') },
                  ...(calendars.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onValue={(value) => change(at, { calendarId: value === always ? null : value })}
              />
            </Field>
          </div>
        ))}
        {mayWrite && (
          <FormActions>
            <Button type="submit" tone="primary" pending={save.isPending}>
              {words('save')}
            </Button>
          </FormActions>
        )}
      </fieldset>
    </form>
  )
}
