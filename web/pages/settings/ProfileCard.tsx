import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { zoneChoices } from '../../parts/places.ts'
import { chooseLanguage, sessionQuery, useSession } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Combobox } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast, toastError } from '../../ui/Toast.tsx'

/** The own name, language and zone. */
export function ProfileCard() {
  const text = useText('settings')
  const words = useText('ui')
  const { member } = useSession()
  const [name, setName] = useState(member.name)
  const [zone, setZone] = useState(member.zone)
  const save = useMutation({
    mutationFn: () => answered(api.PATCH('/api/profile', { body: { name: name.trim(), zone } })),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session)
      toast(text('saved'))
    },
    onError: (error) => toastError(words('failed-action'), error),
  })
  return (
    <Card title={text('profile')}>
      <form
        className="grid gap-4 sm:grid-cols-3"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Field label={text('name')} error={fieldError(save.error, 'name')} required>
          <Input value={name} maxLength={80} autoComplete="name" onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={text('zone')} error={fieldError(save.error, 'zone')}>
          <Combobox label={text('zone')} value={zone} choices={zoneChoices(zone)} onValue={setZone} />
        </Field>
        <Field label={text('language')}>
          <Select
            value={member.language}
            options={[
              { value: 'zh-CN', label: '简体中文' },
              { value: 'en', label: 'English' },
            ]}
            onValue={(language) =>
              void chooseLanguage(language).catch((error: unknown) => toastError(words('failed-action'), error))
            }
          />
        </Field>
        <div className="sm:col-span-3">
          <FormActions>
            <Button type="submit" tone="primary" pending={save.isPending}>
              {text('save')}
            </Button>
          </FormActions>
        </div>
      </form>
    </Card>
  )
}
