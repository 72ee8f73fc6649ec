import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight, CircleCheck, CircleDashed } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { membersQuery, storesQuery } from '../../parts/desk.ts'
import { useSession } from '../../shell/session.ts'
import { Card } from '../../ui/Card.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'

/** What a new desk needs before the first mail can be answered; gone when all of it is there. */
export function Checklist() {
  const text = useText('home')
  const { permissions, workspace } = useSession()
  const may = (permission: string): boolean => permission in permissions
  const relevant = !workspace.isDemo && (may('stores.write') || may('members.write') || may('channels.write'))
  const stores = useQuery({ ...storesQuery, enabled: relevant && may('stores.read') })
  const members = useQuery({ ...membersQuery, enabled: relevant && may('members.read') })
  const channels = useQuery({
    queryKey: ['channels', 'any'],
    queryFn: () => answered(api.GET('/api/channels', { params: { query: { limit: 1 } } })),
    enabled: relevant && may('channels.read'),
  })
  if (!relevant) return null
  if (stores.isLoading || members.isLoading || channels.isLoading) return <Pending workspaceId={workspace.id} />
  const steps = [
    { name: 'store', page: 'stores', permission: 'stores.write', done: (stores.data?.length ?? 0) > 0 },
    { name: 'channel', page: 'channels', permission: 'channels.write', done: (channels.data?.items.length ?? 0) > 0 },
    { name: 'members', page: 'members', permission: 'members.write', done: (members.data?.length ?? 0) > 1 },
  ] as const
  const mine = steps.filter((step) => may(step.permission))
  if (mine.every((step) => step.done)) {
    rememberBegun(workspace.id)
    return null
  }
  return (
    <Card title={text('begin')} tone="accent">
      <p className="mb-2 text-muted">{text('begin-detail')}</p>
      <ol>
        {mine.map((step) => (
          <li key={step.name}>
            <Link
              to="/settings/{-$page}/{-$item}"
              params={{ page: step.page, item: undefined }}
              className="-mx-2 flex items-center gap-3 rounded-lg px-2 py-2 hover:bg-hover"
            >
              {step.done ? (
                <CircleCheck role="img" aria-label={text('done')} className="size-5 shrink-0 text-ok-ink" />
              ) : (
                <CircleDashed role="img" aria-label={text('to-do')} className="size-5 shrink-0 text-muted" />
              )}
              <span className="min-w-0 flex-1">
                <span className={step.done ? 'text-muted line-through' : 'font-medium'}>
                  {text(`step.${step.name}`)}
                </span>
                <span className="block text-sm text-muted">{text(`step.${step.name}-detail`)}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 text-muted" />
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** Holds the list's place while it is being found out, but not for a desk that is known to be set up. */
function Pending({ workspaceId }: { readonly workspaceId: string }) {
  return hasBegun(workspaceId) ? null : <Skeleton className="h-64 rounded-xl" />
}

const key = 'amends.begun'

function hasBegun(workspaceId: string): boolean {
  try {
    return localStorage.getItem(key) === workspaceId
  } catch {
    return false
  }
}

function rememberBegun(workspaceId: string): void {
  try {
    localStorage.setItem(key, workspaceId)
  } catch {
    // Without storage the place is held once more at the next visit.
  }
}
