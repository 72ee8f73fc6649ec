import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { fieldError } from '../../../api/problem.ts'
import { queries } from '../../../api/queries.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { useSession } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { currencyChoices } from '../choices.ts'
import { dayIn } from '../day.ts'
import { FormProblem } from '../FormProblem.tsx'

/** The fields of the only row that is sent, as the server names them. */
const fields = ['rows.0.day', 'rows.0.from', 'rows.0.to', 'rows.0.rate', 'rows.0.source'] as const

/** Says what one unit of a currency was worth in another on one day. */
export function RateDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText('rates')
  const words = useText('ui')
  const language = useLanguage()
  const { workspace } = useSession()
  const [row, setRow] = useState({
    day: dayIn(workspace.zone),
    from: 'USD',
    to: workspace.currency,
    rate: '',
    source: text('by-hand'),
  })
  const set = (change: Partial<typeof row>): void => setRow({ ...row, ...change })
  const save = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/currency-rates/rows', { body: { rows: [{ ...row, rate: row.rate.trim() }] } })),
    onSuccess: async ({ added, changed }) => {
      toast(text(added + changed > 0 ? 'recorded' : 'unchanged'))
      await Promise.all(['rates', 'order'].map((topic) => queries.invalidateQueries({ queryKey: [topic] })))
      onClose()
    },
  })
  const choices = currencyChoices(language)
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text('add')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <FormProblem error={save.error} fields={fields} />
        <Field label={text('day')} error={fieldError(save.error, fields[0])} required>
          <Input type="date" value={row.day} onChange={(event) => set({ day: event.target.value })} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={text('from')} error={fieldError(save.error, fields[1])}>
            <Combobox label={text('from')} value={row.from} choices={choices} onValue={(from) => set({ from })} />
          </Field>
          <Field label={text('to')} error={fieldError(save.error, fields[2])}>
            <Combobox label={text('to')} value={row.to} choices={choices} onValue={(to) => set({ to })} />
          </Field>
        </div>
        <Field
          label={text('rate')}
          help={text('rate-help', { from: row.from, to: row.to })}
          error={fieldError(save.error, fields[3]) && text('rate-wrong')}
          required
        >
          <Input inputMode="decimal" value={row.rate} onChange={(event) => set({ rate: event.target.value })} />
        </Field>
        <Field label={text('source')} help={text('source-help')} error={fieldError(save.error, fields[4])} required>
          <Input value={row.source} maxLength={60} onChange={(event) => set({ source: event.target.value })} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={save.isPending}>
            {text('add')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
