import { Type } from 'typebox'
import { Id, PageQuery, problemAnswers, type Routes } from '../../platform/http.ts'
import { HistoryPage, Standing } from './schema.profile.ts'
import { Customer, CustomerChange, CustomerPage, CustomerQuery } from './schema.ts'
import { historyOf, standingIn } from './service.profile.ts'
import { changeCustomer, listCustomers, showCustomer } from './service.ts'

const Params = Type.Object({ id: Id })
const Reveal = Type.Object({ reveal: Type.Boolean({ default: false }) })

/** The customers of the workspace. */
export const customerRoutes: Routes = async (app) => {
  app.get(
    '/customers',
    {
      config: { permission: 'customers.read' },
      schema: {
        operationId: 'listCustomers',
        tags: ['customers'],
        summary: 'Customers, newest first, addresses masked; search by the beginnings of name or address',
        querystring: CustomerQuery,
        response: { 200: CustomerPage, ...problemAnswers },
      },
    },
    (request) => listCustomers(request.context, request.query),
  )
  app.get(
    '/customers/:id',
    {
      config: { permission: 'customers.read' },
      schema: {
        operationId: 'readCustomer',
        tags: ['customers'],
        summary: 'One customer, masked; with reveal=true in full, which needs customers.reveal',
        params: Params,
        querystring: Reveal,
        response: { 200: Customer, ...problemAnswers },
      },
    },
    (request) => showCustomer(request.context, request.params.id, request.query.reveal),
  )
  app.get(
    '/customers/:id/history',
    {
      config: { permission: 'customers.read' },
      schema: {
        operationId: 'readCustomerHistory',
        tags: ['customers'],
        summary: 'Tickets, orders and returned units of one customer that the reader may see, newest first',
        params: Params,
        querystring: PageQuery,
        response: { 200: HistoryPage, ...problemAnswers },
      },
    },
    (request) => historyOf(request.context, request.params.id, request.query),
  )
  app.get(
    '/customers/:id/standing',
    {
      config: { permission: 'customers.read' },
      schema: {
        operationId: 'readCustomerStanding',
        tags: ['customers'],
        summary:
          'Value and risk of one customer with their reasons, by the figures of 365 days that the reader may see',
        params: Params,
        response: { 200: Standing, ...problemAnswers },
      },
    },
    (request) => standingIn(request.context, request.params.id),
  )
  app.patch(
    '/customers/:id',
    {
      config: { permission: 'customers.write' },
      schema: {
        operationId: 'changeCustomer',
        tags: ['customers'],
        summary: 'Change name, language, notes, special needs, preferences or importance; importance needs its reason',
        params: Params,
        body: CustomerChange,
        response: { 200: Customer, ...problemAnswers },
      },
    },
    (request) => changeCustomer(request.context, request.params.id, request.body),
  )
}
