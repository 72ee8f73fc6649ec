import { CircleAlert, RotateCw } from 'lucide-react'
import { useText } from '../i18n/text.ts'
import { Button } from './Button.tsx'

/** What an error may carry: the server's words and the number of the failed request. */
interface Explained {
  readonly message?: string
  readonly requestId?: string | undefined
}

interface ErrorStateProps {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
  /** What could not be loaded; "this" when not said. */
  readonly title?: string | undefined
}

/** What stands where something failed: which thing, why, the request's number for support, and a way to try again. */
export function ErrorState({ error, onRetry, title }: ErrorStateProps) {
  const text = useText('ui')
  const { message, requestId } = explained(error)
  return (
    <div role="alert" className="flex flex-col items-center justify-center gap-1.5 px-6 py-10 text-center">
      <CircleAlert aria-hidden className="size-7 text-danger-ink" />
      <p className="font-semibold">{title ?? text('failed-title')}</p>
      {message && <p className="max-w-md text-muted">{message}</p>}
      {requestId && <p className="font-mono text-xs text-muted select-all">{text('request-id', { id: requestId })}</p>}
      {onRetry && (
        <Button icon={RotateCw} size="small" className="mt-2" onClick={onRetry}>
          {text('retry')}
        </Button>
      )}
    </div>
  )
}

/** The words and the request number of whatever was thrown. */
export function explained(error: unknown): Explained {
  if (!(error instanceof Error)) return {}
  const requestId = 'requestId' in error && typeof error.requestId === 'string' ? error.requestId : undefined
  return { message: error.message, requestId }
}
