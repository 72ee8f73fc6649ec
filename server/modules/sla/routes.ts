import { Type } from 'typebox'
import { Done, done, problemAnswers, type Routes } from '../../platform/http.ts'
import {
  FactsQuery,
  PolicyParams,
  PolicyQuery,
  SlaDecision,
  SlaPolicy,
  SlaPolicyBody,
  SlaPolicyPage,
} from './schema.ts'
import { createPolicy, deletePolicy, explainLimits, listPolicies, policyOrRefuse, replacePolicy } from './service.ts'

const reads = { permission: 'sla.read' }
const writes = { permission: 'sla.write' }

/** Which limits hold for which tickets. */
export const policyRoutes: Routes = async (app) => {
  app.get(
    '/sla-policies',
    {
      config: reads,
      schema: {
        operationId: 'listSlaPolicies',
        tags: ['sla'],
        summary: 'Policies by name',
        querystring: PolicyQuery,
        response: { 200: SlaPolicyPage, ...problemAnswers },
      },
    },
    (request) => listPolicies(request.context, request.query),
  )
  app.get(
    '/sla-policies/decisions',
    {
      config: reads,
      schema: {
        operationId: 'explainSlaLimits',
        tags: ['sla'],
        summary: 'Which policy decides each measure of a ticket with these facts, and why',
        querystring: FactsQuery,
        response: { 200: Type.Array(SlaDecision), ...problemAnswers },
      },
    },
    (request) => explainLimits(request.context, request.query),
  )
  app.get(
    '/sla-policies/:policyId',
    {
      config: reads,
      schema: {
        operationId: 'readSlaPolicy',
        tags: ['sla'],
        summary: 'One policy',
        params: PolicyParams,
        response: { 200: SlaPolicy, ...problemAnswers },
      },
    },
    (request) => policyOrRefuse(request.context, request.params.policyId),
  )
  app.post(
    '/sla-policies',
    {
      config: writes,
      schema: {
        operationId: 'createSlaPolicy',
        tags: ['sla'],
        summary: 'Add a policy',
        body: SlaPolicyBody,
        response: { 201: SlaPolicy, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return createPolicy(request.context, request.body)
    },
  )
  app.put(
    '/sla-policies/:policyId',
    {
      config: writes,
      schema: {
        operationId: 'replaceSlaPolicy',
        tags: ['sla'],
        summary: 'Replace a policy; clocks that start from now on go by it',
        params: PolicyParams,
        body: SlaPolicyBody,
        response: { 200: SlaPolicy, ...problemAnswers },
      },
    },
    (request) => replacePolicy(request.context, request.params.policyId, request.body),
  )
  app.delete(
    '/sla-policies/:policyId',
    {
      config: writes,
      schema: {
        operationId: 'deleteSlaPolicy',
        tags: ['sla'],
        summary: 'Delete a policy; clocks that it started run on',
        params: PolicyParams,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await deletePolicy(request.context, request.params.policyId)
      return done
    },
  )
}
