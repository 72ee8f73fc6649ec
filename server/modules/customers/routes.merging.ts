import { Type } from 'typebox'
import { Done, done, Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { Apart, Duplicates, Likeness, Merges, NewMerge } from './schema.merging.ts'
import { Customer } from './schema.ts'
import { duplicatesOf, likenessTo, setApart } from './service.likeness.ts'
import { mergeCustomers, mergesOf, undoMerge } from './service.merging.ts'

const Params = Type.Object({ id: Id })

/** Who may be the same person, and profiles that become one. */
export const mergeRoutes: Routes = async (app) => {
  app.get(
    '/customers/:id/duplicates',
    {
      config: { permission: 'customers.read' },
      schema: {
        operationId: 'readDuplicates',
        tags: ['customers'],
        summary: 'Profiles that may be the same person’s, the likeliest first, with the reasons',
        params: Params,
        response: { 200: Duplicates, ...problemAnswers },
      },
    },
    async (request) => ({ items: await duplicatesOf(request.context, request.params.id) }),
  )
  app.get(
    '/customers/:id/likeness',
    {
      config: { permission: 'customers.read' },
      schema: {
        operationId: 'readLikeness',
        tags: ['customers'],
        summary: 'How likely one other profile is the same person’s, and what would cross from store to store',
        params: Params,
        querystring: Type.Object({ otherId: Id }),
        response: { 200: Likeness, ...problemAnswers },
      },
    },
    (request) => likenessTo(request.context, request.params.id, request.query.otherId),
  )
  app.post(
    '/customers/:id/apart',
    {
      config: { permission: 'customers.write' },
      schema: {
        operationId: 'setApart',
        tags: ['customers'],
        summary:
          'Say that another profile is somebody else’s, so that it is not shown as a duplicate; or take that back',
        params: Params,
        body: Apart,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await setApart(request.context, request.params.id, request.body)
      return done
    },
  )
  app.get(
    '/customers/:id/merges',
    {
      config: { permission: 'customers.read' },
      schema: {
        operationId: 'readMerges',
        tags: ['customers'],
        summary: 'Which profiles became part of a customer, by whom and why, undone or not, the newest first',
        params: Params,
        response: { 200: Merges, ...problemAnswers },
      },
    },
    async (request) => ({ items: await mergesOf(request.context, request.params.id) }),
  )
  app.post(
    '/customers/:id/merge',
    {
      config: { permission: 'customers.write' },
      schema: {
        operationId: 'mergeCustomers',
        tags: ['customers'],
        summary: 'Make another profile part of this one, with a choice of fields; needs customers.reveal too',
        params: Params,
        body: NewMerge,
        response: { 200: Customer, ...problemAnswers },
      },
    },
    (request) => mergeCustomers(request.context, request.params.id, request.body),
  )
  app.post(
    '/customers/:id/unmerge',
    {
      config: { permission: 'customers.write' },
      schema: {
        operationId: 'undoMerge',
        tags: ['customers'],
        summary: 'Make this profile, which is part of another, stand by itself again; needs customers.reveal too',
        params: Params,
        response: { 200: Customer, ...problemAnswers },
      },
    },
    (request) => undoMerge(request.context, request.params.id),
  )
}
