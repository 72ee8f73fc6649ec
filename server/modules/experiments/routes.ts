import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import {
  ExperimentPage,
  ExperimentPromotion,
  ExperimentQuery,
  ExperimentQuestion,
  ExperimentSize,
  ExperimentStop,
  ExperimentView,
  LetterVariant,
  NewExperiment,
  NewLetterVariant,
} from './schema.ts'
import { createVariant } from './service.letters.ts'
import { sizeOf } from './service.sizes.ts'
import {
  archiveExperiment,
  pauseExperiment,
  promoteArm,
  resumeExperiment,
  startExperiment,
  stopExperiment,
} from './service.states.ts'
import { changeExperiment, createExperiment, listExperiments, showExperiment } from './service.ts'

const Params = Type.Object({ id: Id })
const tags = ['experiments']
const reads = { permission: 'experiments.read' }
const writes = { permission: 'experiments.write' }
const response = { 200: ExperimentView, ...problemAnswers }

/** Versions of a policy, or letters, beside one another: planned, run, judged, promoted. */
export const routes: Routes = async (app) => {
  app.get(
    '/experiments',
    {
      config: reads,
      schema: {
        operationId: 'listExperiments',
        tags,
        summary: 'Experiments, the newest first: those that are archived, or all others',
        querystring: ExperimentQuery,
        response: { 200: ExperimentPage, ...problemAnswers },
      },
    },
    ({ context, query }) => listExperiments(context, query),
  )
  app.post(
    '/experiments',
    {
      config: writes,
      schema: {
        operationId: 'createExperiment',
        tags,
        summary: 'Write an experiment, as a draft; how many returns it takes is reckoned from past ones',
        body: NewExperiment,
        response: { 201: ExperimentView, ...problemAnswers },
      },
    },
    async ({ context, body }, reply) => {
      reply.code(201)
      return createExperiment(context, body)
    },
  )
  app.post(
    '/experiment-sizes',
    {
      config: writes,
      schema: {
        operationId: 'sizeExperiment',
        tags,
        summary: 'How many returns an experiment would take, by how those of the past half year were; nothing is kept',
        body: ExperimentQuestion,
        response: { 200: ExperimentSize, ...problemAnswers },
      },
    },
    ({ context, body }) => sizeOf(context, body),
  )
  app.post(
    '/experiment-letters',
    {
      config: writes,
      schema: {
        operationId: 'createLetterVariant',
        tags,
        summary: 'Write a draft of a policy that differs from a version in its letters only',
        body: NewLetterVariant,
        response: { 201: LetterVariant, ...problemAnswers },
      },
    },
    async ({ context, body }, reply) => {
      reply.code(201)
      return createVariant(context, body)
    },
  )
  app.get(
    '/experiments/:id',
    {
      config: reads,
      schema: {
        operationId: 'readExperiment',
        tags,
        summary: 'One experiment: its arms, what came of them, where the ranges stand, and the verdict',
        params: Params,
        response,
      },
    },
    ({ context, params }) => showExperiment(context, params.id),
  )
  app.put(
    '/experiments/:id',
    {
      config: writes,
      schema: {
        operationId: 'changeExperiment',
        tags,
        summary: 'Change a draft; what has begun stays as it was planned',
        params: Params,
        body: NewExperiment,
        response,
      },
    },
    ({ context, params, body }) => changeExperiment(context, params.id, body),
  )
  app.post(
    '/experiments/:id/start',
    {
      config: writes,
      schema: {
        operationId: 'startExperiment',
        tags,
        summary: 'Have returns of the policy begin in the arms from now on',
        params: Params,
        response,
      },
    },
    ({ context, params }) => startExperiment(context, params.id),
  )
  app.post(
    '/experiments/:id/pause',
    {
      config: writes,
      schema: {
        operationId: 'pauseExperiment',
        tags,
        summary: 'Have no return begin in it for now',
        params: Params,
        response,
      },
    },
    ({ context, params }) => pauseExperiment(context, params.id),
  )
  app.post(
    '/experiments/:id/resume',
    {
      config: writes,
      schema: {
        operationId: 'resumeExperiment',
        tags,
        summary: 'Have returns begin in a paused one again',
        params: Params,
        response,
      },
    },
    ({ context, params }) => resumeExperiment(context, params.id),
  )
  app.post(
    '/experiments/:id/stop',
    {
      config: writes,
      schema: {
        operationId: 'stopExperiment',
        tags,
        summary: 'End it before its stop rule does, with a reason; it proves nothing then',
        params: Params,
        body: ExperimentStop,
        response,
      },
    },
    ({ context, params, body }) => stopExperiment(context, params.id, body.reason),
  )
  app.post(
    '/experiments/:id/promotion',
    {
      config: writes,
      schema: {
        operationId: 'promoteExperimentArm',
        tags,
        summary: 'Put the version of an arm in force; asks for the right to publish policies',
        params: Params,
        body: ExperimentPromotion,
        response,
      },
    },
    ({ context, params, body }) => promoteArm(context, params.id, body.arm),
  )
  app.post(
    '/experiments/:id/archive',
    {
      config: writes,
      schema: {
        operationId: 'archiveExperiment',
        tags,
        summary: 'Put a draft or an ended one away',
        params: Params,
        response,
      },
    },
    ({ context, params }) => archiveExperiment(context, params.id),
  )
}
