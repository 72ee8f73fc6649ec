/**
 * The storeys of the house, low to high: the one list that the fence, the house test and the docs derive from.
 * A module may import the face (index.ts) of a module listed before it, never of one listed after it.
 */
module.exports = [
  { name: 'access', purpose: 'who may do what: workspaces, members, roles, sessions, tokens, invitations' },
  { name: 'audit', purpose: 'who did or read what: a chain of entries that nobody can change unseen' },
  {
    name: 'backups',
    purpose: 'copies of the whole desk: how old the last one is, when the next is due, one taken now',
  },
  { name: 'stores', purpose: 'seller accounts, the marketplaces they sell on with their rules, business calendars' },
  { name: 'templates', purpose: 'letters in several languages, their variables, and the checks before one is sent' },
  { name: 'customers', purpose: 'buyers: one profile over channels, aliases and orders' },
  { name: 'products', purpose: 'what is sold, and what one piece of it costs the seller since when' },
  {
    name: 'orders',
    purpose: 'what was bought, sent, sent back and booked: orders, their lines, shipments, returned units, money',
  },
  {
    name: 'imports',
    purpose: 'files of marketplaces and tables read in: how they are written, what they tell, what failed',
  },
  { name: 'channels', purpose: 'mail in and out: mailboxes, the built-in receiver, raw mail, threading, quarantine' },
  { name: 'sla', purpose: 'policies and clocks: what must happen by when, what is late' },
  {
    name: 'classification',
    purpose: 'what a mail is about: kind, language, order number, urgency, tone, with reasons',
  },
  { name: 'tickets', purpose: 'the one work item: stages, timeline, search, presence' },
  { name: 'messages', purpose: 'what was said on a ticket: letters in, answers and notes out, drafts, undo' },
  { name: 'linking', purpose: 'which order a ticket is about, how sure that is, and who says so' },
  {
    name: 'procedures',
    purpose: 'what buyers ask of an order: checked, carried out or refused, told, in time or late',
  },
  {
    name: 'policies',
    purpose: 'how a return goes: policies as versioned trees, what may be offered where, the next step',
  },
  { name: 'losses', purpose: 'what returns cost: the ledger of losses, the return loss rate' },
  {
    name: 'returns',
    purpose:
      'returns as they are negotiated: the next step, its letter, what was decided by which facts, parcel and refund',
  },
  { name: 'replays', purpose: 'a version of a policy over past returns: what would have come of it' },
  { name: 'experiments', purpose: 'versions of a policy beside one another: who is in which arm, which is better' },
  { name: 'assignment', purpose: 'who gets which ticket, and why' },
  { name: 'actions', purpose: 'work asked of a department: owner, due time, answer' },
  {
    name: 'rootcauses',
    purpose: 'which SKUs and batches come back abnormally often, and what was done about it',
  },
  {
    name: 'followups',
    purpose: 'planned contacts: whom to call or write to every so many weeks, what came of it, what they suggested',
  },
  {
    name: 'offers',
    purpose: 'new products and coupons: to whom they may be sent, who approved it, what came of each letter',
  },
  { name: 'cleanups', purpose: 'invalid data: how much of each kind, looked at, cleaned away, brought back' },
  { name: 'portal', purpose: 'what buyers see without a login: the status page of a ticket, the form of a store' },
]
