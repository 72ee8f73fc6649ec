import { audited, observed } from '../platform/audited.ts'
import { cleanupKinds } from '../platform/cleanups.ts'
import type { Listener } from '../platform/events.ts'
import type { Hooks } from '../platform/hooks.ts'
import type { Routes } from '../platform/http.ts'
import type { Daemon, Job, Sweep } from '../platform/jobs.ts'
import type { Services } from '../platform/services.ts'
import * as access from './access/index.ts'
import * as actions from './actions/index.ts'
import * as assignment from './assignment/index.ts'
import * as audit from './audit/index.ts'
import * as backups from './backups/index.ts'
import * as channels from './channels/index.ts'
import * as classification from './classification/index.ts'
import * as cleanups from './cleanups/index.ts'
import * as customers from './customers/index.ts'
import * as experiments from './experiments/index.ts'
import * as followups from './followups/index.ts'
import * as imports from './imports/index.ts'
import * as linking from './linking/index.ts'
import * as losses from './losses/index.ts'
import * as messages from './messages/index.ts'
import * as offers from './offers/index.ts'
import * as orders from './orders/index.ts'
import * as policies from './policies/index.ts'
import * as portal from './portal/index.ts'
import * as procedures from './procedures/index.ts'
import * as products from './products/index.ts'
import * as replays from './replays/index.ts'
import * as returns from './returns/index.ts'
import * as rootcauses from './rootcauses/index.ts'
import * as sla from './sla/index.ts'
import * as stores from './stores/index.ts'
import * as templates from './templates/index.ts'
import * as tickets from './tickets/index.ts'

/** Every permission of the house; a role may hold no other. */
export const permissions: ReadonlySet<string> = new Set<string>(
  [
    access,
    audit,
    stores,
    templates,
    customers,
    products,
    orders,
    imports,
    channels,
    sla,
    classification,
    tickets,
    messages,
    procedures,
    policies,
    losses,
    returns,
    replays,
    experiments,
    assignment,
    actions,
    rootcauses,
    followups,
    cleanups,
    offers,
  ].flatMap((module) => [...module.permissions]),
)

/** Every module's routes, lowest storey first. */
export const routesOf = (services: Services): Routes[] => [
  access.sessionRoutes(services),
  access.tokenRoutes,
  access.memberRoutes,
  access.roleRoutes(permissions),
  audit.routes,
  backups.routes,
  stores.storeRoutes,
  stores.marketplaceRoutes,
  customers.customerRoutes,
  customers.thresholdRoutes,
  customers.consentRoutes,
  customers.mergeRoutes,
  customers.erasureRoutes,
  customers.exportRoutes,
  products.productRoutes,
  orders.orderRoutes,
  orders.rateRoutes,
  imports.importRoutes,
  channels.channelRoutes,
  channels.mailRoutes,
  templates.templateRoutes,
  templates.textRoutes,
  templates.phraseRoutes,
  sla.policyRoutes,
  sla.calendarRoutes,
  classification.routes,
  tickets.routes,
  messages.routes,
  messages.fileRoutes,
  linking.routes,
  procedures.routes,
  policies.routes,
  policies.versionRoutes,
  losses.routes,
  returns.routes,
  returns.settingsRoutes,
  replays.routes,
  experiments.routes,
  assignment.routes,
  actions.routes,
  actions.departmentRoutes,
  rootcauses.routes,
  followups.planRoutes,
  followups.routes,
  followups.suggestionRoutes,
  cleanups.routes,
  offers.routes,
  offers.unsubscribeRoutes(services),
  portal.routes(services),
  portal.formRoutes(services),
]

/** What the modules do apart from requests. */
export const listeners: readonly Listener[] = [
  ...tickets.listeners,
  ...messages.listeners,
  ...linking.listeners,
  ...procedures.listeners,
  ...returns.listeners,
  ...experiments.listeners,
  ...assignment.listeners,
  ...rootcauses.listeners,
  ...offers.listeners,
  ...portal.listeners,
]
export const jobs: readonly Job[] = [
  ...audit.jobs,
  ...backups.jobs,
  ...customers.jobs,
  ...orders.jobs,
  ...imports.jobs,
  ...channels.jobs,
  ...sla.jobs,
  ...classification.jobs,
  ...messages.jobs,
  ...replays.jobs,
  ...assignment.jobs,
  ...rootcauses.jobs,
  ...cleanups.jobs,
]
export const sweeps: readonly Sweep[] = [
  ...backups.sweeps,
  ...templates.sweeps,
  ...customers.sweeps,
  ...orders.sweeps,
  ...sla.sweeps,
  ...tickets.sweeps,
  ...messages.sweeps,
  ...policies.sweeps,
  ...losses.sweeps,
  ...returns.sweeps,
  ...actions.sweeps,
  ...rootcauses.sweeps,
  ...followups.sweeps,
  ...cleanups.sweeps,
  ...offers.sweeps,
  ...portal.sweeps,
]
export const daemons: readonly Daemon[] = [...channels.daemons, ...classification.daemons]

