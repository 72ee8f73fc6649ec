import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { fieldError } from '../../../api/problem.ts'
import { queries } from '../../../api/queries.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { minorUnits } from '../../../parts/money.ts'
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
const fields = ['rows.0.sku', 'rows.0.unitCost', 'rows.0.currency', 'rows.0.validFrom'] as const

/** Says what a piece of one product costs from a day on. */
export function CostDialog({ sku: begun, onClose }: { readonly sku: string; readonly onClose: () => void }) {
  const text = useText('products')
  const words = useText('ui')
  const language = useLanguage()
  const { workspace } = useSession()
  const [sku, setSku] = useState(begun)
  const [cost, setCost] = useState('')
  const [currency, setCurrency] = useState(workspace.currency)
  const [validFrom, setValidFrom] = useState(dayIn(workspace.zone))
  const [wrong, setWrong] = useState(false)
  const save = useMutation({
    mutationFn: (unitCost: number) =>
      answered(
        api.POST('/api/products/costs', { body: { rows: [{ sku: sku.trim(), unitCost, currency, validFrom }] } }),
      ),
    onSuccess: async ({ added, changed }) => {
      toast(text(added + changed > 0 ? 'recorded' : 'unchanged'))
      // Orders show what their lines cost.
      await Promise.all(['products', 'order'].map((topic) => queries.invalidateQueries({ queryKey: [topic] })))
      onClose()
    },
  })
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text('add')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const unitCost = minorUnits(cost, currency)
          setWrong(unitCost === undefined)
          if (unitCost !== undefined) save.mutate(unitCost)
        }}
      >
        <FormProblem error={save.error} fields={fields} />
        <Field label={text('sku')} help={text('sku-help')} error={fieldError(save.error, fields[0])} required>
          <Input value={sku} maxLength={120} spellCheck={false} onChange={(event) => setSku(event.target.value)} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={text('cost')}
            help={text('cost-help')}
            error={wrong ? text('cost-wrong') : fieldError(save.error, fields[1])}
            required
          >
            <Input inputMode="decimal" value={cost} onChange={(event) => setCost(event.target.value)} />
          </Field>
          <Field label={text('currency')} error={fieldError(save.error, fields[2])}>
            <Combobox
              label={text('currency')}
              value={currency}
              choices={currencyChoices(language)}
              onValue={setCurrency}
            />
          </Field>
        </div>
        <Field
          label={text('valid-from')}
          help={text('valid-from-help')}
          error={fieldError(save.error, fields[3])}
          required
        >
          <Input type="date" value={validFrom} onChange={(event) => setValidFrom(event.target.value)} />
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
