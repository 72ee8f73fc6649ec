import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useTitle } from '../../shell/title.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { DemoOffer } from './DemoOffer.tsx'
import { Doorstep } from './Doorstep.tsx'
import { SetUpForm } from './SetUpForm.tsx'
import { SignInForm } from './SignInForm.tsx'

/** The way in: sign-in, or the set-up while there is no workspace yet. */
export function LoginPage() {
  const text = useText('login')
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => answered(api.GET('/api/setup')), staleTime: 0 })
  const [wantsOwn, setWantsOwn] = useState(false)
  const isNew = setup.data?.workspaces === 'none' && (!setup.data.demo || wantsOwn)
  useTitle(text(isNew ? 'set-up-title' : 'sign-in-title'))
  if (setup.isPending)
    return (
      <Doorstep title={text('sign-in-title')}>
        <SkeletonLines lines={5} />
      </Doorstep>
    )
  if (setup.isError)
    return (
      <Doorstep title={text('sign-in-title')}>
        <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />
      </Doorstep>
    )
  if (isNew)
    return (
      <Doorstep title={text('set-up-title')} description={text('set-up-detail')} aside={<DemoOffer />}>
        <SetUpForm />
      </Doorstep>
    )
  return (
    <Doorstep title={text('sign-in-title')} aside={setup.data.demo ? <DemoOffer /> : undefined}>
      <SignInForm several={setup.data.workspaces === 'several'} />
      {setup.data.workspaces === 'none' && (
        <Button className="mt-4 w-full" onClick={() => setWantsOwn(true)}>
          {text('set-up-own')}
        </Button>
      )}
    </Doorstep>
  )
}
