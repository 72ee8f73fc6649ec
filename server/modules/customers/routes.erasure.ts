import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { Erasure, ErasureOrder, ErasureReach, ErasureState } from './schema.erasure.ts'
import { askForErasure, showErasure, showReach } from './service.erasure.ts'

const Params = Type.Object({ id: Id })

/** The erasure of a customer on request. */
export const erasureRoutes: Routes = async (app) => {
  app.get(
    '/customers/:id/erasure',
    {
      config: { permission: 'customers.erase' },
      schema: {
        operationId: 'readErasure',
        tags: ['customers'],
        summary: 'How far the erasure of a customer is that was asked for last; null where none was',
        params: Params,
        response: { 200: ErasureState, ...problemAnswers },
      },
    },
    (request) => showErasure(request.context, request.params.id),
  )
  app.get(
    '/customers/:id/erasure-reach',
    {
      config: { permission: 'customers.erase' },
      schema: {
        operationId: 'readErasureReach',
        tags: ['customers'],
        summary: 'What erasing a customer would reach now, counted by kind; it changes nothing',
        params: Params,
        response: { 200: ErasureReach, ...problemAnswers },
      },
    },
    (request) => showReach(request.context, request.params.id),
  )
  app.post(
    '/customers/:id/erasure',
    {
      config: { permission: 'customers.erase' },
      schema: {
        operationId: 'eraseCustomer',
        tags: ['customers'],
        summary:
          'Erase a customer’s personal data everywhere, for good; figures stay. One that failed goes on, one under way is the same',
        params: Params,
        body: ErasureOrder,
        response: { 200: Erasure, ...problemAnswers },
      },
    },
    (request) => askForErasure(request.context, request.params.id),
  )
}
