import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import {
  ActionDetail,
  ActionDue,
  ActionMoved,
  ActionOwner,
  ActionPage,
  ActionQuery,
  ActionsOfTicket,
  NewAction,
} from './schema.ts'
import { askDepartment, giveAction, moveAction, postponeAction, undoStep } from './service.ts'
import { actionsOfTicket, listActions, showAction } from './service.views.ts'

const Params = Type.Object({ id: Id })
const tags = ['actions']
// Who may make which step goes by the side they are on: the department answers (actions.work), the asker accepts (actions.ask).
const reads = { permission: 'actions.read' }
const asks = { permission: 'actions.ask' }

/** What is asked of departments, and what comes of it. */
export const routes: Routes = async (app) => {
  app.get(
    '/actions',
    {
      config: reads,
      schema: {
        operationId: 'listActions',
        tags,
        summary: 'Actions that are open, late, closed, one’s own or of one’s department; the most pressing first',
        querystring: ActionQuery,
        response: { 200: ActionPage, ...problemAnswers },
      },
    },
    (request) => listActions(request.context, request.query),
  )
  app.post(
    '/actions',
    {
      config: asks,
      schema: {
        operationId: 'askDepartment',
        tags,
        summary: 'Ask a department for something',
        body: NewAction,
        response: { 201: ActionDetail, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return askDepartment(request.context, request.body)
    },
  )
  app.get(
    '/actions/:id',
    {
      config: reads,
      schema: {
        operationId: 'readAction',
        tags,
        summary: 'One action with its evidence, every step, and what may be done now',
        params: Params,
        response: { 200: ActionDetail, ...problemAnswers },
      },
    },
    (request) => showAction(request.context, request.params.id),
  )
  app.post(
    '/actions/:id/moves',
    {
      config: reads,
      schema: {
        operationId: 'moveAction',
        tags,
        summary: 'Answer it, accept the answer, open it again or withdraw it',
        params: Params,
        body: ActionMoved,
        response: { 200: ActionDetail, ...problemAnswers },
      },
    },
    (request) => moveAction(request.context, request.params.id, request.body),
  )
  app.put(
    '/actions/:id/owner',
    {
      config: reads,
      schema: {
        operationId: 'giveAction',
        tags,
        summary: 'Give it to one of the department, or to nobody in particular',
        params: Params,
        body: ActionOwner,
        response: { 200: ActionDetail, ...problemAnswers },
      },
    },
    (request) => giveAction(request.context, request.params.id, request.body.memberId),
  )
  app.put(
    '/actions/:id/due',
    {
      config: asks,
      schema: {
        operationId: 'postponeAction',
        tags,
        summary: 'Agree on another day, with the reason',
        params: Params,
        body: ActionDue,
        response: { 200: ActionDetail, ...problemAnswers },
      },
    },
    (request) => postponeAction(request.context, request.params.id, request.body),
  )
  app.post(
    '/actions/:id/undo',
    {
      config: reads,
      schema: {
        operationId: 'undoAction',
        tags,
        summary: 'Take one’s own newest step back',
        params: Params,
        response: { 200: ActionDetail, ...problemAnswers },
      },
    },
    (request) => undoStep(request.context, request.params.id),
  )
  app.get(
    '/tickets/:id/actions',
    {
      config: reads,
      schema: {
        operationId: 'listActionsOfTicket',
        tags,
        summary: 'What was asked of departments on a ticket, the newest first',
        params: Params,
        response: { 200: ActionsOfTicket, ...problemAnswers },
      },
    },
    (request) => actionsOfTicket(request.context, request.params.id),
  )
}
