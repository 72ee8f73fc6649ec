import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { ProblemError } from './api/problem.ts'
import { queries } from './api/queries.ts'
import { wantWords } from './i18n/text.ts'
import { readActionSearch } from './pages/actions/search.ts'
import { readCustomerSearch } from './pages/customers/search.ts'
import { readFollowUpSearch } from './pages/followups/search.ts'
import { listQuery, messagesQuery, ticketQuery } from './pages/inbox/queries.ts'
import { readInboxSearch, type View, views } from './pages/inbox/search.ts'
import { readLossSearch } from './pages/losses/search.ts'
import { readOfferSearch } from './pages/offers/search.ts'
import { readOrderSearch } from './pages/orders/search.ts'
import { readReturnSearch } from './pages/returns/search.ts'
import { readAnomalySearch } from './pages/rootcauses/search.ts'
import { readTaskSearch } from './pages/tasks/search.ts'
import { experimentsUnder, policiesUnder, replaysUnder } from './router.returns.ts'
import { strictly } from './router.search.ts'
import { Failed, NotFoundAlone } from './shell/Standstill.tsx'
import { sessionQuery } from './shell/session.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundAlone, errorComponent: Failed })

/** Sign-in; while there is no workspace yet, the set-up. `to` is where the person wanted to go. */
const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: strictly(({ to }): { to?: string } =>
    // Only addresses of our own: `//elsewhere` would lead out of the house.
    typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {},
  ),
  component: lazyRouteComponent(() => import('./pages/login/LoginPage.tsx'), 'LoginPage'),
})

const join = createRoute({
  getParentRoute: () => root,
  path: '/join/$secret',
  component: lazyRouteComponent(() => import('./pages/login/JoinPage.tsx'), 'JoinPage'),
})

/** A buyer's own page: the link is the right, so it stands outside the sign-in and outside the shell. */
const status = createRoute({
  getParentRoute: () => root,
  path: '/s/$secret',
  component: lazyRouteComponent(() => import('./pages/status/StatusPage.tsx'), 'StatusPage'),
})

/** A store's form: whoever has its link may write. */
const form = createRoute({
  getParentRoute: () => root,
  path: '/f/$secret',
  component: lazyRouteComponent(() => import('./pages/form/FormPage.tsx'), 'FormPage'),
})

/** How the reader of an offer leaves its list: the link in the letter is the right. */
const leave = createRoute({
  getParentRoute: () => root,
  path: '/u/$secret',
  component: lazyRouteComponent(() => import('./pages/leave/LeavePage.tsx'), 'LeavePage'),
})

/** Everything behind the sign-in. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ location }) => {
    askEarly(location.pathname, location.search)
    try {
      await queries.ensureQueryData(sessionQuery)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) throw error
      const to = location.href
      throw redirect({ to: '/login', search: to === '/' ? {} : { to } })
    }
  },
  component: lazyRouteComponent(() => import('./shell/Shell.tsx'), 'Shell'),
})

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home/HomePage.tsx'), 'HomePage'),
})

const inboxStart = createRoute({
  getParentRoute: () => app,
  path: '/inbox',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view/{-$ticket}', params: { view: 'mine' }, replace: true })
  },
})

/** The address holds view, ticket and filters, so that it can be shared and the browser's back works. */
const inbox = createRoute({
  getParentRoute: () => app,
  path: '/inbox/$view/{-$ticket}',
  params: {
    parse: ({ view, ticket }): { view: View; ticket?: string | undefined } => ({
      view: views.find((known) => known === view) ?? 'mine',
      ticket,
    }),
    stringify: ({ view, ticket }) => ({ view, ticket }),
  },
  validateSearch: strictly(readInboxSearch),
  component: lazyRouteComponent(() => import('./pages/inbox/InboxPage.tsx'), 'InboxPage'),
})

/** The address holds the opened order, the search and the store. */
const orders = createRoute({
  getParentRoute: () => app,
  path: '/orders/{-$order}',
  validateSearch: strictly(readOrderSearch),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([import('./pages/orders/OrdersPage.tsx'), wantWords('orders')])
    return page
  }, 'OrdersPage'),
})

/** The address holds which tasks are looked at, or which period. */
const tasks = createRoute({
  getParentRoute: () => app,
  path: '/order-tasks',
  validateSearch: strictly(readTaskSearch),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([import('./pages/tasks/TasksPage.tsx'), wantWords('procedures')])
    return page
  }, 'TasksPage'),
})

