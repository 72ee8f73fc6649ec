import { Type } from 'typebox'
import { Id, PageQuery, problemAnswers, type Routes } from '../../platform/http.ts'
import { FeedbackRows } from './schema.feedback.ts'
import { MoneyEntryPage, MoneyRows } from './schema.money.ts'
import { ShipmentRows } from './schema.shipments.ts'
import { Order, OrderPage, OrderQuery, OrderRows, Recorded, ReturnRows, Reveal } from './schema.ts'
import { sendFeedbackRows, sendMoneyRows, sendOrderRows, sendReturnRows, sendShipmentRows } from './service.sending.ts'
import { listEntries, listOrders, ordersOfNumber, showOrder } from './service.ts'

/** The orders of the workspace, and the rows that tell of them. */
export const orderRoutes: Routes = async (app) => {
  app.get(
    '/orders',
    {
      config: { permission: 'orders.read' },
      schema: {
        operationId: 'listOrders',
        tags: ['orders'],
        summary: 'Orders, newest first; search by the beginning of a number, by SKU or tracking number',
        querystring: OrderQuery,
        response: { 200: OrderPage, ...problemAnswers },
      },
    },
    (request) => listOrders(request.context, request.query),
  )
  app.get(
    '/orders/:id',
    {
      config: { permission: 'orders.read' },
      schema: {
        operationId: 'readOrder',
        tags: ['orders'],
        summary:
          'One order with its lines, shipments, returns and money; with reveal=true the buyer too, which needs customers.reveal',
        params: Type.Object({ id: Id }),
        querystring: Reveal,
        response: { 200: Order, ...problemAnswers },
      },
    },
    (request) => showOrder(request.context, request.params.id, request.query.reveal),
  )
  app.get(
    '/orders/:id/money-entries',
    {
      config: { permission: 'orders.read' },
      schema: {
        operationId: 'listMoneyEntries',
        tags: ['orders'],
        summary: 'The money of an order, entry by entry, the latest first',
        params: Type.Object({ id: Id }),
        querystring: PageQuery,
        response: { 200: MoneyEntryPage, ...problemAnswers },
      },
    },
    (request) => listEntries(request.context, request.params.id, request.query),
  )
  app.get(
    '/orders/by-number/:number',
    {
      config: { permission: 'orders.read' },
      schema: {
        operationId: 'readOrdersOfNumber',
        tags: ['orders'],
        summary: 'The orders of a number, masked: none, one, or one of each store that has it',
        params: Type.Object({ number: Type.String({ minLength: 1, maxLength: 60 }) }),
        response: { 200: Type.Array(Order), ...problemAnswers },
      },
    },
    (request) => ordersOfNumber(request.context, request.params.number),
  )
  app.post(
    '/orders/rows',
    {
      config: { permission: 'orders.write' },
      schema: {
        operationId: 'recordOrderRows',
        tags: ['orders'],
        summary: 'Record lines of orders with what they say of their orders; the same rows again change nothing',
        body: OrderRows,
        response: { 200: Recorded, ...problemAnswers },
      },
    },
    (request) => sendOrderRows(request.context, request.body),
  )
  app.post(
    '/returned-units/rows',
    {
      config: { permission: 'orders.write' },
      schema: {
        operationId: 'recordReturnRows',
        tags: ['orders'],
        summary: 'Record rows of returns reports; a later word on a unit replaces the earlier one',
        body: ReturnRows,
        response: { 200: Recorded, ...problemAnswers },
      },
    },
    (request) => sendReturnRows(request.context, request.body),
  )
  app.post(
    '/shipments/rows',
    {
      config: { permission: 'orders.write' },
      schema: {
        operationId: 'recordShipmentRows',
        tags: ['orders'],
        summary: 'Record what was sent, parcel by parcel; a row that is older than what is known changes nothing',
        body: ShipmentRows,
        response: { 200: Recorded, ...problemAnswers },
      },
    },
    (request) => sendShipmentRows(request.context, request.body),
  )
  app.post(
    '/money-entries/rows',
    {
      config: { permission: 'orders.write' },
      schema: {
        operationId: 'recordMoneyRows',
        tags: ['orders'],
        summary: 'Record money that was booked or asked to be; the same rows again change nothing',
        body: MoneyRows,
        response: { 200: Recorded, ...problemAnswers },
      },
    },
    (request) => sendMoneyRows(request.context, request.body),
  )
  app.post(
    '/seller-feedback/rows',
    {
      config: { permission: 'orders.write' },
      schema: {
        operationId: 'recordFeedbackRows',
        tags: ['orders'],
        summary: 'Record what buyers said of the seller, order by order; the same rows again change nothing',
        body: FeedbackRows,
        response: { 200: Recorded, ...problemAnswers },
      },
    },
    (request) => sendFeedbackRows(request.context, request.body),
  )
}
