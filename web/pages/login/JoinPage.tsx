import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { useTitle } from '../../shell/title.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input, PasswordInput } from '../../ui/Input.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Doorstep } from './Doorstep.tsx'
import { useEnter } from './enter.ts'

/** A link from an administrator: join the workspace, or choose a new password. */
export function JoinPage() {
  const text = useText('login')
  const { secret } = useParams({ from: '/join/$secret' })
  const invitation = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => answered(api.GET('/api/invitations/{secret}', { params: { path: { secret } } })),
    retry: false,
  })
  const about = invitation.data
  const title = text(about?.purpose === 'reset' ? 'reset-title' : 'join-title')
  useTitle(title)
  if (invitation.isError)
    return (
      <Doorstep title={title}>
        <ErrorState error={invitation.error} title={text('link-ended')} />
        <p className="text-center">
          <Link to="/login" className="font-medium text-accent-ink underline">
            {text('to-sign-in')}
          </Link>
        </p>
      </Doorstep>
    )
  if (!about)
    return (
      <Doorstep title={title}>
        <SkeletonLines lines={4} />
      </Doorstep>
    )
  return (
    <Doorstep title={title} description={text('join-detail', { name: about.name, workspace: about.workspaceName })}>
      <PasswordForm secret={secret} email={about.email} />
    </Doorstep>
  )
}

function PasswordForm({ secret, email }: { readonly secret: string; readonly email: string }) {
  const text = useText('login')
  const enter = useEnter()
  const [password, setPassword] = useState('')
  const accept = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/invitations/{secret}', { params: { path: { secret } }, body: { password } })),
    onSuccess: enter,
  })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        accept.mutate()
      }}
    >
      {accept.error && <Banner tone="danger">{accept.error.message}</Banner>}
      <Field label={text('email')}>
        <Input type="email" autoComplete="username" value={email} readOnly />
      </Field>
      <Field
        label={text('password')}
        help={text('password-help')}
        error={fieldError(accept.error, 'password')}
        required
      >
        <PasswordInput
          autoComplete="new-password"
          minLength={10}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" tone="primary" pending={accept.isPending} className="mt-1 h-10">
        {text('come-in')}
      </Button>
    </form>
  )
}
