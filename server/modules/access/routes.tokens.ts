import { Type } from 'typebox'
import { Done, done, Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { ApiToken, CreatedToken, NewToken } from './schema.ts'
import { createToken, listTokens, revokeToken } from './service.tokens.ts'

/** What a member's programs act by. */
export const tokenRoutes: Routes = async (app) => {
  app.get(
    '/tokens',
    {
      config: { permission: 'tokens.write' },
      schema: {
        operationId: 'listTokens',
        tags: ['access'],
        summary: 'My API tokens',
        response: { 200: Type.Array(ApiToken), ...problemAnswers },
      },
    },
    (request) => listTokens(request.context),
  )
  app.post(
    '/tokens',
    {
      config: { permission: 'tokens.write' },
      schema: {
        operationId: 'createToken',
        tags: ['access'],
        summary: 'Make an API token; its secret is shown once',
        body: NewToken,
        response: { 201: CreatedToken, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return createToken(request.context, request.body)
    },
  )
  app.delete(
    '/tokens/:id',
    {
      config: { permission: 'tokens.write' },
      schema: {
        operationId: 'revokeToken',
        tags: ['access'],
        summary: 'Revoke an API token',
        params: Type.Object({ id: Id }),
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await revokeToken(request.context, request.params.id)
      return done
    },
  )
}
