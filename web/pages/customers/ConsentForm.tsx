import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/Toast.tsx'
import { type Consents, consentsQuery, dayOf, momentOfDay, type NewConsent } from './consents.ts'

interface ConsentFormProps {
  readonly customerId: string
  readonly purpose: NewConsent['purpose']
  readonly letters: Consents['letters']
  readonly onClose: () => void
}

const states = ['given', 'withdrawn', 'unknown'] as const
const sources = ['letter', 'phone', 'form', 'order', 'other'] as const
const none = 'none'

/** Records what a customer said about a purpose, with where and when they said so. */
export function ConsentForm({ customerId, purpose, letters, onClose }: ConsentFormProps) {
  const text = useText('consents')
  const words = useText('ui')
  const formats = useFormats()
  const queries = useQueryClient()
  const today = dayOf(new Date())
  const [state, setState] = useState<NewConsent['state']>('given')
  const [source, setSource] = useState<NewConsent['source']>(letters.length > 0 ? 'letter' : 'phone')
  const [letter, setLetter] = useState(letters[0]?.messageId ?? none)
  const [day, setDay] = useState(today)
  const [note, setNote] = useState('')
  const save = useMutation({
    mutationFn: (body: NewConsent) =>
      answered(api.POST('/api/customers/{id}/consents', { params: { path: { id: customerId } }, body })),
    onSuccess: (consents) => {
      queries.setQueryData(consentsQuery(customerId).queryKey, consents)
      toast(text('saved'))
      onClose()
    },
  })
  const isOfLetter = source === 'letter' && letters.length > 0
  return (
    <Dialog
      open
      onOpen={onClose}
      title={text('record-title', { purpose: text(`purpose.${purpose}`) })}
      description={text('record-note')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({
            purpose,
            state,
            source,
            note: note.trim(),
            ...(isOfLetter && letter !== none && { messageId: letter }),
            ...momentOfDay(day, today),
          })
        }}
      >
        {save.error && <Banner tone="danger">{save.error.message}</Banner>}
        <Field label={text('state')}>
          <Select
            value={state}
            options={states.map((value) => ({ value, label: text(`say.${value}`) }))}
            onValue={setState}
          />
        </Field>
        <Field label={text('source')} error={fieldError(save.error, 'source')}>
          <Select
            value={source}
            options={sources.map((value) => ({ value, label: text(`source.${value}`) }))}
            onValue={setSource}
          />
        </Field>
        {isOfLetter && (
          <Field label={text('letter')} error={fieldError(save.error, 'messageId')}>
            <Select
              value={letter}
              options={[
                ...letters.map(({ messageId, subject, at }) => ({
                  value: messageId,
                  label: `${formats.date(new Date(at))} · ${subject}`,
                })),
                { value: none, label: text('no-letter') },
              ]}
              onValue={setLetter}
            />
          </Field>
        )}
        <Field label={text('day')} error={fieldError(save.error, 'saidAt')}>
          <Input type="date" value={day} max={today} onChange={(event) => setDay(event.target.value)} />
        </Field>
        <Field label={text('note')} help={text('note-help')} error={fieldError(save.error, 'note')}>
          <Textarea value={note} maxLength={1_000} rows={2} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={save.isPending}>
            {text('save')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
