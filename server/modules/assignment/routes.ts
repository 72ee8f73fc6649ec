import { Type } from 'typebox'
import { problemAnswers, type Routes } from '../../platform/http.ts'
import {
  AssignmentCandidate,
  AssignmentSettings,
  Availability,
  AvailabilityChange,
  Handover,
  MemberParams,
  Moves,
  NextTicket,
  OwnDuty,
  Rebalance,
  TicketParams,
} from './schema.ts'
import { readSettings } from './service.candidates.ts'
import { candidatesFor, takeNext } from './service.giving.ts'
import { evenOut, handOver } from './service.moves.ts'
import { availabilityOrRefuse, changeAvailability, changeSettings, listAvailabilities, setDuty } from './service.ts'

const tags = ['assignment']
const reads = { permission: 'assignment.read' }
const writes = { permission: 'assignment.write' }
const works = { permission: 'tickets.work' }

/** Who is there, who gets what, and how it is evened out. */
export const routes: Routes = async (app) => {
  app.get(
    '/availabilities',
    {
      config: reads,
      schema: {
        operationId: 'listAvailabilities',
        tags,
        summary: 'Everybody who works on tickets: whether they are there, and their load',
        response: { 200: Type.Array(Availability), ...problemAnswers },
      },
    },
    (request) => listAvailabilities(request.context),
  )
  app.put(
    '/availabilities/me',
    {
      config: works,
      schema: {
        operationId: 'setOwnDuty',
        tags,
        summary: 'Go on duty, off duty or away',
        body: OwnDuty,
        response: { 200: Availability, ...problemAnswers },
      },
    },
    async (request) => {
      await setDuty(request.context, request.context.actor.id, request.body.state)
      return availabilityOrRefuse(request.context, request.context.actor.id)
    },
  )
  app.patch(
    '/availabilities/:memberId',
    {
      config: writes,
      schema: {
        operationId: 'changeAvailability',
        tags,
        summary: "Set a member's duty, capacity and kinds",
        params: MemberParams,
        body: AvailabilityChange,
        response: { 200: Availability, ...problemAnswers },
      },
    },
    async (request) => {
      await changeAvailability(request.context, request.params.memberId, request.body)
      return availabilityOrRefuse(request.context, request.params.memberId)
    },
  )
  app.get(
    '/assignment-settings',
    {
      config: reads,
      schema: {
        operationId: 'readAssignmentSettings',
        tags,
        summary: 'How work is given out',
        response: { 200: AssignmentSettings, ...problemAnswers },
      },
    },
    (request) => readSettings(request.context),
  )
  app.put(
    '/assignment-settings',
    {
      config: writes,
      schema: {
        operationId: 'changeAssignmentSettings',
        tags,
        summary: 'Change how work is given out',
        body: AssignmentSettings,
        response: { 200: AssignmentSettings, ...problemAnswers },
      },
    },
    (request) => changeSettings(request.context, request.body),
  )
  app.get(
    '/tickets/:ticketId/candidates',
    {
      config: reads,
      schema: {
        operationId: 'listAssignmentCandidates',
        tags,
        summary: 'Who may take the ticket, who should, and why not the others',
        params: TicketParams,
        response: { 200: Type.Array(AssignmentCandidate), ...problemAnswers },
      },
    },
    (request) => candidatesFor(request.context, request.params.ticketId),
  )
  app.post(
    '/assignments',
    {
      config: works,
      schema: {
        operationId: 'takeNextTicket',
        tags,
        summary: 'Take the most pressing ticket that waits',
        response: { 200: NextTicket, ...problemAnswers },
      },
    },
    async (request) => ({ ticketId: await takeNext(request.context) }),
  )
  app.post(
    '/handovers',
    {
      config: works,
      schema: {
        operationId: 'handOverTickets',
        tags,
        summary: "Hand a member's open tickets over",
        body: Handover,
        response: { 200: Moves, ...problemAnswers },
      },
    },
    (request) => handOver(request.context, request.body),
  )
  app.post(
    '/rebalances',
    {
      config: writes,
      schema: {
        operationId: 'rebalanceTickets',
        tags,
        summary: 'Even out the load between members, or show what would move',
        body: Rebalance,
        response: { 200: Moves, ...problemAnswers },
      },
    },
    (request) => evenOut(request.context, request.body),
  )
}
