import { Type } from 'typebox'
import { Carried, Done, done, Id, PageQuery, problemAnswers, type Routes } from '../../platform/http.ts'
import {
  DifferenceShape,
  NewDraft,
  NodeFigures,
  SavedDraft,
  Seen,
  SentBack,
  VersionPage,
  VersionView,
} from './schema.desk.ts'
import { PolicyFile } from './schema.policy.ts'
import { exportVersion, listVersions, showDifference, showVersion } from './service.desk.ts'
import { beginDraft, discardDraft, saveDraft } from './service.drafts.ts'
import { approveVersion, sendBack, submitDraft } from './service.review.ts'
import { figuresOf } from './service.trials.ts'

const Params = Type.Object({ id: Id })
const tags = ['policies']
/** Sent as the text that it is: canonical JSON. */
const TheFile = Carried<string>(PolicyFile)
const reads = { permission: 'policies.read' }
const writes = { permission: 'policies.write' }
const one = { params: Params, response: { 200: VersionView, ...problemAnswers } }

/** Versions of return policies: written, looked at by a second person, approved. */
export const versionRoutes: Routes = async (app) => {
  app.get(
    '/return-policies/:id/versions',
    {
      config: reads,
      schema: {
        operationId: 'listPolicyVersions',
        tags,
        summary: 'Versions of a policy, the newest first, each with what was done and said of it',
        params: Params,
        querystring: PageQuery,
        response: { 200: VersionPage, ...problemAnswers },
      },
    },
    ({ context, params, query }) => listVersions(context, params.id, query),
  )
  app.post(
    '/return-policies/:id/versions',
    {
      config: writes,
      schema: {
        operationId: 'beginPolicyDraft',
        tags,
        summary: 'Begin a draft from one of the versions, or from the tree that ships; one at a time',
        params: Params,
        body: NewDraft,
        response: { 201: VersionView, ...problemAnswers },
      },
    },
    async ({ context, params, body }, reply) => {
      reply.code(201)
      return beginDraft(context, params.id, body)
    },
  )
  app.get(
    '/policy-versions/:id',
    {
      config: reads,
      schema: {
        operationId: 'readPolicyVersion',
        tags,
        summary: 'One version with its tree, its faults here and today, and what the reader may do with it',
        ...one,
      },
    },
    ({ context, params }) => showVersion(context, params.id),
  )
  app.put(
    '/policy-versions/:id',
    {
      config: writes,
      schema: {
        operationId: 'savePolicyDraft',
        tags,
        summary: 'Save a draft; refused if somebody else has saved it since `revision`',
        body: SavedDraft,
        ...one,
      },
    },
    ({ context, params, body }) => saveDraft(context, params.id, body),
  )
  app.delete(
    '/policy-versions/:id',
    {
      config: writes,
      schema: {
        operationId: 'discardPolicyDraft',
        tags,
        summary: 'Throw a draft away',
        params: Params,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async ({ context, params }) => {
      await discardDraft(context, params.id)
      return done
    },
  )
  app.get(
    '/policy-versions/:id/difference',
    {
      config: reads,
      schema: {
        operationId: 'readPolicyDifference',
        tags,
        summary: 'What a version changes against the one in force, or against the one that is named',
        params: Params,
        querystring: Type.Object({ againstId: Type.Optional(Id) }),
        response: { 200: DifferenceShape, ...problemAnswers },
      },
    },
    ({ context, params, query }) => showDifference(context, params.id, query.againstId),
  )
  app.get(
    '/policy-versions/:id/file',
    {
      config: reads,
      schema: {
        operationId: 'exportPolicyVersion',
        tags,
        summary: 'A version as a file that another workspace can read (docs/return-policy.md)',
        params: Params,
        produces: ['application/json'],
        response: { 200: TheFile, ...problemAnswers },
      },
    },
    async ({ context, params }, reply) => {
      const { filename, text } = await exportVersion(context, params.id)
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${filename}"`)
        .header('x-content-type-options', 'nosniff')
        .send(text)
    },
  )
  app.get(
    '/policy-versions/:id/figures',
    {
      config: reads,
      schema: {
        operationId: 'readPolicyFigures',
        tags,
        summary: 'How many returns stand at each node of a version, have been there, how they ended, what they cost',
        params: Params,
        response: { 200: NodeFigures, ...problemAnswers },
      },
    },
    async ({ context, params }) => ({ items: await figuresOf(context, params.id) }),
  )
  app.post(
    '/policy-versions/:id/submission',
    {
      config: writes,
      schema: {
        operationId: 'submitPolicyVersion',
        tags,
        summary: 'Ask a second person to look at a draft; refused with its faults',
        body: Seen,
        ...one,
      },
    },
    ({ context, params, body }) => submitDraft(context, params.id, body),
  )
  app.post(
    '/policy-versions/:id/approval',
    {
      config: { permission: 'policies.approve' },
      schema: {
        operationId: 'approvePolicyVersion',
        tags,
        summary: 'Approve what others have written; nobody who wrote on it can',
        body: Seen,
        ...one,
      },
    },
    ({ context, params, body }) => approveVersion(context, params.id, body),
  )
  app.post(
    '/policy-versions/:id/return',
    {
      config: writes,
      schema: {
        operationId: 'returnPolicyVersion',
        tags,
        summary: 'Send a version back to be a draft, with a comment; its writers may take it back themselves',
        body: SentBack,
        ...one,
      },
    },
    ({ context, params, body }) => sendBack(context, params.id, body),
  )
}
