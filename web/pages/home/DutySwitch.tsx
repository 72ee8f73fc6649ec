import { useMutation, useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { useSession } from '../../shell/session.ts'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { toastError } from '../../ui/Toast.tsx'
import { availabilitiesQuery } from './queries.ts'

const states = ['on-duty', 'off-duty', 'away'] as const

/** Whether I am there: only then does the desk give me tickets. */
export function DutySwitch() {
  const text = useText('home')
  const words = useText('ui')
  const { member } = useSession()
  const all = useQuery(availabilitiesQuery)
  const change = useMutation({
    mutationFn: (state: Schemas['DutyState']) => answered(api.PUT('/api/availabilities/me', { body: { state } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: availabilitiesQuery.queryKey }),
    onError: (error) => toastError(words('failed-action'), error),
  })
  if (all.isPending) return <Skeleton className="h-9 w-32" />
  const mine = all.data?.find((one) => one.memberId === member.id)
  if (!mine) return null
  return (
    <Field label={text('my-duty')} hideLabel className="w-32">
      <Select
        value={change.isPending ? change.variables : mine.state}
        options={states.map((value) => ({ value, label: text(`duty.${value}`) }))}
        onValue={(state) => change.mutate(state)}
      />
    </Field>
  )
}
