import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { Refusal } from '../../platform/errors.ts'
import { Id, PageQuery, problemAnswers, type Routes } from '../../platform/http.ts'
import { FaultPage, Import, ImportChange, ImportPage, ImportSample } from './schema.ts'
import { faultsAsCsv } from './service.faults.ts'
import {
  changeImport,
  importOrRefuse,
  listFaults,
  listImports,
  mostBytes,
  refuseTooLarge,
  showSample,
  startImport,
  stopImport,
  uploadFile,
} from './service.ts'

const tags = ['imports']
const params = Type.Object({ id: Id })
const runs = { permission: 'imports.run' }
const reads = { permission: 'imports.read' }
const TheFile = Type.Unsafe<Readable>({ type: 'string', format: 'binary' })

/** Files that are read in. */
export const importRoutes: Routes = async (app) => {
  app.post(
    '/imports',
    {
      config: { ...runs, perMinute: 30 },
      schema: {
        operationId: 'uploadImport',
        tags,
        summary: 'Keep a file (multipart, field "file") and look into it; nothing is recorded before it is started',
        consumes: ['multipart/form-data'],
        response: { 201: Import, ...problemAnswers },
      },
    },
    async (request, reply) => {
      refuseTooLarge(Number(request.headers['content-length'] ?? 0))
      const part = await request.file({ limits: { fileSize: mostBytes + 1, files: 1 } })
      if (!part) throw new Refusal('imports.file-missing')
      reply.code(201)
      return uploadFile(request.context, { filename: part.filename, bytes: part.file })
    },
  )
  app.get(
    '/imports',
    {
      config: reads,
      schema: {
        operationId: 'listImports',
        tags,
        summary: 'Imports, the newest first',
        querystring: PageQuery,
        response: { 200: ImportPage, ...problemAnswers },
      },
    },
    (request) => listImports(request.context, request.query),
  )
  app.get(
    '/imports/:id',
    {
      config: reads,
      schema: {
        operationId: 'readImport',
        tags,
        summary: 'One import and how far it has come',
        params,
        response: { 200: Import, ...problemAnswers },
      },
    },
    (request) => importOrRefuse(request.context, request.params.id),
  )
  app.get(
    '/imports/:id/sample',
    {
      config: runs,
      schema: {
        operationId: 'readImportSample',
        tags,
        summary: 'The beginning of the file as it is going to be read, and what cannot be read of it',
        params,
        response: { 200: ImportSample, ...problemAnswers },
      },
    },
    (request) => showSample(request.context, request.params.id),
  )
  app.patch(
    '/imports/:id',
    {
      config: runs,
      schema: {
        operationId: 'changeImport',
        tags,
        summary: 'Say what the file tells of, of which store, and how it is written; before it is started',
        params,
        body: ImportChange,
        response: { 200: Import, ...problemAnswers },
      },
    },
    (request) => changeImport(request.context, request.params.id, request.body),
  )
  app.post(
    '/imports/:id/start',
    {
      config: runs,
      schema: {
        operationId: 'startImport',
        tags,
        summary: 'Read the file in, or go on where it was stopped',
        params,
        response: { 200: Import, ...problemAnswers },
      },
    },
    (request) => startImport(request.context, request.params.id),
  )
  app.post(
    '/imports/:id/stop',
    {
      config: runs,
      schema: {
        operationId: 'stopImport',
        tags,
        summary: 'Stop reading; what was read in stays',
        params,
        response: { 200: Import, ...problemAnswers },
      },
    },
    (request) => stopImport(request.context, request.params.id),
  )
  app.get(
    '/imports/:id/faults',
    {
      config: runs,
      schema: {
        operationId: 'listImportFaults',
        tags,
        summary: 'Rows that could not be read, with column, value and reason; 10,000 at most are kept',
        params,
        querystring: PageQuery,
        response: { 200: FaultPage, ...problemAnswers },
      },
    },
    (request) => listFaults(request.context, request.params.id, request.query),
  )
  app.get(
    '/imports/:id/faults.csv',
    {
      config: runs,
      schema: {
        operationId: 'downloadImportFaults',
        tags,
        summary: 'The same as a CSV file',
        params,
        produces: ['text/csv'],
        response: { 200: TheFile, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const lines = await faultsAsCsv(request.context, request.params.id)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="import-faults.csv"')
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(Readable.from(lines))
    },
  )
}
