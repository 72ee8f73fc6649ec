import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { ownZone } from '../../i18n/formats.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { currencyChoices, zoneChoices } from '../../parts/places.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Combobox } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input, PasswordInput } from '../../ui/Input.tsx'
import { useEnter } from './enter.ts'

/** The first workspace and its administrator. */
export function SetUpForm() {
  const text = useText('login')
  const language = useLanguage()
  const enter = useEnter()
  const [answers, setAnswers] = useState({ workspaceName: '', name: '', email: '', password: '' })
  const [zone, setZone] = useState(ownZone)
  const [currency, setCurrency] = useState(language === 'en' ? 'USD' : 'CNY')
  const setUp = useMutation({
    mutationFn: () => answered(api.POST('/api/setup', { body: { ...answers, language, zone, currency } })),
    onSuccess: enter,
  })
  const field = (name: keyof typeof answers) => ({
    value: answers[name],
    onChange: (event: { target: { value: string } }) => setAnswers({ ...answers, [name]: event.target.value }),
  })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        setUp.mutate()
      }}
    >
      {setUp.error && <Banner tone="danger">{setUp.error.message}</Banner>}
      <Field
        label={text('workspace-name')}
        help={text('workspace-name-help')}
        error={fieldError(setUp.error, 'workspaceName')}
        required
      >
        <Input autoComplete="organization" maxLength={120} {...field('workspaceName')} />
      </Field>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Field label={text('zone')} error={fieldError(setUp.error, 'zone')}>
          <Combobox label={text('zone')} value={zone} choices={zoneChoices(zone)} onValue={setZone} />
        </Field>
        <Field label={text('currency')} error={fieldError(setUp.error, 'currency')}>
          <Combobox
            label={text('currency')}
            value={currency}
            choices={currencyChoices(language)}
            onValue={setCurrency}
          />
        </Field>
      </div>
      <Field label={text('your-name')} error={fieldError(setUp.error, 'name')} required>
        <Input autoComplete="name" maxLength={80} {...field('name')} />
      </Field>
      <Field label={text('email')} error={fieldError(setUp.error, 'email')} required>
        <Input type="email" autoComplete="username" {...field('email')} />
      </Field>
      <Field label={text('password')} help={text('password-help')} error={fieldError(setUp.error, 'password')} required>
        <PasswordInput autoComplete="new-password" minLength={10} {...field('password')} />
      </Field>
      <Button type="submit" tone="primary" pending={setUp.isPending} className="mt-1 h-10">
        {text('create')}
      </Button>
    </form>
  )
}
