import {
  BrushCleaning,
  CalendarDays,
  ClipboardList,
  Coins,
  DatabaseBackup,
  FileUp,
  Gauge,
  Handshake,
  KeyRound,
  type LucideIcon,
  MailPlus,
  Mails,
  PackageOpen,
  PhoneCall,
  Scale,
  ScrollText,
  Split,
  Store,
  Tags,
  Timer,
  TrendingDown,
  UserRound,
  Users,
} from 'lucide-react'
import type { ComponentType } from 'react'
import type { Catalogue } from '../../i18n/en/index.ts'
import { wantWords } from '../../i18n/text.ts'

/** One page of the settings. */
export interface SettingsEntry {
  /** Its place in the address: `/settings/<path>`. */
  readonly path: string
  /** Its title in the `settings` catalogue. */
  readonly title: keyof Catalogue['settings']
  readonly icon: LucideIcon
  /** What a person needs to open it; without one everybody may. */
  readonly permission?: string
  /** Fetches the page when it is first opened. `item` is the further part of the address, what the page has open. */
  readonly load: () => Promise<ComponentType<{ readonly item: string | undefined }>>
}

/** The settings, in the order of the menu. A new page is a file and one line here. */
export const settingsPages: readonly SettingsEntry[] = [
  { path: 'me', title: 'me', icon: UserRound, load: async () => (await import('./MePage.tsx')).MePage },
  {
    path: 'stores',
    title: 'stores',
    icon: Store,
    permission: 'stores.read',
    load: async () => (await import('./stores/StoresPage.tsx')).StoresPage,
  },
  {
    path: 'channels',
    title: 'channels',
    icon: Mails,
    permission: 'channels.read',
    load: async () => (await import('./channels/ChannelsPage.tsx')).ChannelsPage,
  },
  {
    path: 'marketplaces',
    title: 'marketplaces',
    icon: Scale,
    permission: 'stores.read',
    load: async () => (await import('./marketplaces/MarketplacesPage.tsx')).MarketplacesPage,
  },
  {
    path: 'products',
    title: 'products',
    icon: Tags,
    permission: 'products.read',
    load: async () => (await import('./products/ProductsPage.tsx')).ProductsPage,
  },
  {
    path: 'rates',
    title: 'rates',
    icon: Coins,
    permission: 'orders.read',
    load: async () => (await import('./rates/RatesPage.tsx')).RatesPage,
  },
  {
    path: 'imports',
    title: 'imports',
    icon: FileUp,
    permission: 'imports.read',
    load: async () => (await import('./imports/ImportsPage.tsx')).ImportsPage,
  },
  {
    path: 'templates',
    title: 'templates',
    icon: MailPlus,
    permission: 'templates.read',
    load: async () => (await import('./templates/TemplatesPage.tsx')).TemplatesPage,
  },
  {
    path: 'customers',
    title: 'customer-levels',
    icon: Gauge,
    permission: 'customers.read',
    load: async () => {
      const [page] = await Promise.all([import('./levels/LevelsPage.tsx'), wantWords('customers')])
      return page.LevelsPage
    },
  },
  {
    path: 'followups',
    title: 'followups',
    icon: PhoneCall,
    permission: 'followups.read',
    load: async () => (await import('./followups/PlansPage.tsx')).PlansPage,
  },
  {
    path: 'policies',
    title: 'policies',
    icon: Timer,
    permission: 'sla.read',
    load: async () => (await import('./policies/PoliciesPage.tsx')).PoliciesPage,
  },
  {
    path: 'order-tasks',
    title: 'order-tasks',
    icon: ClipboardList,
    permission: 'procedures.read',
    load: async () => {
      const [page] = await Promise.all([import('./tasks/TaskLimitsPage.tsx'), wantWords('procedures')])
      return page.TaskLimitsPage
    },
  },
  {
    path: 'returns',
    title: 'returns',
    icon: PackageOpen,
    permission: 'returns.read',
    load: async () => {
      const [page] = await Promise.all([import('./returns/ReturnSettingsPage.tsx'), wantWords('returnsBoard')])
      return page.ReturnSettingsPage
    },
  },
  {
    path: 'losses',
    title: 'losses',
    icon: TrendingDown,
    permission: 'losses.read',
    load: async () => {
      const [page] = await Promise.all([import('./losses/AlarmsPage.tsx'), wantWords('losses')])
      return page.AlarmsPage
    },
  },
  {
    path: 'calendars',
    title: 'calendars',
    icon: CalendarDays,
    permission: 'sla.read',
    load: async () => (await import('./calendars/CalendarsPage.tsx')).CalendarsPage,
  },
  {
    path: 'members',
    title: 'members',
    icon: Users,
    permission: 'members.read',
    load: async () => (await import('./members/MembersPage.tsx')).MembersPage,
  },
  {
    path: 'departments',
    title: 'departments',
    icon: Handshake,
    permission: 'actions.write',
    load: async () => {
      const [page] = await Promise.all([import('./departments/DepartmentsPage.tsx'), wantWords('actions')])
      return page.DepartmentsPage
    },
  },
  {
    path: 'assignment',
    title: 'assignment',
    icon: Split,
    permission: 'assignment.read',
    load: async () => (await import('./assignment/AssignmentPage.tsx')).AssignmentPage,
  },
  {
    path: 'tokens',
    title: 'tokens',
    icon: KeyRound,
    permission: 'tokens.write',
    load: async () => (await import('./tokens/TokensPage.tsx')).TokensPage,
  },
  {
    path: 'audit',
    title: 'audit',
    icon: ScrollText,
    permission: 'audit.read',
    load: async () => (await import('./audit/AuditPage.tsx')).AuditPage,
  },
  {
    path: 'backups',
    title: 'backups',
    icon: DatabaseBackup,
    permission: 'workspace.write',
    load: async () => (await import('./backups/BackupsPage.tsx')).BackupsPage,
  },
  {
    path: 'cleanups',
    title: 'cleanups',
    icon: BrushCleaning,
    permission: 'cleanups.run',
    load: async () => (await import('./cleanups/CleanupsPage.tsx')).CleanupsPage,
  },
]

/** The settings that a person may open. */
export const settingsOpenTo = (permissions: Readonly<Record<string, unknown>>): readonly SettingsEntry[] =>
  settingsPages.filter((page) => !page.permission || page.permission in permissions)
