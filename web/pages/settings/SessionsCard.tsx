import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { isProblem } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toast.tsx'
import { PasswordDialog } from './PasswordDialog.tsx'

/** What waits for the password, and how it goes on. */
interface Asking {
  readonly action: string
  readonly again: () => void
}

/** Where the person is signed in, and how to end it there, or everywhere but here. */
export function SessionsCard() {
  const text = useText('settings')
  const words = useText('ui')
  const sessions = useQuery({ queryKey: ['own-sessions'], queryFn: () => answered(api.GET('/api/sessions')) })
  const [asking, setAsking] = useState<Asking>()
  const refused = (error: Error, wanted: Asking): void => {
    if (isProblem(error, 'access.password-needed')) setAsking(wanted)
    else toastError(words('failed-action'), error)
  }
  const end = useMutation({
    mutationFn: () => answered(api.DELETE('/api/sessions')),
    onSuccess: () => {
      toast(text('others-ended'))
      return queries.invalidateQueries({ queryKey: ['own-sessions'] })
    },
    onError: (error) => refused(error, { action: text('end-others'), again: () => end.mutate() }),
  })
  const endOne = useMutation({
    mutationFn: (id: string) => answered(api.DELETE('/api/sessions/{id}', { params: { path: { id } } })),
    onSuccess: () => toast(text('session-ended')),
    onError: (error, id) => refused(error, { action: text('end-session'), again: () => endOne.mutate(id) }),
    // Refused or not: what is shown may be of the past.
    onSettled: () => queries.invalidateQueries({ queryKey: ['own-sessions'] }),
  })
  const others = sessions.data?.some((session) => !session.current) ?? false
  return (
    <Card
      title={text('sessions')}
      aside={
        others && (
          <Button size="small" pending={end.isPending} onClick={() => end.mutate()}>
            {text('end-others')}
          </Button>
        )
      }
    >
      {sessions.isPending && <SkeletonLines />}
      {sessions.isError && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
      <ul>
        {sessions.data?.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line/60 py-2 last:border-b-0"
          >
            <span className="min-w-0 flex-1 truncate max-sm:basis-full" title={session.userAgent}>
              {browserOf(session.userAgent)} · {session.address}
            </span>
            {session.current && <Badge tone="accent">{text('this-browser')}</Badge>}
            <span className="text-sm text-muted">
              {text('last-seen')} <Time at={session.lastSeenAt} />
            </span>
            {!session.current && (
              <Button
                size="small"
                tone="ghost"
                pending={endOne.isPending && endOne.variables === session.id}
                onClick={() => endOne.mutate(session.id)}
              >
                {text('end-session')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asking && (
        <PasswordDialog
          action={asking.action}
          onClose={() => setAsking(undefined)}
          onConfirmed={() => {
            setAsking(undefined)
            asking.again()
          }}
        />
      )}
    </Card>
  )
}

/** A browser and system in two words, from what it says of itself. */
function browserOf(agent: string): string {
  const browser = /Edg\//.test(agent) ? 'Edge' : (/(Firefox|Chrome|Safari)\//.exec(agent)?.[1] ?? agent.slice(0, 40))
  const system = /(Windows|Mac OS X|Android|iPhone|Linux)/.exec(agent)?.[1]
  return system ? `${browser} · ${system}` : browser
}
