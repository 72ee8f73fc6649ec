import type pg from 'pg'
import { planModes, planOf, type Sent, statementsOf } from './plans.explain.ts'
import { views } from './views.ts'

/** Something people ask for often, and the index that must answer it however large the desk is. */
export interface Asked {
  readonly name: string
  readonly path: string
  /** One of these. */
  readonly by: readonly string[]
}

const byDue: Readonly<Record<string, readonly string[]>> = {
  mine: ['tickets_of_assignee_by_due'],
  unassigned: ['tickets_unassigned_by_due'],
  following: ['ticket_followers_by_member'],
}
const byRecency: Readonly<Record<string, readonly string[]>> = {
  mine: ['tickets_open_of_assignee_by_recency'],
  unassigned: ['tickets_open_of_assignee_by_recency'],
  // Nearly all of a desk are: then the newest of all are the newest of these.
  resolved: ['tickets_by_status_and_recency', 'tickets_by_recency'],
  all: ['tickets_by_recency'],
  following: ['ticket_followers_by_member'],
}

/** The lists, searches and openings of the desk, asked as its page asks. */
export function everythingAsked(some: {
  ticketId: string
  storeId: string
  customerName: string
  orderNumber: string
}): Asked[] {
  const listed = (view: string, order: string, more = '') => `/api/tickets?view=${view}&order=${order}&limit=50${more}`
  const search = (words: string) => listed('all', 'recent', `&search=${encodeURIComponent(words)}`)
  const opened = `/api/tickets/${some.ticketId}`
  return [
    ...views.map((view) => ({
      name: `${view} by due`,
      path: listed(view, 'due'),
      by: byDue[view] ?? ['tickets_by_due'],
    })),
    ...views.map((view) => ({
      name: `${view} by recency`,
      path: listed(view, 'recent'),
      by: byRecency[view] ?? ['tickets_by_status_and_recency'],
    })),
    {
      name: 'a store by due',
      path: listed('open', 'due', `&storeId=${some.storeId}`),
      by: ['tickets_of_store_by_due', 'tickets_by_due'],
    },
    { name: 'a kind by due', path: listed('open', 'due', '&kind=complaint'), by: ['tickets_by_due'] },
    { name: 'counts', path: '/api/tickets/counts', by: ['tickets_by_due'] },
    // A word that every other ticket holds is found soonest among the newest ones, one by one.
    { name: 'a word', path: search('lamp'), by: ['ticket_search_by_token', 'tickets_by_recency'] },
    { name: 'two words', path: search('lamp table'), by: ['ticket_search_by_token', 'tickets_by_recency'] },
    { name: 'a rare word', path: search('zxqvoy'), by: ['ticket_search_by_token'] },
    { name: 'words without spaces', path: search('退货地址'), by: ['ticket_search_by_token', 'tickets_by_recency'] },
    { name: 'an order', path: search(some.orderNumber), by: ['tickets_of_order'] },
    { name: 'a ticket', path: opened, by: ['tickets_pkey'] },
    { name: 'its messages', path: `${opened}/messages?limit=50`, by: ['messages_pkey'] },
    { name: 'its timeline', path: `${opened}/events?limit=50`, by: ['ticket_events_pkey'] },
    { name: 'tickets related to it', path: `${opened}/related`, by: ['tickets_of_customer', 'tickets_of_order'] },
    {
      name: 'customers by name',
      path: `/api/customers?search=${encodeURIComponent(some.customerName)}`,
      // One that many share is found soonest among the newest customers.
      by: ['customer_words_pkey', 'customer_words_by_customer'],
    },
    { name: 'customers', path: '/api/customers?limit=50', by: ['customers_pkey'] },
  ]
}

