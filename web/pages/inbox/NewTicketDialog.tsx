import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { storesQuery } from '../../parts/desk.ts'
import { useSession } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'

const empty = { name: '', email: '', phone: '', subject: '', text: '', orderNumber: '', storeId: '' }

/** A ticket by hand: a buyer who rang, a word passed on by a colleague. */
export function NewTicketDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText('inbox')
  const words = useText('ui')
  const navigate = useNavigate()
  const stores = useQuery(storesQuery)
  const needsStore = useSession().permissions['tickets.work'] !== 'all'
  const [answers, setAnswers] = useState(empty)
  // Whoever serves one store only has nothing to choose.
  const only = needsStore && stores.data?.length === 1 ? stores.data[0]?.id : undefined
  const storeId = answers.storeId || (only ?? '')
  const open = useMutation({
    mutationFn: () => {
      const { name, email, phone, subject } = answers
      const orderNumber = answers.orderNumber.normalize('NFKC').trim()
      return answered(
        api.POST('/api/tickets', {
          body: {
            channelKind: 'phone',
            subject: subject.trim(),
            text: answers.text.trim(),
            buyer: {
              name: name.trim(),
              ...(email.trim() ? { email: email.trim() } : {}),
              ...(phone.trim() ? { phone: phone.trim() } : {}),
            },
            ...(storeId ? { storeId } : {}),
            ...(orderNumber ? { orderNumber } : {}),
          },
        }),
      )
    },
    onSuccess: ({ id }) => {
      onClose()
      return navigate({ to: '/inbox/$view/{-$ticket}', params: { view: 'open', ticket: id } })
    },
  })
  const field = (name: keyof typeof empty) => ({
    value: answers[name],
    onChange: (event: { target: { value: string } }) => setAnswers({ ...answers, [name]: event.target.value }),
  })
  return (
    <Dialog open onOpen={onClose} title={text('new-ticket')} description={text('new-ticket-detail')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          open.mutate()
        }}
      >
        {open.error && <Banner tone="danger">{open.error.message}</Banner>}
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label={text('buyer-name')} error={fieldError(open.error, 'buyer.name')} required>
            <Input maxLength={120} {...field('name')} />
          </Field>
          <Field label={text('contact.phone')} error={fieldError(open.error, 'buyer.phone')} optional>
            <Input type="tel" maxLength={40} {...field('phone')} />
          </Field>
          <Field label={text('contact.email')} error={fieldError(open.error, 'buyer.email')} optional>
            <Input type="email" {...field('email')} />
          </Field>
          <Field label={text('store')} error={fieldError(open.error, 'storeId')} required={needsStore}>
            <Select
              value={storeId}
              placeholder={needsStore}
              options={[
                ...(needsStore ? [] : [{ value: '', label: text('no-store') }]),
                ...(stores.data ?? []).map((store) => ({ value: store.id, label: store.name })),
              ]}
              onValue={(chosen) => setAnswers({ ...answers, storeId: chosen })}
            />
          </Field>
          <Field
            label={text('field.orderNumber')}
            error={fieldError(open.error, 'orderNumber')}
            optional
            className="sm:col-span-2"
          >
            <Input maxLength={60} {...field('orderNumber')} />
          </Field>
        </div>
        <Field label={text('subject')} error={fieldError(open.error, 'subject')} required>
          <Input maxLength={300} {...field('subject')} />
        </Field>
        <Field label={text('what-was-said')} error={fieldError(open.error, 'text')} required>
          <Textarea className="min-h-32" maxLength={100_000} {...field('text')} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={open.isPending}>
            {text('open-ticket')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