/** The address holds the opened customer and the search. */
const customers = createRoute({
  getParentRoute: () => app,
  path: '/customers/{-$customer}',
  validateSearch: strictly(readCustomerSearch),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([
      import('./pages/customers/CustomersPage.tsx'),
      wantWords('customers'),
      wantWords('orders'),
      wantWords('followups'),
    ])
    return page
  }, 'CustomersPage'),
})

/** The address holds the opened follow-up, the view, and what suggestions are searched for. */
const followups = createRoute({
  getParentRoute: () => app,
  path: '/followups/{-$followUp}',
  validateSearch: strictly(readFollowUpSearch),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([
      import('./pages/followups/FollowUpsPage.tsx'),
      wantWords('followups'),
      wantWords('customers'),
    ])
    return page
  }, 'FollowUpsPage'),
})

/** The address holds the period, the cuts, and which line of the ledger is open. */
const losses = createRoute({
  getParentRoute: () => app,
  path: '/losses',
  validateSearch: strictly(readLossSearch),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([import('./pages/losses/LossesPage.tsx'), wantWords('losses')])
    return page
  }, 'LossesPage'),
})

/** The address holds the opened offer, and which ones are listed. */
const offers = createRoute({
  getParentRoute: () => app,
  path: '/offers/{-$offer}',
  validateSearch: strictly(readOfferSearch),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([import('./pages/offers/OffersPage.tsx'), wantWords('offers')])
    return page
  }, 'OffersPage'),
})

/** The address holds how returns are shown, what narrows them, and the month and day of their calendar. */
const returns = createRoute({
  getParentRoute: () => app,
  path: '/returns',
  validateSearch: strictly(readReturnSearch),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([
      import('./pages/returns/ReturnsPage.tsx'),
      wantWords('returnsBoard'),
      wantWords('policies'),
    ])
    return page
  }, 'ReturnsPage'),
})

/** The address holds the opened action, and which ones are listed. */
const actions = createRoute({
  getParentRoute: () => app,
  path: '/actions/{-$action}',
  validateSearch: strictly(readActionSearch),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([import('./pages/actions/ActionsPage.tsx'), wantWords('actions')])
    return page
  }, 'ActionsPage'),
})

/** The address holds the opened anomaly, and whether closed ones are listed. */
const rootcauses = createRoute({
  getParentRoute: () => app,
  path: '/root-causes/{-$anomaly}',
  validateSearch: strictly(readAnomalySearch),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([
      import('./pages/rootcauses/RootCausesPage.tsx'),
      wantWords('rootcauses'),
      wantWords('actions'),
      wantWords('orders'),
    ])
    return page
  }, 'RootCausesPage'),
})

/** Settings pages stand in pages/settings/registry.ts; `item` is what a page has open. */
const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings/{-$page}/{-$item}',
  validateSearch: strictly(({ tab, q }): { tab?: string; q?: string } => ({
    ...(typeof tab === 'string' ? { tab } : {}),
    ...(typeof q === 'string' ? { q } : {}),
  })),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([import('./pages/settings/SettingsPage.tsx'), wantWords('later')])
    return page
  }, 'SettingsPage'),
})

/** What the first page will ask for anyway is asked for while the session is still being read. */
function askEarly(path: string, search: object): void {
  const [, page, named, ticket] = path.split('/')
  const view = views.find((known) => known === named)
  if (page !== 'inbox' || !view || queries.getQueryData(sessionQuery.queryKey)) return
  void queries.prefetchInfiniteQuery(listQuery(view, readInboxSearch({ ...search })))
  if (!ticket) return
  void queries.prefetchQuery(ticketQuery(ticket))
  void queries.prefetchInfiniteQuery(messagesQuery(ticket))
}

const tree = root.addChildren([
  login,
  join,
  status,
  form,
  leave,
  app.addChildren([
    home,
    inboxStart,
    inbox,
    orders,
    tasks,
    customers,
    followups,
    returns,
    policiesUnder(() => app),
    losses,
    replaysUnder(() => app),
    experimentsUnder(() => app),
    offers,
    actions,
    rootcauses,
    settings,
  ]),
])

/** Every address of the product. */
export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: Failed,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
