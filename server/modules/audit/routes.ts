import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { problemAnswers, type Routes } from '../../platform/http.ts'
import { AuditFilter, AuditPage, AuditQuery, NewestVerification, Verification } from './schema.ts'
import { exportEntries, listEntries } from './service.ts'
import { askForVerification, newestVerification } from './service.verifying.ts'

const tags = ['audit']
const reads = { permission: 'audit.read' }

/** The lines as they are. */
const TheFile = Type.Unsafe<Readable>({ type: 'string', format: 'binary' })

/** Who did or read what. */
export const routes: Routes = async (app) => {
  app.get(
    '/audit-entries',
    {
      config: reads,
      schema: {
        operationId: 'listAuditEntries',
        tags,
        summary: 'Who did or read what, newest first',
        querystring: AuditQuery,
        response: { 200: AuditPage, ...problemAnswers },
      },
    },
    (request) => listEntries(request.context, request.query),
  )
  app.get(
    '/audit-entries/export',
    {
      config: { ...reads, perMinute: 20 },
      schema: {
        operationId: 'exportAuditEntries',
        tags,
        summary: 'The audit log as CSV, 100,000 entries at most; the export is an entry itself',
        querystring: AuditFilter,
        produces: ['text/csv'],
        response: { 200: TheFile, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const lines = await exportEntries(request.context, request.query)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(Readable.from(lines))
    },
  )
  app.post(
    '/audit-verifications',
    {
      config: { ...reads, perMinute: 20 },
      schema: {
        operationId: 'verifyAudit',
        tags,
        summary: 'Follow the chain of entries from its beginning; it is worked on after the answer, one at a time',
        response: { 202: Verification, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(202)
      return askForVerification(request.context)
    },
  )
  app.get(
    '/audit-verifications/newest',
    {
      config: reads,
      schema: {
        operationId: 'readAuditVerification',
        tags,
        summary: 'The verification asked for last: how far it is, or what does not fit',
        response: { 200: NewestVerification, ...problemAnswers },
      },
    },
    async (request) => ({ newest: await newestVerification(request.context) }),
  )
}