/** The orders of the desk, and what it knows of one buyer, asked as its pages ask. */
export function ordersAsked(customerId: string): Asked[] {
  const [orders, history] = ['/api/orders?limit=50', `/api/customers/${customerId}/history?limit=30`]
  const duplicates = `/api/customers/${customerId}/duplicates`
  return [
    { name: 'orders', path: orders, by: ['orders_by_day'] },
    { name: 'returns beside the orders', path: orders, by: ['returned_units_of_order'] },
    { name: 'tickets of a buyer', path: history, by: ['tickets_of_customer'] },
    { name: 'orders of a buyer', path: history, by: ['orders_of_buyer'] },
    { name: 'returns of a buyer', path: history, by: ['returned_units_of_order'] },
    {
      name: 'figures of a buyer',
      path: `/api/customers/${customerId}/standing`,
      by: ['returned_units_of_order'],
    },
    { name: 'likely the same person', path: duplicates, by: ['customer_contacts_by_likeness'] },
    { name: 'of the same name', path: duplicates, by: ['orders_by_buyer_key'] },
    {
      name: 'what a buyer agreed to',
      path: `/api/customers/${customerId}/consents`,
      by: ['customer_consents_of_customer'],
    },
  ]
}

/** Returns by column, by day and in lists, asked as their page asks. */
export function returnsAsked(storeId: string): Asked[] {
  const asked = (query: string) => `/api/returns?limit=20${query}`
  const byDue = ['return_requests_due', 'return_requests_by_stage']
  return [
    { name: 'open returns', path: asked(''), by: ['return_requests_due'] },
    { name: 'open returns of a store', path: asked(`&storeId=${storeId}`), by: byDue },
    { name: 'a column of the board', path: asked('&stage=letter'), by: ['return_requests_by_stage'] },
    { name: 'returns due on a day', path: asked('&dueOn=2026-03-09'), by: byDue },
    { name: 'ended returns', path: asked('&ended=true'), by: ['return_requests_ended'] },
    { name: 'columns of the board', path: '/api/returns/counts', by: byDue },
    { name: 'waits of a month', path: '/api/returns/waits?from=2026-03-01&to=2026-03-31', by: byDue },
  ]
}

/** What is asked of departments and which SKUs come back too often, asked as their pages ask. */
export function departmentsAsked(some: { ticketId: string; actionId: string; anomalyId: string }): Asked[] {
  const listed = (view: string) => `/api/actions?view=${view}&limit=50`
  const [action, anomaly] = [`/api/actions/${some.actionId}`, `/api/anomalies/${some.anomalyId}`]
  return [
    { name: 'open actions', path: listed('open'), by: ['actions_by_due'] },
    { name: 'actions of my departments', path: listed('department'), by: ['actions_of_department', 'actions_by_due'] },
    { name: 'actions that are mine', path: listed('mine'), by: ['actions_of_owner'] },
    { name: 'actions asked by me', path: listed('asked'), by: ['actions_of_asker'] },
    { name: 'overdue actions', path: listed('overdue'), by: ['actions_by_due'] },
    { name: 'closed actions', path: listed('closed'), by: ['actions_by_end'] },
    { name: 'actions of a ticket', path: `/api/tickets/${some.ticketId}/actions`, by: ['actions_of_ticket'] },
    { name: 'steps of an action', path: action, by: ['action_entries_of_action'] },
    { name: 'open anomalies', path: '/api/anomalies?view=open&limit=50', by: ['anomalies_open_by_finding'] },
    { name: 'closed anomalies', path: '/api/anomalies?view=closed&limit=50', by: ['anomalies_by_finding'] },
    { name: 'days of a SKU', path: anomaly, by: ['sku_days_pkey'] },
    { name: 'what came back of a SKU', path: anomaly, by: ['returned_units_of_sku'] },
  ]
}

/** Versions of a return policy, which are never deleted, asked as the history beside the tree asks. */
export function policiesAsked(policyId: string): Asked[] {
  const history = `/api/return-policies/${policyId}/versions?limit=20`
  return [
    { name: 'versions of a policy', path: history, by: ['policy_versions_of_policy'] },
    { name: 'steps of versions', path: history, by: ['policy_version_steps_of_version'] },
  ]
}

