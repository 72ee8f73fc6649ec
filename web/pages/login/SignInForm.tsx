import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError, isProblem } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input, PasswordInput } from '../../ui/Input.tsx'
import { useEnter } from './enter.ts'

/** E-mail and password; the workspace too where there are several. Works with password managers and pasting. */
export function SignInForm({ several }: { readonly several: boolean }) {
  const text = useText('login')
  const enter = useEnter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [workspace, setWorkspace] = useState('')
  const signIn = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/session', {
          body: { email: email.trim(), password, ...(workspace.trim() ? { workspace: workspace.trim() } : {}) },
        }),
      ),
    onSuccess: enter,
  })
  const asksWorkspace = several || isProblem(signIn.error, 'access.workspace-needed')
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate()
      }}
    >
      {signIn.error && <Banner tone="danger">{signIn.error.message}</Banner>}
      {asksWorkspace && (
        <Field label={text('workspace')} help={text('workspace-help')} error={fieldError(signIn.error, 'workspace')}>
          <Input
            name="organization"
            autoComplete="organization"
            value={workspace}
            onChange={(event) => setWorkspace(event.target.value)}
          />
        </Field>
      )}
      <Field label={text('email')} error={fieldError(signIn.error, 'email')} required>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label={text('password')} error={fieldError(signIn.error, 'password')} required>
        <PasswordInput
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" tone="primary" pending={signIn.isPending} className="mt-1 h-10">
        {text('sign-in')}
      </Button>
      <p className="text-sm text-muted">{text('forgotten')}</p>
    </form>
  )
}
