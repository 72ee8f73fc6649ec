import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import {
  NewPolicy,
  NewPublication,
  PolicyCheck,
  PolicyChecked,
  PolicyGround,
  PolicyImport,
  PolicyLine,
  PolicyList,
  PolicyOrder,
  Trial,
  TrialAnswer,
  VersionView,
} from './schema.desk.ts'
import { contentOrRefuse, faultsIn } from './service.content.ts'
import { listPolicies, showPolicy } from './service.desk.ts'
import { createPolicy, importPolicy } from './service.drafts.ts'
import { readGround } from './service.ground.ts'
import { archivePolicy, cancelScheduled, orderPolicies, publishVersion, restorePolicy } from './service.publications.ts'
import { tryPolicy } from './service.trials.ts'

const Params = Type.Object({ id: Id })
const tags = ['policies']
const reads = { permission: 'policies.read' }
const writes = { permission: 'policies.write' }
const approves = { permission: 'policies.approve' }
const one = { params: Params, response: { 200: PolicyLine, ...problemAnswers } }

/** Return policies: which there are, in which order they are asked, and which version is in force from when. */
export const routes: Routes = async (app) => {
  app.get(
    '/return-policies',
    {
      config: reads,
      schema: {
        operationId: 'listReturnPolicies',
        tags,
        summary: 'Return policies in the order in which they are asked, the archived ones last',
        response: { 200: PolicyList, ...problemAnswers },
      },
    },
    async ({ context }) => ({ items: await listPolicies(context) }),
  )
  app.post(
    '/return-policies',
    {
      config: writes,
      schema: {
        operationId: 'createReturnPolicy',
        tags,
        summary: 'Begin a policy with its first draft, which it answers; it serves nothing before it is published',
        body: NewPolicy,
        response: { 201: VersionView, ...problemAnswers },
      },
    },
    async ({ context, body }, reply) => {
      reply.code(201)
      return createPolicy(context, body)
    },
  )
  app.post(
    '/return-policies/imports',
    {
      config: writes,
      schema: {
        operationId: 'importReturnPolicy',
        tags,
        summary: 'Read a policy file into a draft: of the policy of its key, or of a new one',
        body: PolicyImport,
        response: { 201: VersionView, ...problemAnswers },
      },
    },
    async ({ context, body }, reply) => {
      reply.code(201)
      return importPolicy(context, body.text)
    },
  )
  app.put(
    '/return-policies/order',
    {
      config: approves,
      schema: {
        operationId: 'orderReturnPolicies',
        tags,
        summary: 'In which order policies are asked whether a return is theirs; all that are not archived, once each',
        body: PolicyOrder,
        response: { 200: PolicyList, ...problemAnswers },
      },
    },
    async ({ context, body }) => ({ items: await orderPolicies(context, body.ids) }),
  )
  app.get(
    '/return-policies/ground',
    {
      config: reads,
      schema: {
        operationId: 'readPolicyGround',
        tags,
        summary: 'What a policy is written from: published letters, languages of the buyers, stores, marketplaces',
        response: { 200: PolicyGround, ...problemAnswers },
      },
    },
    ({ context }) => readGround(context),
  )
  app.post(
    '/return-policies/checks',
    {
      config: reads,
      schema: {
        operationId: 'checkReturnPolicy',
        tags,
        summary: 'What is wrong with a tree that is still being written; nothing is kept',
        body: PolicyCheck,
        response: { 200: PolicyChecked, ...problemAnswers },
      },
    },
    async ({ context, body }) => ({ faults: await faultsIn(context, contentOrRefuse(context, body.content)) }),
  )
  app.post(
    '/return-policies/trials',
    {
      config: reads,
      schema: {
        operationId: 'tryReturnPolicy',
        tags,
        summary: 'What a tree would do next with an imagined return, and why; nothing is kept',
        body: Trial,
        response: { 200: TrialAnswer, ...problemAnswers },
      },
    },
    ({ context, body }) => tryPolicy(context, body),
  )
  app.get(
    '/return-policies/:id',
    {
      config: reads,
      schema: {
        operationId: 'readReturnPolicy',
        tags,
        summary: 'One policy: what is in force, what is scheduled, what is being written',
        ...one,
      },
    },
    ({ context, params }) => showPolicy(context, params.id),
  )
  app.post(
    '/return-policies/:id/archive',
    {
      config: approves,
      schema: {
        operationId: 'archiveReturnPolicy',
        tags,
        summary: 'Have a policy serve no new return; those that run go on by it',
        ...one,
      },
    },
    ({ context, params }) => archivePolicy(context, params.id),
  )
  app.post(
    '/return-policies/:id/restore',
    {
      config: approves,
      schema: {
        operationId: 'restoreReturnPolicy',
        tags,
        summary: 'Have an archived policy serve new returns again',
        ...one,
      },
    },
    ({ context, params }) => restorePolicy(context, params.id),
  )
  app.post(
    '/return-policies/:id/publications',
    {
      config: approves,
      schema: {
        operationId: 'publishPolicyVersion',
        tags,
        summary: 'Put an approved version in force, now or from a day on; an older one again with a reason',
        body: NewPublication,
        ...one,
      },
    },
    ({ context, params, body }) => publishVersion(context, params.id, body),
  )
  app.delete(
    '/policy-publications/:id',
    {
      config: approves,
      schema: {
        operationId: 'cancelPolicyPublication',
        tags,
        summary: 'Take back what was to come into force later',
        ...one,
      },
    },
    ({ context, params }) => cancelScheduled(context, params.id),
  )
}
