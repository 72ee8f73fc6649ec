import { Link } from '@tanstack/react-router'
import { Compass, Lock } from 'lucide-react'
import { useText } from '../i18n/text.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { useTitle } from './title.ts'

const linkLook =
  'inline-flex h-9 items-center rounded-lg bg-accent px-3.5 font-semibold text-on-accent hover:bg-accent-hover'

/** The page for an address that a person may not open: it says who can grant it. */
export function Forbidden({ permission }: { readonly permission: string }) {
  const text = useText('shell')
  useTitle(text('forbidden-title'))
  return (
    <EmptyState whole icon={Lock} title={text('forbidden-title')} actions={<Home />}>
      {text('forbidden-detail', { permission })}
    </EmptyState>
  )
}

/** The page for an address behind which there is nothing. */
export function NotFound() {
  const text = useText('shell')
  useTitle(text('not-found-title'))
  return (
    <EmptyState whole icon={Compass} title={text('not-found-title')} actions={<Home />}>
      {text('not-found-detail')}
    </EmptyState>
  )
}

/** The same where there is no frame around it. */
export const NotFoundAlone = () => (
  <main className="flex min-h-dvh flex-col justify-center">
    <NotFound />
  </main>
)

/** The page for what failed while it was being opened. */
export const Failed = ({ error, reset }: { readonly error: unknown; readonly reset: () => void }) => (
  <ErrorState error={error} onRetry={reset} />
)

const Home = () => (
  <Link to="/" className={linkLook}>
    {useText('shell')('to-home')}
  </Link>
)
