import { Type } from 'typebox'
import { Id, PageQuery, problemAnswers, type Routes } from '../../platform/http.ts'
import { OrderPage } from '../orders/index.ts'
import { OrderChoice, OrderLink } from './schema.ts'
import { linkByHand, ordersOfBuyer, showLink, unlinkByHand } from './service.links.ts'

const tags = ['tickets']
const params = Type.Object({ id: Id })
const one = { 200: OrderLink, ...problemAnswers }

/** Which order a ticket is about, and what else its buyer ordered. */
export const routes: Routes = async (app) => {
  app.get(
    '/tickets/:id/order',
    {
      config: { permission: 'orders.read' },
      schema: {
        operationId: 'readOrderLink',
        tags,
        summary: 'The order that a ticket is about, how sure that is and why, and which others it could be',
        params,
        response: one,
      },
    },
    (request) => showLink(request.context, request.params.id),
  )
  app.put(
    '/tickets/:id/order',
    {
      config: { permission: 'tickets.work' },
      schema: {
        operationId: 'linkOrder',
        tags,
        summary: 'Link a ticket to an order by hand, or with null to none; the desk does not change that by itself',
        params,
        body: OrderChoice,
        response: one,
      },
    },
    (request) => linkByHand(request.context, request.params.id, request.body.orderId),
  )
  app.delete(
    '/tickets/:id/order',
    {
      config: { permission: 'tickets.work' },
      schema: {
        operationId: 'unlinkOrder',
        tags,
        summary: 'Forget what a person chose; the desk looks for the order again',
        params,
        response: one,
      },
    },
    (request) => unlinkByHand(request.context, request.params.id),
  )
  app.get(
    '/tickets/:id/buyers-orders',
    {
      config: { permission: 'orders.read' },
      schema: {
        operationId: 'listBuyersOrders',
        tags,
        summary: 'All orders of the buyer who wrote, newest first',
        params,
        querystring: PageQuery,
        response: { 200: OrderPage, ...problemAnswers },
      },
    },
    (request) => ordersOfBuyer(request.context, request.params.id, request.query),
  )
}
