import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { fieldError } from '../../../api/problem.ts'
import { queries } from '../../../api/queries.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { currencyChoices, languageChoices, zoneChoices } from '../choices.ts'
import { FormProblem } from '../FormProblem.tsx'
import { useMarketplaces } from '../marketplaces/marketplaces.ts'
import { useFirstField } from '../useFirstField.ts'
import { StoreEnding } from './StoreEnding.tsx'

type Store = Schemas['Store']

interface StoreFormProps {
  /** Absent for a new store. */
  readonly store?: Store
  readonly onDone: () => void
}

const fields = [
  'name',
  'marketplace',
  'externalSellerId',
  'signatureName',
  'defaultLanguage',
  'currency',
  'zone',
] as const

/** The fields of a store. What a new one leaves empty comes from its marketplace. */
export function StoreForm({ store, onDone }: StoreFormProps) {
  const text = useText('stores')
  const box = useFirstField<HTMLFormElement>()
  const words = useText('ui')
  const screen = useLanguage()
  const formats = useFormats()
  const mayWrite = useMay('stores.write')
  const { all, of, nameOf } = useMarketplaces()
  const [name, setName] = useState(store?.name ?? '')
  const [marketplace, setMarketplace] = useState(store?.marketplace ?? '')
  const [sellerId, setSellerId] = useState(store?.externalSellerId ?? '')
  const [signature, setSignature] = useState(store?.signatureName ?? '')
  const [language, setLanguage] = useState(store?.defaultLanguage)
  const [currency, setCurrency] = useState(store?.currency)
  const [zone, setZone] = useState(store?.zone)
  const place = of(marketplace)
  const shown = {
    language: language ?? place?.languages[0] ?? null,
    currency: currency ?? place?.currency ?? null,
    zone: zone ?? place?.zone ?? null,
  }
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        externalSellerId: sellerId.trim() || null,
        ...(signature.trim() && { signatureName: signature.trim() }),
        ...(language && { defaultLanguage: language }),
        ...(currency && { currency }),
        ...(zone && { zone }),
      }
      return store
        ? answered(api.PATCH('/api/stores/{id}', { params: { path: { id: store.id } }, body }))
        : answered(api.POST('/api/stores', { body: { ...body, marketplace } }))
    },
    onSuccess: () => {
      toast(text(store ? 'saved' : 'created'))
      onDone()
      return queries.invalidateQueries({ queryKey: ['stores'] })
    },
  })
  const form = useId()
  const wrong = (field: (typeof fields)[number]) => fieldError(save.error, field)
  return (
    <div className="flex flex-col gap-4">
      {!mayWrite && <Banner>{text('read-only')}</Banner>}
      <FormProblem error={save.error} fields={fields} />
      <form
        ref={box}
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <fieldset disabled={!mayWrite} className="grid gap-4 sm:grid-cols-2">
          <Field label={text('marketplace')} error={wrong('marketplace')} required>
            <Combobox
              label={text('marketplace')}
              value={marketplace || null}
              disabled={store !== undefined}
              choices={all.map((each) => ({ value: each.code, label: each.name[screen], keywords: each.name.en }))}
              onValue={setMarketplace}
            />
          </Field>
          <Field label={text('name')} help={text('name-help')} error={wrong('name')} required>
            <Input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={text('seller-id')} help={text('seller-id-help')} error={wrong('externalSellerId')} optional>
            <Input
              value={sellerId}
              maxLength={80}
              spellCheck={false}
              onChange={(event) => setSellerId(event.target.value)}
            />
          </Field>
          <Field
            label={text('signature')}
            help={text('signature-help')}
            error={wrong('signatureName')}
            optional={!store}
          >
            <Input
              value={signature}
              maxLength={120}
              placeholder={name}
              onChange={(event) => setSignature(event.target.value)}
            />
          </Field>
          <Field label={text('language')} help={text('language-help')} error={wrong('defaultLanguage')}>
            <Combobox
              label={text('language')}
              value={shown.language}
              choices={languageChoices(formats)}
              onValue={setLanguage}
            />
          </Field>
          <Field
            label={text('zone')}
            help={!zone && place ? text('from-marketplace', { value: nameOf(place.code) }) : undefined}
            error={wrong('zone')}
          >
            <Combobox
              label={text('zone')}
              value={shown.zone}
              choices={zoneChoices(shown.zone ?? 'UTC')}
              onValue={setZone}
            />
          </Field>
          <Field label={text('currency')} error={wrong('currency')}>
            <Combobox
              label={text('currency')}
              value={shown.currency}
              choices={currencyChoices(screen)}
              onValue={setCurrency}
            />
          </Field>
        </fieldset>
      </form>
      <FormActions>
        {store && mayWrite && <StoreEnding store={store} onDeleted={onDone} />}
        <Button onClick={onDone}>{words(mayWrite ? 'cancel' : 'close')}</Button>
        {mayWrite && (
          <Button
            type="submit"
            form={form}
            tone="primary"
            pending={save.isPending}
            disabled={!marketplace || !name.trim()}
          >
            {store ? words('save') : text('add')}
          </Button>
        )}
      </FormActions>
    </div>
  )
}
