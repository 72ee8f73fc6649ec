import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Input } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { type Cleanup, checkKinds, daysIn, isBusy } from './cleanups.ts'

interface DaysFormProps {
  readonly cleanup: Cleanup
  readonly days: number
}

/** How old something must be before it counts; saved, the kind is checked by it. */
export function DaysForm({ cleanup, days }: DaysFormProps) {
  const text = useText('cleanups')
  const { kind, defaultDays } = cleanup
  const [typed, setTyped] = useState(String(days))
  const wanted = daysIn(typed)
  const save = useMutation({
    mutationFn: async (days: number) => {
      await answered(api.PUT('/api/cleanups/{kind}/days', { params: { path: { kind } }, body: { days } }))
      await checkKinds([kind])
    },
    onSuccess: () => toast(text('saved')),
  })
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted !== null) save.mutate(wanted)
      }}
    >
      <Field
        className="w-full max-w-sm"
        label={text(kind === 'money-told-twice' ? 'days-within' : 'days-field')}
        help={text('days-help', { count: defaultDays ?? days })}
        error={wanted === null ? text('days-wrong') : save.error?.message}
      >
        <span className="flex gap-2">
          <Input
            inputMode="numeric"
            className="w-28"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button
            type="submit"
            pending={save.isPending}
            disabled={wanted === null || wanted === days || isBusy(cleanup)}
          >
            {text('save')}
          </Button>
        </span>
      </Field>
    </form>
  )
}
