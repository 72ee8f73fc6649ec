import type { Readable } from 'node:stream'
import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { CustomerExport, ExportState } from './schema.exports.ts'
import { askForExport, openExport, showExport } from './service.exports.ts'

const Params = Type.Object({ id: Id })
const TheFile = Type.Unsafe<Readable>({ type: 'string', format: 'binary' })
const exports = { permission: 'customers.export' } as const

/** Answers to customers who ask what is known of them. */
export const exportRoutes: Routes = async (app) => {
  app.get(
    '/customers/:id/export',
    {
      config: exports,
      schema: {
        operationId: 'readCustomerExport',
        tags: ['customers'],
        summary: 'How far the export of a customer is that was asked for last; null where none was',
        params: Params,
        response: { 200: ExportState, ...problemAnswers },
      },
    },
    (request) => showExport(request.context, request.params.id),
  )
  app.post(
    '/customers/:id/export',
    {
      config: exports,
      schema: {
        operationId: 'exportCustomer',
        tags: ['customers'],
        summary: 'Put everything that is known of a customer into one ZIP file, kept 7 days for whoever asked',
        params: Params,
        response: { 200: CustomerExport, ...problemAnswers },
      },
    },
    (request) => askForExport(request.context, request.params.id),
  )
  app.get(
    '/customers/:id/exports/:exportId/file',
    {
      config: exports,
      schema: {
        operationId: 'downloadCustomerExport',
        tags: ['customers'],
        summary: 'The ZIP file, for whoever asked for it, while it is kept',
        params: Type.Object({ id: Id, exportId: Id }),
        produces: ['application/zip'],
        response: { 200: TheFile, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { id, exportId } = request.params
      const { size, stream } = await openExport(request.context, id, exportId)
      return reply
        .type('application/zip')
        .header('content-length', size)
        .header('content-disposition', `attachment; filename="customer-${id}.zip"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(stream)
    },
  )
}
