import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { AudiencePage, AudienceQuery, OfferQuestion, Preview, TicketOffers } from './schema.audience.ts'
import { NewOffer, Offer, OfferChange, OfferPage, OfferQuery } from './schema.ts'
import { listAudience, previewKept, previewOffer } from './service.audience.ts'
import { approveOffer, startOffer, stopOffer } from './service.states.ts'
import { offersForTicket } from './service.tickets.ts'
import { changeOffer, createOffer, listOffers, showOffer } from './service.ts'

const Params = Type.Object({ id: Id })
const tags = ['offers']
const reads = { permission: 'offers.read' }
const writes = { permission: 'offers.write' }
const response = { 200: Offer, ...problemAnswers }

/** New products and coupons for customers of own shops: written, approved, sent, and what came of them. */
export const routes: Routes = async (app) => {
  app.get(
    '/offers',
    {
      config: reads,
      schema: {
        operationId: 'listOffers',
        tags,
        summary: 'Offers, the newest first, each with what came of its letters',
        querystring: OfferQuery,
        response: { 200: OfferPage, ...problemAnswers },
      },
    },
    (request) => listOffers(request.context, request.query),
  )
  app.post(
    '/offers',
    {
      config: writes,
      schema: {
        operationId: 'createOffer',
        tags,
        summary: 'Write an offer, as a draft',
        body: NewOffer,
        response: { 201: Offer, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return createOffer(request.context, request.body)
    },
  )
  app.post(
    '/offer-previews',
    {
      config: writes,
      schema: {
        operationId: 'previewOffer',
        tags,
        summary: 'Whom an offer would reach that is still being written, and whom not and why; nothing is kept',
        querystring: Type.Object({ replacing: Type.Optional(Id) }),
        body: OfferQuestion,
        response: { 200: Preview, ...problemAnswers },
      },
    },
    (request) => previewOffer(request.context, request.body, request.query.replacing ?? null),
  )
  app.get(
    '/offers/:id',
    {
      config: reads,
      schema: {
        operationId: 'readOffer',
        tags,
        summary: 'One offer with its letters, who approved it, what stands in its way, and what came of it',
        params: Params,
        response,
      },
    },
    (request) => showOffer(request.context, request.params.id),
  )
  app.patch(
    '/offers/:id',
    {
      config: writes,
      schema: {
        operationId: 'changeOffer',
        tags,
        summary: 'Change an offer that is not sent yet; it waits for approval again',
        params: Params,
        body: OfferChange,
        response,
      },
    },
    (request) => changeOffer(request.context, request.params.id, request.body),
  )
  app.get(
    '/offers/:id/preview',
    {
      config: reads,
      schema: {
        operationId: 'readOfferPreview',
        tags,
        summary: 'Whom it would reach now, and whom not and why',
        params: Params,
        response: { 200: Preview, ...problemAnswers },
      },
    },
    (request) => previewKept(request.context, request.params.id),
  )
  app.get(
    '/offers/:id/customers',
    {
      config: reads,
      schema: {
        operationId: 'listOfferAudience',
        tags,
        summary: 'The customers behind a figure: what came of the letter, or why there is none',
        params: Params,
        querystring: AudienceQuery,
        response: { 200: AudiencePage, ...problemAnswers },
      },
    },
    (request) => listAudience(request.context, request.params.id, request.query),
  )
  app.post(
    '/offers/:id/approval',
    {
      config: { permission: 'offers.approve' },
      schema: {
        operationId: 'approveOffer',
        tags,
        summary: 'Approve what somebody else has written',
        params: Params,
        response,
      },
    },
    (request) => approveOffer(request.context, request.params.id),
  )
  app.post(
    '/offers/:id/sending',
    {
      config: writes,
      schema: {
        operationId: 'startOffer',
        tags,
        summary: 'Begin to send an approved offer, so many letters an hour',
        params: Params,
        response,
      },
    },
    (request) => startOffer(request.context, request.params.id),
  )
  app.post(
    '/offers/:id/stop',
    {
      config: writes,
      schema: {
        operationId: 'stopOffer',
        tags,
        summary: 'Stop an offer for good; what has not left yet is taken back',
        params: Params,
        response,
      },
    },
    (request) => stopOffer(request.context, request.params.id),
  )
  app.get(
    '/tickets/:id/offers',
    {
      config: reads,
      schema: {
        operationId: 'listOffersForTicket',
        tags,
        summary: 'Offers that may be put into an answer on this ticket, filled in; or why none may, with the source',
        params: Params,
        response: { 200: TicketOffers, ...problemAnswers },
      },
    },
    (request) => offersForTicket(request.context, request.params.id),
  )
}
