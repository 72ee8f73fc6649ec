import { problemAnswers, type Routes } from '../../platform/http.ts'
import { TaskLimits } from './schema.limits.ts'
import { OrderTimeliness, TimelinessQuery } from './schema.timeliness.ts'
import {
  NewOrderTask,
  OrderTask,
  OrderTaskMove,
  OrderTaskPage,
  OrderTaskQuery,
  OrderTasksOfTicket,
  TaskParams,
  TicketParams,
} from './schema.ts'
import { changeLimits, showLimits } from './service.limits.ts'
import { listTasks, showTask, showTimeliness } from './service.list.ts'
import { beginTask, moveTask } from './service.ts'
import { tasksOfTicket } from './service.views.ts'

const tags = ['procedures']
const reads = { permission: 'procedures.read' }
const works = { permission: 'procedures.work' }

/** What buyers ask of their orders, from the check whether it may still be done to the letter that tells it. */
export const routes: Routes = async (app) => {
  app.get(
    '/order-tasks',
    {
      config: reads,
      schema: {
        operationId: 'listOrderTasks',
        tags,
        summary: 'Open order tasks by due time, or ended ones, newest first',
        querystring: OrderTaskQuery,
        response: { 200: OrderTaskPage, ...problemAnswers },
      },
    },
    (request) => listTasks(request.context, request.query),
  )
  app.get(
    '/order-tasks/timeliness',
    {
      config: reads,
      schema: {
        operationId: 'readOrderTimeliness',
        tags,
        summary: 'How many order tasks of a period ended in time, by agent, store and day of the workspace',
        querystring: TimelinessQuery,
        response: { 200: OrderTimeliness, ...problemAnswers },
      },
    },
    (request) => showTimeliness(request.context, request.query),
  )
  app.get(
    '/order-tasks/:id',
    {
      config: reads,
      schema: {
        operationId: 'readOrderTask',
        tags,
        summary: 'One order task: how far it is, what may be done next, which letter tells its outcome',
        params: TaskParams,
        response: { 200: OrderTask, ...problemAnswers },
      },
    },
    (request) => showTask(request.context, request.params.id),
  )
  app.post(
    '/order-tasks/:id/moves',
    {
      config: works,
      schema: {
        operationId: 'moveOrderTask',
        tags,
        summary:
          'Say that somebody was asked, that it is carried out or refused, that the buyer was told, or withdraw it',
        params: TaskParams,
        body: OrderTaskMove,
        response: { 200: OrderTask, ...problemAnswers },
      },
    },
    (request) => moveTask(request.context, request.params.id, request.body),
  )
  app.get(
    '/tickets/:ticketId/order-tasks',
    {
      config: reads,
      schema: {
        operationId: 'listOrderTasksOfTicket',
        tags,
        summary:
          'The order tasks of a ticket, and which others may be begun on its order, with what speaks against each',
        params: TicketParams,
        response: { 200: OrderTasksOfTicket, ...problemAnswers },
      },
    },
    (request) => tasksOfTicket(request.context, request.params.ticketId),
  )
  app.post(
    '/tickets/:ticketId/order-tasks',
    {
      config: works,
      schema: {
        operationId: 'beginOrderTask',
        tags,
        summary: 'Begin an order task on the order that the ticket is about',
        params: TicketParams,
        body: NewOrderTask,
        response: { 201: OrderTask, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return beginTask(request.context, request.params.ticketId, request.body)
    },
  )
  app.get(
    '/order-task-limits',
    {
      config: reads,
      schema: {
        operationId: 'readOrderTaskLimits',
        tags,
        summary: 'By when order tasks of each kind are due',
        response: { 200: TaskLimits, ...problemAnswers },
      },
    },
    (request) => showLimits(request.context),
  )
  app.put(
    '/order-task-limits',
    {
      config: { permission: 'procedures.write' },
      schema: {
        operationId: 'changeOrderTaskLimits',
        tags,
        summary: 'Set by when order tasks are due that are begun from now on',
        body: TaskLimits,
        response: { 200: TaskLimits, ...problemAnswers },
      },
    },
    (request) => changeLimits(request.context, request.body),
  )
}