/** Hangs what higher modules have to say on the hooks of lower ones. */
export function hangHooks(hooks: Hooks): void {
  hooks.hang(audited, audit.appendFacts)
  hooks.hang(observed, audit.openObserver())
  hooks.hang(access.workspaceCreated, stores.seedMarketplaces)
  hooks.hang(access.workspaceCreated, sla.seedSla)
  hooks.hang(access.workspaceCreated, templates.seedTemplates)
  hooks.hang(access.workspaceCreated, policies.seedPolicies)
  for (const { historyOfBuyer, figuresOfBuyer, figuresOfBuyers } of [orders, tickets]) {
    hooks.hang(customers.customerHistory, historyOfBuyer)
    hooks.hang(customers.customerFigures, figuresOfBuyer)
    hooks.hang(customers.customersFigures, figuresOfBuyers)
  }
  hooks.hang(customers.customersAlike, orders.alikeBuyers)
  hooks.hang(customers.customersLetters, messages.lettersOfCustomer)
  hooks.hang(customers.customerMoved, tickets.moveTickets)
  hooks.hang(customers.customerMoved, messages.moveMessages)
  hangErasure(hooks)
  hangCleanups(hooks)
  hooks.hang(customers.customerMoved, followups.moveFollowUps)
  hooks.hang(customers.customerMoved, offers.moveOffers)
  hooks.hang(policies.versionChosen, experiments.chooseVersion)
  hooks.hang(messages.beforeSend, offers.objectionsToOffers)
  hooks.hang(messages.letterTakenBack, returns.takeBack)
  hooks.hang(messages.letterUndelivered, returns.noteUndelivered)
  hooks.hang(messages.lettersDecided, returns.lettersOfPolicy)
  hooks.hang(policies.nodeFigures, returns.figuresOfNodes)
  hooks.hang(tickets.canAssign, assignment.objectionsToAssigning)
  hooks.hang(tickets.buyersWords, messages.buyersLastWord)
}

/** What each storey knows, counts, erases and holds of a customer. Orders come last: by them the others are found. */
function hangErasure(hooks: Hooks): void {
  for (const traces of [orders.tracesInOrders, messages.tracesInMessages, linking.tracesInLinks])
    hooks.hang(customers.customerTraces, traces)
  for (const traces of [imports.tracesInImports, channels.tracesInMails]) hooks.hang(customers.tracesInFiles, traces)
  for (const reach of [
    orders.ordersReached,
    tickets.ticketsReached,
    messages.messagesReached,
    portal.formLettersReached,
    customers.exportsReached,
  ])
    hooks.hang(customers.erasureReach, reach)
  for (const erase of [
    portal.eraseFormLetters,
    followups.eraseFollowUps,
    offers.eraseOffers,
    returns.eraseReturns,
    actions.eraseActions,
    procedures.eraseTasks,
    linking.eraseLinks,
    messages.eraseMessages,
    tickets.eraseTickets,
    channels.eraseUntoldMails,
    imports.eraseImports,
    customers.eraseExports,
    orders.eraseOrders,
  ])
    hooks.hang(customers.erasePart, erase)
  for (const part of [
    tickets.exportTickets,
    messages.exportMessages,
    orders.exportOrders,
    procedures.exportTasks,
    returns.exportReturns,
    actions.exportActions,
    followups.exportFollowUps,
    offers.exportOffers,
  ])
    hooks.hang(customers.exportPart, part)
  for (const held of [
    customers.filesOfExports,
    imports.filesOfImports,
    messages.filesOfMessages,
    returns.filesOfReturns,
    portal.filesOfForms,
  ])
    hooks.hang(customers.heldFiles, held)
}

/** What each storey knows to be invalid of its rows, and what it has of those of a lower one, which then stay. */
function hangCleanups(hooks: Hooks): void {
  for (const kinds of [
    access.invalidSignIns,
    customers.invalidCustomers,
    products.invalidProducts,
    orders.invalidOrders,
    imports.invalidImports,
    channels.invalidMails,
  ])
    hooks.hang(cleanupKinds, kinds)
  for (const held of [
    orders.customersWithOrders,
    tickets.customersWithTickets,
    messages.customersWithMessages,
    followups.customersWithFollowUps,
  ])
    hooks.hang(customers.customersHeld, held)
  hooks.hang(products.skusHeld, orders.skusWithOrders)
  for (const held of [linking.ordersWithTickets, procedures.ordersWithTasks]) hooks.hang(orders.ordersHeld, held)
}
