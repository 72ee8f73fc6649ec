import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { Consents, NewConsent } from './schema.consents.ts'
import { consentsOf, recordConsent } from './service.consents.ts'

const Params = Type.Object({ id: Id })

/** What customers have agreed to, purpose by purpose. */
export const consentRoutes: Routes = async (app) => {
  app.get(
    '/customers/:id/consents',
    {
      config: { permission: 'customers.read' },
      schema: {
        operationId: 'readConsents',
        tags: ['customers'],
        summary: 'What a customer has agreed to, which addresses that opens, and every word recorded of it',
        params: Params,
        response: { 200: Consents, ...problemAnswers },
      },
    },
    (request) => consentsOf(request.context, request.params.id),
  )
  app.post(
    '/customers/:id/consents',
    {
      config: { permission: 'customers.write' },
      schema: {
        operationId: 'recordConsent',
        tags: ['customers'],
        summary: 'Record what a customer said about a purpose; a yes needs a note or the letter in which it was given',
        params: Params,
        body: NewConsent,
        response: { 200: Consents, ...problemAnswers },
      },
    },
    (request) => recordConsent(request.context, request.params.id, request.body),
  )
}
