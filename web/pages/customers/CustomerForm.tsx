import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import type { Customer } from '../../parts/customers.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/Toast.tsx'
import type { CustomerChange } from './customers.ts'

/** The languages that letters are written in, and those that buyers of our marketplaces write. */
const languages = ['en', 'de', 'fr', 'it', 'es', 'ja', 'zh', 'nl', 'pl', 'pt', 'sv', 'tr', 'ar']
const unknown = 'unknown'

/** Changes what colleagues know of a customer. */
export function CustomerForm({ customer, onClose }: { readonly customer: Customer; readonly onClose: () => void }) {
  const text = useText('customers')
  const words = useText('ui')
  const formats = useFormats()
  const queries = useQueryClient()
  const [name, setName] = useState(customer.name)
  const [language, setLanguage] = useState(customer.language ?? unknown)
  const [vip, setVip] = useState(customer.vip)
  const [vipReason, setVipReason] = useState(customer.vipReason)
  const [specialNeeds, setSpecialNeeds] = useState(customer.specialNeeds)
  const [preferences, setPreferences] = useState(customer.preferences)
  const [notes, setNotes] = useState(customer.notes)
  const save = useMutation({
    mutationFn: (body: CustomerChange) =>
      answered(api.PATCH('/api/customers/{id}', { params: { path: { id: customer.id } }, body })),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['customer', customer.id] }),
        queries.invalidateQueries({ queryKey: ['customers'] }),
      ])
      toast(text('saved'))
      onClose()
    },
  })
  const known = customer.language && !languages.includes(customer.language) ? [customer.language] : []
  return (
    <Dialog open onOpen={onClose} title={text('edit-title')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({
            name: name.trim(),
            language: language === unknown ? null : language,
            vip,
            vipReason: vipReason.trim(),
            specialNeeds: specialNeeds.trim(),
            preferences: preferences.trim(),
            notes: notes.trim(),
          })
        }}
      >
        {save.error && <Banner tone="danger">{save.error.message}</Banner>}
        <Field label={text('name')} error={fieldError(save.error, 'name')}>
          <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} autoComplete="off" />
        </Field>
        <Field label={text('language')} error={fieldError(save.error, 'language')}>
          <Select
            value={language}
            options={[
              { value: unknown, label: text('not-known') },
              ...[...known, ...languages].map((code) => ({ value: code, label: formats.languageName(code) })),
            ]}
            onValue={setLanguage}
          />
        </Field>
        <Checkbox checked={vip} onChecked={setVip} label={text('mark-important')} help={text('mark-important-help')} />
        {vip && (
          <Field label={text('why-important')} error={fieldError(save.error, 'vipReason')} required>
            <Input value={vipReason} maxLength={500} onChange={(event) => setVipReason(event.target.value)} />
          </Field>
        )}
        <Field
          label={text('special-needs')}
          help={text('special-needs-help')}
          error={fieldError(save.error, 'specialNeeds')}
        >
          <Textarea
            value={specialNeeds}
            maxLength={2_000}
            rows={2}
            onChange={(event) => setSpecialNeeds(event.target.value)}
          />
        </Field>
        <Field
          label={text('preferences')}
          help={text('preferences-help')}
          error={fieldError(save.error, 'preferences')}
        >
          <Textarea
            value={preferences}
            maxLength={2_000}
            rows={2}
            onChange={(event) => setPreferences(event.target.value)}
          />
        </Field>
        <Field label={text('notes')} error={fieldError(save.error, 'notes')}>
          <Textarea value={notes} maxLength={10_000} rows={3} onChange={(event) => setNotes(event.target.value)} />
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
