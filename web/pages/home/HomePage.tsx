import { useQuery } from '@tanstack/react-query'
import { useMinute } from '../../i18n/minute.ts'
import { useText } from '../../i18n/text.ts'
import { countsQuery } from '../../parts/desk.ts'
import { useMay, useSession } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { ActionsCard } from './ActionsCard.tsx'
import { Checklist } from './Checklist.tsx'
import { DemoCard } from './DemoCard.tsx'
import { DueBoard } from './DueBoard.tsx'
import { DutySwitch } from './DutySwitch.tsx'
import { FollowUpsCard } from './FollowUpsCard.tsx'
import { NextTicketButton } from './NextTicketButton.tsx'
import { QueueTiles } from './QueueTiles.tsx'
import { pressingQuery } from './queries.ts'
import { TeamCard } from './TeamCard.tsx'

/** The first page: what waits for me and what runs late; while the desk is empty, how to begin. */
export function HomePage() {
  const text = useText('home')
  const { member } = useSession()
  const mayRead = useMay('tickets.read')
  const mayWork = useMay('tickets.work')
  const mayAssign = useMay('tickets.assign')
  const mayFollowUp = useMay('followups.work')
  const mayReadActions = useMay('actions.read')
  const seesTeam = useMay('assignment.read')
  const counts = useQuery({ ...countsQuery(undefined), enabled: mayRead })
  const view = mayAssign ? 'open' : 'mine'
  const pressing = useQuery({ ...pressingQuery(view), enabled: mayWork })
  const hour = useMinute().getHours()
  const greeting = hour < 5 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  useTitle(text('home'))
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-5 p-6 max-md:p-4">
        <PageHeader
          title={text(`good-${greeting}`, { name: member.name })}
          actions={
            mayWork && (
              <>
                {seesTeam && <DutySwitch />}
                <NextTicketButton />
              </>
            )
          }
        />
        <Checklist />
        {mayRead && <QueueTiles counts={counts} />}
        {mayWork && <DueBoard view={view} />}
        {mayReadActions && <ActionsCard />}
        {mayFollowUp && <FollowUpsCard />}
        {mayAssign && seesTeam && !pressing.isLoading && <TeamCard />}
        <DemoCard />
      </div>
    </div>
  )
}
