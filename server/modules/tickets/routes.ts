import { Type } from 'typebox'
import { Done, done, Id, PageQuery, pageOf, problemAnswers, type Routes } from '../../platform/http.ts'
import {
  Assignment,
  Escalation,
  Presence,
  Resolution,
  Snooze,
  Ticket,
  TicketChange,
  TicketEvent,
  TicketPage,
  TicketQuery,
  TicketRow,
  ViewCounts,
} from './schema.ts'
import { countViews, listEvents, listTickets, openTicket, relatedTickets } from './service.list.ts'
import {
  assignTicket,
  changeTicket,
  escalateTicket,
  followTicket,
  reopenTicket,
  resolveTicket,
  showPresence,
  snoozeTicket,
} from './service.work.ts'

const tags = ['tickets']
const params = Type.Object({ id: Id })
const one = { 200: Ticket, ...problemAnswers }
const read = { permission: 'tickets.read' }
const work = { permission: 'tickets.work' }

export const routes: Routes = async (app) => {
  app.get(
    '/tickets',
    {
      config: read,
      schema: {
        operationId: 'listTickets',
        tags,
        summary: 'A view, or a search in it',
        querystring: TicketQuery,
        response: { 200: TicketPage, ...problemAnswers },
      },
    },
    (request) => listTickets(request.context, request.query),
  )
  app.get(
    '/tickets/counts',
    {
      config: read,
      schema: {
        operationId: 'countViews',
        tags,
        summary: 'How full each view is',
        querystring: Type.Object({ storeId: Type.Optional(Id) }),
        response: { 200: ViewCounts, ...problemAnswers },
      },
    },
    (request) => countViews(request.context, request.query),
  )
  app.get(
    '/tickets/:id',
    { config: read, schema: { operationId: 'readTicket', tags, summary: 'One ticket', params, response: one } },
    (request) => openTicket(request.context, request.params.id),
  )
  app.get(
    '/tickets/:id/events',
    {
      config: read,
      schema: {
        operationId: 'listTicketEvents',
        tags,
        summary: 'The timeline, newest first',
        params,
        querystring: PageQuery,
        response: { 200: pageOf(TicketEvent, 'TicketEventPage'), ...problemAnswers },
      },
    },
    (request) => listEvents(request.context, request.params.id, request.query),
  )
  app.get(
    '/tickets/:id/related',
    {
      config: read,
      schema: {
        operationId: 'listRelatedTickets',
        tags,
        summary: 'Of the same customer or order',
        params,
        response: { 200: Type.Array(TicketRow), ...problemAnswers },
      },
    },
    (request) => relatedTickets(request.context, request.params.id),
  )
  app.patch(
    '/tickets/:id',
    {
      config: work,
      schema: {
        operationId: 'changeTicket',
        tags,
        summary: 'Correct or change by hand',
        params,
        body: TicketChange,
        response: one,
      },
    },
    (request) => changeTicket(request.context, request.params.id, request.body),
  )
  app.put(
    '/tickets/:id/assignee',
    {
      config: work,
      schema: {
        operationId: 'assignTicket',
        tags,
        summary: 'Take, give, or give back',
        params,
        body: Assignment,
        response: one,
      },
    },
    (request) => assignTicket(request.context, request.params.id, request.body),
  )
  app.put(
    '/tickets/:id/snooze',
    {
      config: work,
      schema: {
        operationId: 'snoozeTicket',
        tags,
        summary: 'Put aside until a moment',
        params,
        body: Snooze,
        response: one,
      },
    },
    (request) => snoozeTicket(request.context, request.params.id, new Date(request.body.until)),
  )
  app.put(
    '/tickets/:id/resolution',
    {
      config: work,
      schema: {
        operationId: 'resolveTicket',
        tags,
        summary: 'End it, with the record of how',
        params,
        body: Resolution,
        response: one,
      },
    },
    (request) => resolveTicket(request.context, request.params.id, request.body),
  )
  app.delete(
    '/tickets/:id/resolution',
    { config: work, schema: { operationId: 'reopenTicket', tags, summary: 'Open it again', params, response: one } },
    (request) => reopenTicket(request.context, request.params.id),
  )
  app.put(
    '/tickets/:id/escalation',
    {
      config: work,
      schema: {
        operationId: 'escalateTicket',
        tags,
        summary: 'Hand it up with a reason and a due time',
        params,
        body: Escalation,
        response: one,
      },
    },
    (request) => escalateTicket(request.context, request.params.id, request.body),
  )
  app.put(
    '/tickets/:id/follower',
    { config: read, schema: { operationId: 'followTicket', tags, summary: 'Follow it', params, response: one } },
    (request) => followTicket(request.context, request.params.id, true),
  )
  app.delete(
    '/tickets/:id/follower',
    {
      config: read,
      schema: { operationId: 'unfollowTicket', tags, summary: 'Follow it no longer', params, response: one },
    },
    (request) => followTicket(request.context, request.params.id, false),
  )
  app.post(
    '/tickets/:id/presence',
    {
      config: { ...read, perMinute: 600 },
      schema: {
        operationId: 'showPresence',
        tags,
        summary: 'Show that I look or write',
        params,
        body: Presence,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await showPresence(request.context, request.params.id, request.body.state)
      return done
    },
  )
}
