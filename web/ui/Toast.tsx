import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useText } from '../i18n/text.ts'
import { explained } from './ErrorState.tsx'

interface ToastMessage {
  readonly id: number
  readonly text: string
  readonly tone: 'ok' | 'danger'
  readonly detail?: string | undefined
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
  readonly seconds: number
}

let shown: readonly ToastMessage[] = []
let last = 0
const watchers = new Set<() => void>()

function change(next: readonly ToastMessage[]): void {
  shown = next
  for (const watcher of watchers) watcher()
}

const show = (message: ToastMessage): void => change([...shown, message].slice(-4))

/** Says briefly that something happened; with an action, such as undo, it stays until the time for that is over. Returns its id. */
export function toast(text: string, more: { action?: ToastMessage['action']; seconds?: number } = {}): number {
  last += 1
  show({ id: last, text, tone: 'ok', seconds: more.seconds ?? 4, action: more.action })
  return last
}

/** Says that an action failed, why, and which request it was. Stays long enough to be read. */
export function toastError(text: string, error?: unknown): number {
  const { message, requestId } = explained(error)
  last += 1
  const detail = [message, requestId].filter(Boolean).join(' · ')
  show({ id: last, text, tone: 'danger', seconds: 12, detail })
  return last
}

/** Takes a toast away before its time. */
export const dismissToast = (id: number): void => change(shown.filter((message) => message.id !== id))

/** Where toasts appear. Stands once in the page; announces politely, failures at once. */
export function Toaster() {
  const text = useText('ui')
  const messages = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => shown,
  )
  return (
    <section
      aria-label={text('notifications')}
      className="pointer-events-none fixed bottom-4 left-20 z-50 flex w-[min(24rem,calc(100vw-2rem))] md:w-79 flex-col gap-2 max-md:top-3 max-md:bottom-auto max-md:left-4"
    >
      {messages.map((message) => (
        <Shown key={message.id} message={message} closeLabel={text('close')} />
      ))}
    </section>
  )
}

function Shown({ message, closeLabel }: { readonly message: ToastMessage; readonly closeLabel: string }) {
  useEffect(() => {
    const timer = setTimeout(() => dismissToast(message.id), message.seconds * 1_000)
    return () => clearTimeout(timer)
  }, [message])
  const Icon = message.tone === 'ok' ? CircleCheck : CircleAlert
  return (
    <div
      role={message.tone === 'ok' ? 'status' : 'alert'}
      className="pointer-events-auto flex animate-appear items-center gap-2.5 rounded-xl border border-line bg-surface py-2 pr-2 pl-3.5 shadow-float"
    >
      <Icon
        aria-hidden
        className={message.tone === 'ok' ? 'size-4.5 shrink-0 text-ok-ink' : 'size-4.5 shrink-0 text-danger-ink'}
      />
      <p className="min-w-0 flex-1">
        {message.text}
        {message.detail && <span className="block text-sm break-words text-muted">{message.detail}</span>}
      </p>
      {message.action && (
        <button
          type="button"
          className="h-8 shrink-0 rounded-md px-2.5 font-semibold text-accent-ink hover:bg-accent-soft pointer-coarse:min-h-11"
          onClick={() => {
            dismissToast(message.id)
            message.action?.run()
          }}
        >
          {message.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={closeLabel}
        className="flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:min-w-11"
        onClick={() => dismissToast(message.id)}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  )
}
