import { Type } from 'typebox'
import { Done, done, Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { ActionDetail } from '../actions/index.ts'
import { AnomalyDetail, AnomalyEnd, AnomalyLook, AnomalyPage, AnomalyQuery, NewAnomalyAction } from './schema.ts'
import { wantLook } from './service.looking.ts'
import { actOnAnomaly, closeAnomaly, reopenAnomaly } from './service.ts'
import { listAnomalies, showAnomaly, showLook } from './service.views.ts'

const Params = Type.Object({ id: Id })
const tags = ['rootcauses']
const reads = { permission: 'rootcauses.read' }
const works = { permission: 'rootcauses.work' }
const response = { 200: AnomalyDetail, ...problemAnswers }

/** SKUs that come back abnormally often, and what is done about them. */
export const routes: Routes = async (app) => {
  app.get(
    '/anomalies',
    {
      config: reads,
      schema: {
        operationId: 'listAnomalies',
        tags,
        summary: 'SKUs and batches that come back more often than they should, the newest finding first',
        querystring: AnomalyQuery,
        response: { 200: AnomalyPage, ...problemAnswers },
      },
    },
    (request) => listAnomalies(request.context, request.query),
  )
  app.get(
    '/anomaly-looks',
    {
      config: reads,
      schema: {
        operationId: 'readAnomalyLook',
        tags,
        summary: 'When the desk looked last, through how many SKUs, and how many it found',
        response: { 200: AnomalyLook, ...problemAnswers },
      },
    },
    (request) => showLook(request.context),
  )
  app.post(
    '/anomaly-looks',
    {
      config: works,
      schema: {
        operationId: 'lookForAnomalies',
        tags,
        summary: 'Look now, as the desk does by itself each day',
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await wantLook(request.context)
      return done
    },
  )
  app.get(
    '/anomalies/:id',
    {
      config: reads,
      schema: {
        operationId: 'readAnomaly',
        tags,
        summary: 'One anomaly: control chart, reasons, costs, comments, and the rate before and after',
        params: Params,
        response,
      },
    },
    (request) => showAnomaly(request.context, request.params.id),
  )
  app.post(
    '/anomalies/:id/actions',
    {
      config: works,
      schema: {
        operationId: 'actOnAnomaly',
        tags,
        summary: 'Ask a department to do something about it, with the evidence attached',
        params: Params,
        body: NewAnomalyAction,
        response: { 201: ActionDetail, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return actOnAnomaly(request.context, request.params.id, request.body)
    },
  )
  app.post(
    '/anomalies/:id/end',
    {
      config: works,
      schema: {
        operationId: 'closeAnomaly',
        tags,
        summary: 'Close it as solved, or dismiss it; with the reason',
        params: Params,
        body: AnomalyEnd,
        response,
      },
    },
    (request) => closeAnomaly(request.context, request.params.id, request.body),
  )
  app.post(
    '/anomalies/:id/reopening',
    {
      config: works,
      schema: {
        operationId: 'reopenAnomaly',
        tags,
        summary: 'Open one again that was closed by mistake',
        params: Params,
        response,
      },
    },
    (request) => reopenAnomaly(request.context, request.params.id),
  )
}
