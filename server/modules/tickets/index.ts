export { ticketProblems } from './errors.ts'
export { listeners, sweeps } from './jobs.ts'
export { routes } from './routes.ts'
export { isReachable } from './rules.links.ts'
export { permissions, type Reason, type Status } from './schema.ts'
export {
  correspondenceOf,
  customersWithTickets,
  figuresOfBuyer,
  figuresOfBuyers,
  historyOfBuyer,
  moveTickets,
  ticketsOfBuyer,
} from './service.customers.ts'
export { eraseTickets, refoldTicket, ticketsOfCustomer, ticketsReached } from './service.erasure.ts'
export { exportTickets } from './service.exports.ts'
export { openTicketsOf } from './service.holdings.ts'
export { readStatusSecret, statusUrl, statusUrlForLetters } from './service.links.ts'
export { unassignedTickets } from './service.list.ts'
export { createInBatch, createTicket, type TicketFacts, writeNewTickets } from './service.opening.ts'
export { tell } from './service.timeline.ts'
export {
  assignTo,
  type Before,
  lastAssigneeOf,
  nameOrder,
  newestOfOrder,
  openByAssignee,
  reachesStore,
  readTicketRecord,
  readTicketRecords,
  recordAnswer,
  recordInbound,
  recordSent,
  refuseStoreless,
  type TicketRecord,
  ticketWithin,
  undoAnswer,
} from './service.ts'
export {
  buyersWords,
  canAssign,
  escalateTicket,
  holdWorkableTicket,
  recordReminder,
  resolveTicket,
  workableTicket,
} from './service.work.ts'
