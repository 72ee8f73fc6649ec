import { ArrowUpFromLine, BellPlus, BellRing, Ellipsis, Link2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { useMay, useSession } from '../../shell/session.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuGroup } from '../../ui/Menu.tsx'
import { toast } from '../../ui/Toast.tsx'
import type { Ticket } from './queries.ts'
import { useWork } from './useWork.ts'

const EscalateDialog = lazy(async () => ({ default: (await import('./EscalateDialog.tsx')).EscalateDialog }))

const priorities = ['urgent', 'high', 'normal', 'low'] as const satisfies readonly Schemas['Priority'][]
const statuses = ['open', 'waiting'] as const

/** Status, priority, and the rarer things that can be done with a ticket. */
export function MoreMenu({ ticket }: { readonly ticket: Ticket }) {
  const text = useText('inbox')
  const words = useText('tickets')
  const { member } = useSession()
  const may = useMay('tickets.work')
  const { change, follow, reopen } = useWork(ticket)
  const [open, setOpen] = useState(false)
  const [only, setOnly] = useState<'status' | 'priority' | null>(null)
  const [escalating, setEscalating] = useState(false)
  const status = useCommand('ticket.status')
  const priority = useCommand('ticket.priority')
  const show = (part: typeof only): void => {
    setOnly(part)
    setOpen(true)
  }
  useCommands({
    'ticket.status': may ? () => show('status') : undefined,
    'ticket.priority': may ? () => show('priority') : undefined,
  })
  const follows = ticket.followers.some((one) => one.id === member.id)
  const groups: (MenuGroup & { readonly part: 'status' | 'priority' | 'other' })[] = [
    {
      part: 'status',
      title: `${text('status')}  ${status.keys.join(' ')}`,
      items: may
        ? statuses.map((value) => ({
            label: words(`status.${value}`),
            checked: ticket.status === value,
            onSelect: () => (value === 'open' ? reopen.mutate() : change.mutate({ status: value })),
          }))
        : [],
    },
    {
      part: 'priority',
      title: `${text('priority')}  ${priority.keys.join(' ')}`,
      items: may
        ? priorities.map((value) => ({
            label: words(`priority.${value}`),
            checked: ticket.priority === value,
            onSelect: () => change.mutate({ priority: value }),
          }))
        : [],
    },
    {
      part: 'other',
      items: [
        ...(may ? [{ label: text('escalate'), icon: ArrowUpFromLine, onSelect: () => setEscalating(true) }] : []),
        {
          label: text(follows ? 'unfollow' : 'follow'),
          icon: follows ? BellRing : BellPlus,
          onSelect: () => follow.mutate(!follows),
        },
        {
          label: text('copy-link'),
          icon: Link2,
          onSelect: () => void navigator.clipboard?.writeText(location.href).then(() => toast(text('link-copied'))),
        },
      ],
    },
  ]
  return (
    <>
      <Menu
        open={open}
        onOpen={(now) => {
          setOpen(now)
          if (!now) setOnly(null)
        }}
        groups={groups.filter((group) => group.items.length > 0 && (only === null || group.part === only))}
      >
        <IconButton icon={Ellipsis} label={text('more')} />
      </Menu>
      <Suspense fallback={null}>
        {escalating && <EscalateDialog ticket={ticket} onClose={() => setEscalating(false)} />}
      </Suspense>
    </>
  )
}
