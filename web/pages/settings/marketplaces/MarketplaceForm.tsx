import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input, Textarea } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { currencyChoices, letterLanguages, zoneChoices } from '../choices.ts'
import { FormProblem } from '../FormProblem.tsx'
import { linesOf } from '../lines.ts'
import { problemAt } from '../problems.ts'
import { Ticks } from '../Ticks.tsx'
import { useFirstField } from '../useFirstField.ts'
import { type Marketplace, marketplacesQuery } from './marketplaces.ts'

interface MarketplaceFormProps {
  readonly place: Marketplace
  readonly onDone: () => void
}

const shownFields = [
  'name.en',
  'name.zh-CN',
  'zone',
  'currency',
  'mailDomains',
  'noticeDomains',
  'orderNumberPatterns',
  'languages',
]

/** How a marketplace is named and by what its mail is known. */
export function MarketplaceForm({ place, onDone }: MarketplaceFormProps) {
  const text = useText('stores')
  const box = useFirstField<HTMLFormElement>()
  const words = useText('ui')
  const screen = useLanguage()
  const formats = useFormats()
  const [name, setName] = useState(place.name)
  const [languages, setLanguages] = useState(place.languages)
  const [currency, setCurrency] = useState(place.currency)
  const [zone, setZone] = useState(place.zone)
  const [mail, setMail] = useState(place.mailDomains.join('\n'))
  const [notices, setNotices] = useState(place.noticeDomains.join('\n'))
  const [patterns, setPatterns] = useState(place.orderNumberPatterns.join('\n'))
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PATCH('/api/marketplaces/{code}', {
          params: { path: { code: place.code } },
          body: {
            name,
            languages,
            currency,
            zone,
            mailDomains: linesOf(mail.toLowerCase()),
            noticeDomains: linesOf(notices.toLowerCase()),
            orderNumberPatterns: linesOf(patterns),
          },
        }),
      ),
    onSuccess: () => {
      toast(text('saved'))
      onDone()
      return queries.invalidateQueries({ queryKey: marketplacesQuery.queryKey })
    },
  })
  const wrong = (field: string) => problemAt(save.error, field)
  return (
    <form
      ref={box}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <FormProblem error={save.error} fields={shownFields} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text('own-name')} error={wrong('name.zh-CN')} required>
          <Input value={name['zh-CN']} onChange={(event) => setName({ ...name, 'zh-CN': event.target.value })} />
        </Field>
        <Field label={text('english-name')} error={wrong('name.en')} required>
          <Input value={name.en} onChange={(event) => setName({ ...name, en: event.target.value })} />
        </Field>
        <Field label={text('zone')} error={wrong('zone')}>
          <Combobox label={text('zone')} value={zone} choices={zoneChoices(zone)} onValue={setZone} />
        </Field>
        <Field label={text('currency')} error={wrong('currency')}>
          <Combobox label={text('currency')} value={currency} choices={currencyChoices(screen)} onValue={setCurrency} />
        </Field>
      </div>
      <Ticks
        label={text('languages')}
        error={wrong('languages')}
        options={letterLanguages.map((code) => ({ value: code, label: formats.languageName(code) }))}
        values={languages}
        onValues={setLanguages}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text('mail-domains')} help={text('mail-domains-help')} error={wrong('mailDomains')}>
          <Textarea className="font-mono text-sm" value={mail} onChange={(event) => setMail(event.target.value)} />
        </Field>
        <Field label={text('notice-domains')} help={text('notice-domains-help')} error={wrong('noticeDomains')}>
          <Textarea
            className="font-mono text-sm"
            value={notices}
            onChange={(event) => setNotices(event.target.value)}
          />
        </Field>
      </div>
      <Field
        label={text('order-numbers')}
        help={text('order-numbers-help', { often: '{2,6}' })}
        error={wrong('orderNumberPatterns')}
      >
        <Textarea
          className="font-mono text-sm"
          value={patterns}
          onChange={(event) => setPatterns(event.target.value)}
        />
      </Field>
      <FormActions>
        <Button onClick={onDone}>{words('cancel')}</Button>
        <Button type="submit" tone="primary" pending={save.isPending}>
          {words('save')}
        </Button>
      </FormActions>
    </form>
  )
}
