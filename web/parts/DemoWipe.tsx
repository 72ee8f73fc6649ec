import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { answered, api } from '../api/client.ts'
import { queries } from '../api/queries.ts'
import { useText } from '../i18n/text.ts'
import { useSession } from '../shell/session.ts'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/Toast.tsx'
import { demoQuery } from './demo.ts'

// Asked for on a click only: the first page does not wait for the code of dialogs.
const ConfirmDialog = lazy(async () => ({ default: (await import('../ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** Wipes the demo data after asking, and shows how far it is. Whoever is in the demo is led out of it. */
export function DemoWipe({ small = false }: { readonly small?: boolean }) {
  const text = useText('login')
  const navigate = useNavigate()
  const { workspace } = useSession()
  const demo = useQuery(demoQuery)
  const [asking, setAsking] = useState(false)
  const [begun, setBegun] = useState(false)
  const wipe = useMutation({
    mutationFn: () => answered(api.DELETE('/api/demo')),
    onSuccess: (state) => {
      queries.setQueryData(demoQuery.queryKey, state)
      setAsking(false)
      setBegun(true)
    },
  })
  const state = demo.data?.state
  useEffect(() => {
    if (!begun || state !== 'none') return
    setBegun(false)
    toast(text('demo-wiped'))
    if (!workspace.isDemo) return
    queries.clear()
    void navigate({ to: '/login' })
  }, [begun, state, text, workspace.isDemo, navigate])
  const ask = (open: boolean) => {
    wipe.reset()
    setAsking(open)
  }
  if (state === 'wiping' && demo.data)
    return <DemoProgress words={text('demo-wiping')} done={demo.data.done} all={demo.data.all} />
  if (state !== 'ready' && state !== 'wipe-failed') return null
  return (
    <>
      {state === 'wipe-failed' && <span role="alert">{text('demo-wipe-failed')}</span>}
      {small ? (
        <button
          type="button"
          className="min-h-6 rounded px-1 font-medium underline underline-offset-2 pointer-coarse:min-h-11"
          onClick={() => ask(true)}
        >
          {text('wipe-demo')}
        </button>
      ) : (
        <Button icon={Trash2} onClick={() => ask(true)}>
          {text('wipe-demo')}
        </Button>
      )}
      <Suspense fallback={null}>
        {asking && (
          <ConfirmDialog
            open
            onOpen={ask}
            title={text('wipe-demo-title')}
            action={text('wipe-demo')}
            pending={wipe.isPending}
            error={wipe.error?.message}
            onConfirm={() => wipe.mutate()}
          >
            <p>{text('wipe-demo-detail')}</p>
            {workspace.isDemo && <p className="mt-2">{text('wipe-demo-out')}</p>}
          </ConfirmDialog>
        )}
      </Suspense>
    </>
  )
}

interface DemoProgressProps {
  readonly words: string
  readonly done: number
  readonly all: number
}

/** How far the loading or the wiping of the demo is. */
export function DemoProgress({ words, done, all }: DemoProgressProps) {
  return (
    <div aria-live="polite" className="flex flex-col gap-2">
      <p className="text-sm">{words}</p>
      <progress className="h-2 w-full accent-accent" aria-label={words} value={done} max={all} />
    </div>
  )
}
