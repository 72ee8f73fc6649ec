import {
  ClipboardList,
  Handshake,
  House,
  Inbox,
  type LucideIcon,
  Microscope,
  Package,
  PackageOpen,
  PhoneCall,
  Settings,
  TicketPercent,
  TrendingDown,
  Users,
} from 'lucide-react'
import type { CommandId } from '../keyboard/commands.ts'
import type { Session } from './session.ts'

export interface Destination {
  readonly name:
    | 'home'
    | 'inbox'
    | 'orders'
    | 'tasks'
    | 'customers'
    | 'followups'
    | 'returns'
    | 'losses'
    | 'offers'
    | 'actions'
    | 'rootcauses'
    | 'settings'
  readonly to:
    | '/'
    | '/inbox'
    | '/orders/{-$order}'
    | '/order-tasks'
    | '/customers/{-$customer}'
    | '/followups/{-$followUp}'
    | '/returns'
    | '/losses'
    | '/offers/{-$offer}'
    | '/actions/{-$action}'
    | '/root-causes/{-$anomaly}'
    | '/settings/{-$page}/{-$item}'
  readonly icon: LucideIcon
  readonly command: CommandId
  readonly permission?: string
  /** On a phone, whose bar has room for six, it stands under “More”. */
  readonly isFurther?: true
}

/** The rail: what exists, in the order of the day. */
export const destinations: readonly Destination[] = [
  { name: 'home', to: '/', icon: House, command: 'go.home' },
  { name: 'inbox', to: '/inbox', icon: Inbox, command: 'go.inbox', permission: 'tickets.read' },
  { name: 'orders', to: '/orders/{-$order}', icon: Package, command: 'go.orders', permission: 'orders.read' },
  {
    name: 'tasks',
    to: '/order-tasks',
    icon: ClipboardList,
    command: 'go.tasks',
    permission: 'procedures.read',
    isFurther: true,
  },
  {
    name: 'returns',
    to: '/returns',
    icon: PackageOpen,
    command: 'go.returns',
    permission: 'returns.read',
    isFurther: true,
  },
  {
    name: 'losses',
    to: '/losses',
    icon: TrendingDown,
    command: 'go.losses',
    permission: 'losses.read',
    isFurther: true,
  },
  {
    name: 'customers',
    to: '/customers/{-$customer}',
    icon: Users,
    command: 'go.customers',
    permission: 'customers.read',
  },
  {
    name: 'followups',
    to: '/followups/{-$followUp}',
    icon: PhoneCall,
    command: 'go.followups',
    permission: 'followups.read',
    isFurther: true,
  },
  {
    name: 'offers',
    to: '/offers/{-$offer}',
    icon: TicketPercent,
    command: 'go.offers',
    permission: 'offers.read',
    isFurther: true,
  },
  {
    name: 'actions',
    to: '/actions/{-$action}',
    icon: Handshake,
    command: 'go.actions',
    permission: 'actions.read',
    isFurther: true,
  },
  {
    name: 'rootcauses',
    to: '/root-causes/{-$anomaly}',
    icon: Microscope,
    command: 'go.rootcauses',
    permission: 'rootcauses.read',
    isFurther: true,
  },
  { name: 'settings', to: '/settings/{-$page}/{-$item}', icon: Settings, command: 'go.settings' },
]

/** What of the rail a person may open. Settings always holds at least their own. */
export const openTo = (session: Session): readonly Destination[] =>
  destinations.filter((place) => !place.permission || place.permission in session.permissions)
