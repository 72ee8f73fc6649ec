import { useMutation, useQuery } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { useEffect } from 'react'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { DemoProgress } from '../../parts/DemoWipe.tsx'
import { demoQuery } from '../../parts/demo.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useEnter } from './enter.ts'

/** Looking around instead of setting up: loads the demo, shows how far it is, and signs in. */
export function DemoOffer() {
  const text = useText('login')
  const enter = useEnter()
  const demo = useQuery(demoQuery)
  const load = useMutation({
    mutationFn: () => answered(api.POST('/api/demo')),
    onSuccess: (state) => queries.setQueryData(demoQuery.queryKey, state),
  })
  const signIn = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) =>
      answered(api.POST('/api/session', { body: { email, password } })),
    onSuccess: enter,
  })
  const state = demo.data
  const gone = state?.state === 'none'
  useEffect(() => {
    // Whether one signs in here or sets up a workspace hangs on whether there is a demo.
    if (gone) void queries.invalidateQueries({ queryKey: ['setup'] })
  }, [gone])
  if (!state) return null
  if (state.state === 'loading')
    return (
      <DemoProgress
        words={text('demo-loading', { done: state.done, all: state.all })}
        done={state.done}
        all={state.all}
      />
    )
  if (state.state === 'wiping') return <DemoProgress words={text('demo-wiping')} done={state.done} all={state.all} />
  if (state.state === 'ready' || state.state === 'wipe-failed') {
    const { email, manager, password } = state.signIn
    return (
      <div className="flex flex-col gap-2.5">
        {signIn.error && <Banner tone="danger">{signIn.error.message}</Banner>}
        <p className="text-sm text-muted">{text('demo-ready')}</p>
        <div className="flex flex-wrap gap-2">
          <Button tone="primary" pending={signIn.isPending} onClick={() => signIn.mutate({ email, password })}>
            {text('demo-as-agent')}
          </Button>
          <Button pending={signIn.isPending} onClick={() => signIn.mutate({ email: manager, password })}>
            {text('demo-as-manager')}
          </Button>
        </div>
        <p className="text-xs text-muted">{text('demo-password', { email, manager, password })}</p>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-2.5">
      {(state.state === 'failed' || load.error) && (
        <Banner tone="danger">{load.error?.message ?? text('demo-failed')}</Banner>
      )}
      <p className="text-sm text-muted">{text('demo-instead')}</p>
      <Button icon={Sparkles} pending={load.isPending} onClick={() => load.mutate()} className="self-start">
        {text('load-demo')}
      </Button>
    </div>
  )
}
