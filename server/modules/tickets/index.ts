export { ticketProblems } from './errors.ts'
export { listeners, sweeps } from './jobs.ts'
export { routes } from './routes.ts'
export { permissions, type Reason, type Status } from './schema.ts'
export { openTicketsOf } from './service.holdings.ts'
export { readStatusSecret, statusUrl, statusUrlForLetters } from './service.links.ts'
export { unassignedTickets } from './service.list.ts'
export {
  assignTo,
  type Before,
  createTicket,
  lastAssigneeOf,
  newestOfOrder,
  openByAssignee,
  reachesStore,
  readTicketRecord,
  recordAnswer,
  recordInbound,
  recordSent,
  refuseStoreless,
  type TicketFacts,
  type TicketRecord,
  tell,
  ticketWithin,
  undoAnswer,
} from './service.ts'
export { buyersWords, canAssign, escalateTicket, resolveTicket, workableTicket } from './service.work.ts'
