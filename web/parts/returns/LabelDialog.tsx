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
import { payers } from './returns.ts'

/** Notes the label of the way back. */
export function LabelDialog({ request, words, onKept, onClose }: ParcelFormProps) {
  const text = useText('returns')
  const { parcel } = request
  const [carrier, setCarrier] = useState(parcel?.labelCarrier ?? '')
  const [tracking, setTracking] = useState(parcel?.labelTracking ?? '')
  const [url, setUrl] = useState(parcel?.labelUrl ?? '')
  const [cost, setCost] = useState(parcel?.labelCost ?? null)
  const [payer, setPayer] = useState(parcel?.labelPayer ?? null)
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/api/returns/{id}/label', {
          params: { path: { id: request.id } },
          body: {
            carrier: carrier.trim(),
            tracking: tracking.trim() || null,
            url: url.trim() || null,
            cost,
            payer,
          },
        }),
      ),
    onSuccess: onKept,
  })
  const isReady = carrier.trim() !== '' || tracking.trim() !== '' || url.trim() !== '' || cost !== null
  return (
    <ParcelForm title={text('note-label-title')} save={save} isReady={isReady} onClose={onClose}>
      <Field label={text('carrier')} error={fieldError(save.error, 'carrier')}>
        <Input value={carrier} maxLength={80} onChange={({ target }) => setCarrier(target.value)} />
      </Field>
      <Field label={text('tracking')} error={fieldError(save.error, 'tracking')}>
        <Input
          value={tracking}
          maxLength={80}
          spellCheck={false}
          onChange={({ target }) => setTracking(target.value)}
        />
      </Field>
      <Field label={text('label-url')} help={text('label-url-help')} error={fieldError(save.error, 'url')}>
        <Input type="url" value={url} maxLength={1_000} onChange={({ target }) => setUrl(target.value)} />
      </Field>
      <AmountField
        label={`${text('label-cost')} (${request.currency})`}
        value={cost}
        currency={request.currency}
        error={fieldError(save.error, 'cost')}
        onValue={setCost}
      />
      <Field label={words.fact('labelPayer')}>
        <Select
          value={payer ?? ''}
          placeholder
          options={payers.map((value) => ({ value, label: words.value('labelPayer', value) }))}
          onValue={setPayer}
        />
      </Field>
    </ParcelForm>
  )
}
