import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { useSession } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { PasswordInput } from '../../ui/Input.tsx'
import { toast } from '../../ui/Toast.tsx'

/** Changing the own password; it ends the person's other sessions. */
export function PasswordCard() {
  const text = useText('settings')
  const { member } = useSession()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => answered(api.PUT('/api/profile/password', { body: { current, next } })),
    onSuccess: () => {
      setCurrent('')
      setNext('')
      toast(text('password-changed'))
    },
  })
  return (
    <Card title={text('password')}>
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        {change.error && (
          <Banner tone="danger" className="sm:col-span-2">
            {change.error.message}
          </Banner>
        )}
        <input type="email" autoComplete="username" value={member.email} readOnly hidden />
        <Field label={text('current-password')} error={fieldError(change.error, 'current')} required>
          <PasswordInput
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        </Field>
        <Field
          label={text('new-password')}
          help={text('password-help')}
          error={fieldError(change.error, 'next')}
          required
        >
          <PasswordInput
            autoComplete="new-password"
            minLength={10}
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        </Field>
        <div className="sm:col-span-2">
          <FormActions>
            <Button type="submit" pending={change.isPending}>
              {text('change-password')}
            </Button>
          </FormActions>
        </div>
      </form>
    </Card>
  )
}
