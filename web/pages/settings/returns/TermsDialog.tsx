import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input, Textarea } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { settingsQuery } from './settings.ts'
import { type Cost, costs, type Terms, type TermsChange, termsOf, typedOf } from './terms.ts'

const titles = {
  outboundShipping: 'outbound-shipping',
  returnShipping: 'return-shipping',
  restockingCost: 'restocking-cost',
} as const

interface TermsDialogProps {
  readonly terms: Terms
  readonly onClose: () => void
}

/** Where returns of a store go, and what they cost by rule. */
export function TermsDialog({ terms, onClose }: TermsDialogProps) {
  const text = useText('returnsBoard')
  const words = useText('ui')
  const [typed, setTyped] = useState(typedOf(terms))
  const [wrong, setWrong] = useState<readonly (Cost | 'currency')[]>([])
  const save = useMutation({
    mutationFn: (body: TermsChange) =>
      answered(api.PUT('/api/return-settings/terms/{storeId}', { params: { path: { storeId: terms.storeId } }, body })),
    onSuccess: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved)
      toast(text('terms-saved'))
      onClose()
    },
  })
  const change = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part })
  return (
    <Dialog open onOpen={(open) => open || onClose()} title={text('terms-of', { store: terms.storeName })}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const read = termsOf(typed)
          if (!('currency' in read)) return setWrong(read)
          setWrong([])
          save.mutate(read)
        }}
      >
        <FormProblem error={save.error} fields={['returnAddress', 'currency', ...costs]} />
        <Field
          label={text('return-address')}
          help={text('return-address-help')}
          error={problemAt(save.error, 'returnAddress')}
        >
          <Textarea
            rows={3}
            maxLength={1_000}
            value={typed.returnAddress}
            onChange={(event) => change({ returnAddress: event.target.value })}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field
            label={text('currency')}
            help={text('currency-help')}
            error={wrong.includes('currency') ? text('bad-currency') : problemAt(save.error, 'currency')}
            required
          >
            <Input
              value={typed.currency}
              maxLength={3}
              autoComplete="off"
              onChange={(event) => change({ currency: event.target.value })}
            />
          </Field>
          {costs.map((name) => (
            <Field
              key={name}
              label={text(titles[name])}
              error={wrong.includes(name) ? text('bad-amount') : problemAt(save.error, name)}
              optional
            >
              <Input
                inputMode="decimal"
                autoComplete="off"
                placeholder={text('not-known')}
                value={typed[name]}
                onChange={(event) => change({ [name]: event.target.value })}
              />
            </Field>
          ))}
        </div>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={save.isPending}>
            {words('save')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
