import { LoaderCircle, WifiOff } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLiveState } from '../api/live.ts'
import { useText } from '../i18n/text.ts'

/** Says when what is shown may be old: no network, or the stream of changes is broken. Silent for a blink of a break. */
export function ConnectionBanner() {
  const text = useText('shell')
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine)
  const live = useLiveState()
  const broken = useLasting(live === 'reconnecting', 1_500)
  if (online && !broken) return null
  const Icon = online ? LoaderCircle : WifiOff
  return (
    <p role="status" className="flex items-center justify-center gap-2 bg-warn-soft px-3 py-1 text-sm text-warn-ink">
      <Icon aria-hidden className={online ? 'size-4 animate-spin' : 'size-4'} />
      {text(online ? 'reconnecting' : 'offline')}
    </p>
  )
}

function watchNetwork(changed: () => void): () => void {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

/** True once `now` has been true for `milliseconds`. */
function useLasting(now: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!now) {
      setLasting(false)
      return
    }
    const timer = setTimeout(() => setLasting(true), milliseconds)
    return () => clearTimeout(timer)
  }, [now, milliseconds])
  return lasting
}
