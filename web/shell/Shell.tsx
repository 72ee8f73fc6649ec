import { Outlet, useMatch, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { watchSignedOut } from '../api/client.ts'
import { openLive } from '../api/live.ts'
import { useText } from '../i18n/text.ts'
import { listenToKeys, useCommands } from '../keyboard/registry.ts'
import { Toaster } from '../ui/Toast.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { openTo } from './navigation.ts'
import { BottomBar, Rail } from './Rail.tsx'
import { useSession } from './session.ts'
import { toggleTheme } from './theme.ts'

// None is needed before it is asked for.
const Palette = lazy(async () => ({ default: (await import('../keyboard/Palette.tsx')).Palette }))
const DemoRibbon = lazy(async () => ({ default: (await import('./DemoRibbon.tsx')).DemoRibbon }))
const KeySheet = lazy(async () => ({ default: (await import('../keyboard/KeySheet.tsx')).KeySheet }))

/** The frame of every page behind the sign-in: rail, live events, keys, toasts. */
export function Shell() {
  const text = useText('shell')
  const session = useSession()
  const navigate = useNavigate()
  const [layer, setLayer] = useState<'palette' | 'keys' | null>(null)
  const ticket = useMatch({ from: '/app/inbox/$view/{-$ticket}', shouldThrow: false })?.params.ticket
  const places = new Set(openTo(session).map((place) => place.name))

  useEffect(() => openLive(), [])
  useEffect(() => listenToKeys(document), [])
  useEffect(
    () =>
      watchSignedOut(() => {
        const { pathname, search } = window.location
        void navigate({ to: '/login', search: { to: `${pathname}${search}` } })
      }),
    [navigate],
  )
  useCommands({
    'palette.open': () => setLayer('palette'),
    'keys.show': () => setLayer('keys'),
    'theme.toggle': toggleTheme,
    'go.home': () => void navigate({ to: '/' }),
    'go.inbox': places.has('inbox') ? () => void navigate({ to: '/inbox' }) : undefined,
    'go.orders': places.has('orders') ? () => void navigate({ to: '/orders/{-$order}', params: {} }) : undefined,
    'go.tasks': places.has('tasks') ? () => void navigate({ to: '/order-tasks', search: {} }) : undefined,
    'go.customers': places.has('customers')
      ? () => void navigate({ to: '/customers/{-$customer}', params: {} })
      : undefined,
    'go.followups': places.has('followups')
      ? () => void navigate({ to: '/followups/{-$followUp}', params: {} })
      : undefined,
    'go.returns': places.has('returns') ? () => void navigate({ to: '/returns', search: {} }) : undefined,
    'go.losses': places.has('losses') ? () => void navigate({ to: '/losses', search: {} }) : undefined,
    'go.offers': places.has('offers') ? () => void navigate({ to: '/offers/{-$offer}', params: {} }) : undefined,
    'go.actions': places.has('actions') ? () => void navigate({ to: '/actions/{-$action}', params: {} }) : undefined,
    'go.rootcauses': places.has('rootcauses')
      ? () => void navigate({ to: '/root-causes/{-$anomaly}', params: {} })
      : undefined,
    'go.settings': () => void navigate({ to: '/settings/{-$page}/{-$item}', params: {} }),
  })

  return (
    <>
      <div className="relative flex h-dvh flex-col overflow-clip bg-canvas">
        <a
          href="#main"
          className="sr-only z-50 rounded-lg bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          {text('skip-to-content')}
        </a>
        <header className="empty:hidden">
          <ConnectionBanner />
          {session.workspace.isDemo && (
            <Suspense fallback={<div className="h-6 bg-warn-soft pointer-coarse:h-11" />}>
              <DemoRibbon />
            </Suspense>
          )}
        </header>
        <div className="flex min-h-0 flex-1">
          <Rail />
          <Main />
        </div>
        {!ticket && <BottomBar />}
      </div>
      <Suspense fallback={null}>
        {layer === 'palette' && <Palette onClose={() => setLayer(null)} />}
        {layer === 'keys' && <KeySheet onClose={() => setLayer(null)} />}
      </Suspense>
      <Toaster />
    </>
  )
}

/** The page itself. Going elsewhere moves the focus here, so that a screen reader starts with the new page. */
function Main() {
  const place = useRouterState({ select: (state) => state.location.pathname.split('/')[1] })
  const main = useRef<HTMLElement>(null)
  const before = useRef(place)
  useEffect(() => {
    if (before.current !== place) main.current?.focus({ preventScroll: true })
    before.current = place
  }, [place])
  return (
    <main id="main" ref={main} tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
      <Outlet />
    </main>
  )
}
