import { Type } from 'typebox'
import { Done, done, Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { NewStore, Store, StoreChange, StorePage, StoreQuery } from './schema.ts'
import { changeStore, createStore, deleteStore, listStores, storeOrRefuse } from './service.ts'

const Params = Type.Object({ id: Id })

/** The stores of the workspace. */
export const storeRoutes: Routes = async (app) => {
  app.get(
    '/stores',
    {
      config: { permission: 'stores.read' },
      schema: {
        operationId: 'listStores',
        tags: ['stores'],
        summary: 'Stores by name; search in name, seller account and marketplace',
        querystring: StoreQuery,
        response: { 200: StorePage, ...problemAnswers },
      },
    },
    (request) => listStores(request.context, request.query),
  )
  app.get(
    '/stores/:id',
    {
      config: { permission: 'stores.read' },
      schema: {
        operationId: 'readStore',
        tags: ['stores'],
        summary: 'One store',
        params: Params,
        response: { 200: Store, ...problemAnswers },
      },
    },
    (request) => storeOrRefuse(request.context, request.params.id),
  )
  app.post(
    '/stores',
    {
      config: { permission: 'stores.write' },
      schema: {
        operationId: 'createStore',
        tags: ['stores'],
        summary: 'Add a store; what is not given comes from its marketplace',
        body: NewStore,
        response: { 201: Store, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return createStore(request.context, request.body)
    },
  )
  app.patch(
    '/stores/:id',
    {
      config: { permission: 'stores.write' },
      schema: {
        operationId: 'changeStore',
        tags: ['stores'],
        summary: 'Change, deactivate or reactivate a store',
        params: Params,
        body: StoreChange,
        response: { 200: Store, ...problemAnswers },
      },
    },
    (request) => changeStore(request.context, request.params.id, request.body),
  )
  app.delete(
    '/stores/:id',
    {
      config: { permission: 'stores.write' },
      schema: {
        operationId: 'deleteStore',
        tags: ['stores'],
        summary: 'Delete a store that nothing hangs on yet; otherwise deactivate it',
        params: Params,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await deleteStore(request.context, request.params.id)
      return done
    },
  )
}