/** What returns cost, asked as its page asks: the rate, its cuts, and the lines behind them. */
export function lossesAsked(some: { storeId: string; sku: string; bookingId: string }): Asked[] {
  const [rate, lines] = ['/api/loss-rate', '/api/loss-lines?limit=50']
  const figures = ['loss_figures_pkey']
  const ofSku = `sku=${encodeURIComponent(some.sku)}`
  return [
    { name: 'the return loss rate', path: rate, by: figures },
    { name: 'the rate of a SKU', path: `${rate}?${ofSku}`, by: ['loss_cuts_of_sku'] },
    { name: 'the rate of a SKU by reason', path: `${rate}/cuts?groupBy=reason&${ofSku}`, by: ['loss_lines_of_sku'] },
    { name: 'the rate by SKU', path: `${rate}/cuts?groupBy=sku`, by: figures },
    {
      name: 'the rate of a store by SKU',
      path: `${rate}/cuts?groupBy=sku&storeId=${some.storeId}`,
      by: ['loss_cuts_of_level'],
    },
    { name: 'the rate by category and reason', path: `${rate}/cuts?groupBy=category&reason=defective`, by: figures },
    { name: 'lines of the ledger', path: lines, by: ['loss_lines_by_day'] },
    { name: 'lines of a store', path: `${lines}&storeId=${some.storeId}`, by: ['loss_lines_of_store'] },
    { name: 'lines of a SKU', path: `${lines}&${ofSku}`, by: ['loss_lines_of_sku'] },
    {
      name: 'lines of a month of orders',
      path: `${lines}&basis=ordered`,
      by: ['loss_lines_of_month', 'loss_lines_by_day'],
    },
    { name: 'lines without a cost', path: `${lines}&state=cost-missing`, by: ['loss_lines_without_cost'] },
    { name: 'a booking', path: `/api/loss-bookings/${some.bookingId}`, by: ['loss_lines_of_booking'] },
  ]
}

/** An answer that would cost as much as the table holds. */
export interface Fault {
  readonly name: string
  readonly what: string
}

/**
 * Asks for everything, listens to what the desk then asks PostgreSQL, and looks at how that is answered, both with the
 * values known and for any values.
 * @param options.call asks the desk in this process
 */
export async function faultsOf(
  asked: readonly Asked[],
  options: Looking & { readonly call: (path: string) => Promise<unknown> },
): Promise<Fault[]> {
  const faults: Fault[] = []
  const seen = new Map<string, readonly string[]>()
  for (const { name, path, by } of asked) {
    const used = new Set<string>()
    for (const sent of await statementsOf(() => options.call(path)))
      for (const found of await lookAt(sent, options, seen)) {
        if (found.startsWith('!')) faults.push({ name, what: found.slice(1) })
        else used.add(found)
      }
    if (!by.some((index) => used.has(index)))
      faults.push({ name, what: `is not answered by ${by.join(' or ')} but by ${[...used].join(', ') || 'no index'}` })
  }
  return faults
}

/** How a statement is looked at. */
export interface Looking {
  /** the serving role, inside the workspace */
  readonly serving: pg.Client
  /** for what a function of the owner sees */
  readonly owner: pg.Client
  /** runs what it looks at */
  readonly analyze: boolean
  /** tables that are large: reading one of them from end to end is never an answer */
  readonly large: ReadonlySet<string>
}

/** The indexes that a statement uses; tables that it reads from end to end, marked by an exclamation mark. */
async function lookAt(
  sent: Sent,
  { serving, owner, analyze, large }: Looking,
  seen: Map<string, readonly string[]>,
): Promise<readonly string[]> {
  const key = JSON.stringify([sent.text, sent.values])
  const known = seen.get(key)
  if (known) return known
  const found = new Set<string>()
  const client = /tickets_with_words\(/.test(sent.text) ? owner : serving
  const modes = client === owner ? planModes.slice(0, 1) : planModes
  for (const mode of modes)
    for (const { node, table, index } of await planOf(client, sent, mode, analyze)) {
      if (index) found.add(index)
      else if (node === 'Seq Scan' && table && large.has(table))
        found.add(`!reads ${table} from end to end (${mode}): ${sent.text.replace(/\s+/g, ' ').slice(0, 300)}`)
    }
  seen.set(key, [...found])
  return [...found]
}
