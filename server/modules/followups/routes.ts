import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import {
  Assignee,
  CustomerFollowUps,
  FollowUpDetail,
  FollowUpPage,
  FollowUpQuery,
  NewOutcome,
  OpenedLetter,
  Skip,
  Workers,
} from './schema.ts'
import { followUpsOfCustomer } from './service.customers.ts'
import { listFollowUps, listWorkers, showFollowUp } from './service.ts'
import { assignFollowUp, beginLetter, recordOutcome, skipFollowUp, undoLast } from './service.work.ts'

const Params = Type.Object({ id: Id })
const tags = ['followups']
const reads = { permission: 'followups.read' }
const works = { permission: 'followups.work' }
const response = { 200: FollowUpDetail, ...problemAnswers }

/** The follow-ups that are due, and what comes of them. */
export const routes: Routes = async (app) => {
  app.get(
    '/follow-ups',
    {
      config: reads,
      schema: {
        operationId: 'listFollowUps',
        tags,
        summary: 'Follow-ups that are due, overdue, one’s own or done; important customers before others',
        querystring: FollowUpQuery,
        response: { 200: FollowUpPage, ...problemAnswers },
      },
    },
    (request) => listFollowUps(request.context, request.query),
  )
  app.get(
    '/customers/:id/follow-ups',
    {
      config: reads,
      schema: {
        operationId: 'listFollowUpsOfCustomer',
        tags,
        summary: 'What a customer was asked, which plan has them, and when they are due next or why not',
        params: Params,
        response: { 200: CustomerFollowUps, ...problemAnswers },
      },
    },
    (request) => followUpsOfCustomer(request.context, request.params.id),
  )
  app.get(
    '/follow-up-workers',
    {
      config: reads,
      schema: {
        operationId: 'listFollowUpWorkers',
        tags,
        summary: 'Who may be given follow-ups',
        response: { 200: Workers, ...problemAnswers },
      },
    },
    (request) => listWorkers(request.context),
  )
  app.get(
    '/follow-ups/:id',
    {
      config: reads,
      schema: {
        operationId: 'readFollowUp',
        tags,
        summary: 'One follow-up with its script, the address that may be used, and every step so far',
        params: Params,
        response,
      },
    },
    (request) => showFollowUp(request.context, request.params.id),
  )
  app.post(
    '/follow-ups/:id/outcomes',
    {
      config: works,
      schema: {
        operationId: 'recordFollowUpOutcome',
        tags,
        summary: 'Record what came of it, or correct what was recorded; a refusal withdraws the consent',
        params: Params,
        body: NewOutcome,
        response,
      },
    },
    (request) => recordOutcome(request.context, request.params.id, request.body),
  )
  app.post(
    '/follow-ups/:id/skips',
    {
      config: works,
      schema: {
        operationId: 'skipFollowUp',
        tags,
        summary: 'Leave it out this time, with the reason',
        params: Params,
        body: Skip,
        response,
      },
    },
    (request) => skipFollowUp(request.context, request.params.id, request.body.reason),
  )
  app.put(
    '/follow-ups/:id/assignee',
    {
      config: works,
      schema: {
        operationId: 'assignFollowUp',
        tags,
        summary: 'Give it to somebody, or to nobody',
        params: Params,
        body: Assignee,
        response,
      },
    },
    (request) => assignFollowUp(request.context, request.params.id, request.body.memberId),
  )
  app.post(
    '/follow-ups/:id/letters',
    {
      config: works,
      schema: {
        operationId: 'beginFollowUpLetter',
        tags,
        summary: 'Open the ticket on which the plan’s letter is written, as a draft; the same one when asked again',
        params: Params,
        response: { 200: OpenedLetter, ...problemAnswers },
      },
    },
    (request) => beginLetter(request.context, request.params.id),
  )
  app.post(
    '/follow-ups/:id/undo',
    {
      config: works,
      schema: {
        operationId: 'undoFollowUp',
        tags,
        summary: 'Take the newest step back',
        params: Params,
        response,
      },
    },
    (request) => undoLast(request.context, request.params.id),
  )
}
