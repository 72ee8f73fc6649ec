import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useLive } from '../../api/live.ts'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { classes } from '../../ui/classes.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { availabilitiesQuery } from './queries.ts'

const rank = { 'on-duty': 0, 'off-duty': 1, away: 2 } as const

/** Who is there and how much they have, for those who give out work. */
export function TeamCard() {
  const text = useText('home')
  const team = useQuery(availabilitiesQuery)
  useLive('availability', () => void team.refetch())
  const people = [...(team.data ?? [])].sort(
    (one, other) => rank[one.state] - rank[other.state] || other.load - one.load,
  )
  return (
    <Card title={text('team')} icon={Users}>
      {team.isPending && <SkeletonLines lines={4} />}
      {team.isError && !team.data && <ErrorState error={team.error} onRetry={() => void team.refetch()} />}
      <ul className="grid grid-cols-2 gap-x-6 max-md:grid-cols-1">
        {people.map((person) => (
          <li key={person.memberId} className="flex items-center gap-2.5 border-b border-line/60 py-2">
            <Avatar name={person.name} />
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-2">
                <span className="truncate">{person.name}</span>
                <Badge tone={person.state === 'on-duty' ? 'ok' : 'outline'}>{text(`duty.${person.state}`)}</Badge>
              </span>
              <span className="text-sm text-muted">
                {text('open-and-pressing', { open: person.open, pressing: person.pressing })}
              </span>
            </span>
            <Load load={person.load} capacity={person.capacity} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** A bar with its figures: the words say the same as the bar. */
function Load({ load, capacity }: { readonly load: number; readonly capacity: number }) {
  const share = capacity > 0 ? Math.min(1, load / capacity) : 1
  return (
    <span className="flex w-28 shrink-0 flex-col items-end gap-1">
      <span className="text-xs text-muted tabular-nums">
        {Math.round(load)} / {capacity}
      </span>
      <span aria-hidden className="h-1.5 w-full overflow-hidden rounded-full bg-neutral-soft">
        <span
          className={classes('block h-full rounded-full', share >= 1 ? 'bg-danger' : 'bg-accent')}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </span>
  )
}
