import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { AmountField } from './FactField.tsx'
import { ParcelForm, type ParcelFormProps } from './ParcelForm.tsx'

const methods = ['by-hand', 'feed'] as const

/** Records money that was given back by hand, or is to be told to Amazon by its file. */
export function RefundDialog({ request, onKept, onClose }: ParcelFormProps) {
  const text = useText('returns')
  const [amount, setAmount] = useState<number | null>(null)
  const [method, setMethod] = useState<(typeof methods)[number]>('by-hand')
  const [reference, setReference] = useState('')
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/returns/{id}/refunds', {
          params: { path: { id: request.id } },
          body: { amount: amount ?? 0, method, reference: reference.trim() },
        }),
      ),
    onSuccess: onKept,
  })
  return (
    <ParcelForm
      title={text('record-refund-title')}
      detail={text('record-refund-detail')}
      save={save}
      isReady={amount !== null && amount > 0}
      onClose={onClose}
    >
      <AmountField
        label={`${text('amount')} (${request.currency})`}
        value={amount}
        currency={request.currency}
        error={fieldError(save.error, 'amount')}
        onValue={setAmount}
      />
      <Field label={text('method')} help={method === 'feed' ? text('method-feed-help') : undefined}>
        <Select
          value={method}
          options={methods.map((value) => ({ value, label: text(`method.${value}`) }))}
          onValue={setMethod}
        />
      </Field>
      <Field label={text('reference')} error={fieldError(save.error, 'reference')}>
        <Input value={reference} maxLength={200} onChange={({ target }) => setReference(target.value)} />
      </Field>
    </ParcelForm>
  )
}
