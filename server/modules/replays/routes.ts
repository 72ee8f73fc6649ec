import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { NewReplay, ReplayPage, ReplayQuery, ReplayView } from './schema.ts'
import { askForReplay, cancelReplay, listReplays, showReplay } from './service.ts'

const Params = Type.Object({ id: Id })
const tags = ['replays']
const reads = { permission: 'replays.read' }
const runs = { permission: 'replays.run' }

/** Versions of return policies over past returns: what would have come of it. */
export const routes: Routes = async (app) => {
  app.get(
    '/replays',
    {
      config: reads,
      schema: {
        operationId: 'listReplays',
        tags,
        summary: 'Replays, the newest first, of all versions or of one',
        querystring: ReplayQuery,
        response: { 200: ReplayPage, ...problemAnswers },
      },
    },
    ({ context, query }) => listReplays(context, query),
  )
  app.post(
    '/replays',
    {
      config: runs,
      schema: {
        operationId: 'startReplay',
        tags,
        summary: 'Take a version over the past returns of a period, after the answer',
        body: NewReplay,
        response: { 201: ReplayView, ...problemAnswers },
      },
    },
    async ({ context, body }, reply) => {
      reply.code(201)
      return askForReplay(context, body)
    },
  )
  app.get(
    '/replays/:id',
    {
      config: reads,
      schema: {
        operationId: 'readReplay',
        tags,
        summary: 'One replay: how far it is, or what would have come of it, with ranges and assumptions',
        params: Params,
        response: { 200: ReplayView, ...problemAnswers },
      },
    },
    ({ context, params }) => showReplay(context, params.id),
  )
  app.post(
    '/replays/:id/cancel',
    {
      config: runs,
      schema: {
        operationId: 'cancelReplay',
        tags,
        summary: 'Stop a replay that waits or runs',
        params: Params,
        response: { 200: ReplayView, ...problemAnswers },
      },
    },
    ({ context, params }) => cancelReplay(context, params.id),
  )
}
