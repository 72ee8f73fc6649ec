import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { problemAnswers, type Routes } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { Subscription } from './schema.audience.ts'
import { showSubscription, unsubscribe } from './service.unsubscribing.ts'

const right = { public: 'the link in the letter is the right to leave the list' }
const tags = ['offers']
/** Any text: a secret of a wrong form gets the same answer as a wrong one. */
const params = Type.Object({ secret: Type.String() })
const response = { 200: Subscription, ...problemAnswers }

/** How the reader of an offer leaves the list: no sign-in, no cookie. */
export const unsubscribeRoutes =
  (services: Services): Routes =>
  async (app) => {
    // Mail programs post a form of one field, `List-Unsubscribe=One-Click` (RFC 8058 §3.2); the address says all there is.
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 4_096 },
      (_request, _body, done) => done(null, undefined),
    )
    app.get(
      '/unsubscribes/:secret',
      {
        config: { ...right, perMinute: 60 },
        schema: {
          operationId: 'readSubscription',
          tags,
          summary: 'Whether the reader of a letter gets offers; looking changes nothing',
          params,
          response,
        },
      },
      (request, reply) => {
        hide(reply)
        return showSubscription(services, request.params.secret, request.id)
      },
    )
    app.post(
      '/unsubscribes/:secret',
      {
        config: { ...right, perMinute: 60 },
        schema: {
          operationId: 'unsubscribe',
          tags,
          summary: 'Take the reader of a letter off the list, at one click (RFC 8058)',
          params,
          response,
        },
      },
      (request: FastifyRequest<{ Params: { secret: string } }>, reply) => {
        hide(reply)
        return unsubscribe(services, request.params.secret, request.id)
      },
    )
  }

/** What a link shows belongs to its holder: no cache between keeps it, no search engine lists it. */
const hide = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
