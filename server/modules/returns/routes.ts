import { problemAnswers, type Routes } from '../../platform/http.ts'
import { ReturnCounts, ReturnFilter, ReturnWaits, WaitQuery } from './schema.board.ts'
import {
  Grading,
  Label,
  NewRefund,
  NewReturn,
  RequestParams,
  ReturnDecision,
  ReturnQuery,
  TicketParams,
} from './schema.decisions.ts'
import { ReturnOfTicket, ReturnProposal } from './schema.ticket.ts'
import { ReturnPage, ReturnRequest } from './schema.ts'
import { decide } from './service.decisions.ts'
import { countReturns, countWaits, listReturns } from './service.list.ts'
import { grade, noteLabel, recordRefund } from './service.parcels.ts'
import { beginReturn, proposeReturn, returnOfTicket, showReturn } from './service.ts'

const tags = ['returns']
const reads = { permission: 'returns.read' }
const works = { permission: 'returns.work' }

/** Returns as they are negotiated, letter by letter, each on the policy version with which it began. */
export const routes: Routes = async (app) => {
  app.get(
    '/returns',
    {
      config: reads,
      schema: {
        operationId: 'listReturns',
        tags,
        summary: 'Open returns by due time, or ended ones, newest first',
        querystring: ReturnQuery,
        response: { 200: ReturnPage, ...problemAnswers },
      },
    },
    (request) => listReturns(request.context, request.query),
  )
  app.get(
    '/returns/counts',
    {
      config: reads,
      schema: {
        operationId: 'countReturns',
        tags,
        summary: 'How many open returns stand at which step',
        querystring: ReturnFilter,
        response: { 200: ReturnCounts, ...problemAnswers },
      },
    },
    (request) => countReturns(request.context, request.query),
  )
  app.get(
    '/returns/waits',
    {
      config: reads,
      schema: {
        operationId: 'countReturnWaits',
        tags,
        summary: 'How many open returns are due on which day of the workspace',
        querystring: WaitQuery,
        response: { 200: ReturnWaits, ...problemAnswers },
      },
    },
    (request) => countWaits(request.context, request.query),
  )
  app.get(
    '/returns/:id',
    {
      config: reads,
      schema: {
        operationId: 'readReturn',
        tags,
        summary: 'One return: the next step and why, its letter, what was decided by which facts, parcel and refunds',
        params: RequestParams,
        response: { 200: ReturnRequest, ...problemAnswers },
      },
    },
    (request) => showReturn(request.context, request.params.id),
  )
  app.post(
    '/returns/:id/decisions',
    {
      config: { permission: 'returns.read' },
      schema: {
        operationId: 'decideReturn',
        tags,
        summary: 'Take a return one decision on: send the letter, confirm the answer, choose, approve, end',
        params: RequestParams,
        body: ReturnDecision,
        response: { 200: ReturnRequest, ...problemAnswers },
      },
    },
    (request) => decide(request.context, request.params.id, request.body),
  )
  app.put(
    '/returns/:id/label',
    {
      config: works,
      schema: {
        operationId: 'noteReturnLabel',
        tags,
        summary: 'Note the label of the way back',
        params: RequestParams,
        body: Label,
        response: { 200: ReturnRequest, ...problemAnswers },
      },
    },
    (request) => noteLabel(request.context, request.params.id, request.body),
  )
  app.put(
    '/returns/:id/grading',
    {
      config: works,
      schema: {
        operationId: 'gradeReturn',
        tags,
        summary: 'Say in which condition the goods came back, and what is made of them',
        params: RequestParams,
        body: Grading,
        response: { 200: ReturnRequest, ...problemAnswers },
      },
    },
    (request) => grade(request.context, request.params.id, request.body),
  )
  app.post(
    '/returns/:id/refunds',
    {
      config: works,
      schema: {
        operationId: 'recordReturnRefund',
        tags,
        summary: 'Record money that was given back',
        params: RequestParams,
        body: NewRefund,
        response: { 201: ReturnRequest, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return recordRefund(request.context, request.params.id, request.body)
    },
  )
  app.get(
    '/tickets/:ticketId/return',
    {
      config: reads,
      schema: {
        operationId: 'readReturnOfTicket',
        tags,
        summary: 'The return of a ticket, or what one would begin with',
        params: TicketParams,
        response: { 200: ReturnOfTicket, ...problemAnswers },
      },
    },
    (request) => returnOfTicket(request.context, request.params.ticketId),
  )
  app.post(
    '/tickets/:ticketId/return',
    {
      config: works,
      schema: {
        operationId: 'beginReturn',
        tags,
        summary: 'Begin a return on a ticket, by the policy that serves it',
        params: TicketParams,
        body: NewReturn,
        response: { 201: ReturnRequest, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return beginReturn(request.context, request.params.ticketId, request.body)
    },
  )
  app.post(
    '/tickets/:ticketId/return/proposal',
    {
      config: works,
      schema: {
        operationId: 'proposeReturn',
        tags,
        summary: 'What a return would begin with, were it so as is stated',
        params: TicketParams,
        body: NewReturn,
        response: { 200: ReturnProposal, ...problemAnswers },
      },
    },
    (request) => proposeReturn(request.context, request.params.ticketId, request.body),
  )
}
