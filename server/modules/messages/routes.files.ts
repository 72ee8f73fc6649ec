import type { Readable } from 'node:stream'
import { Type } from 'typebox'
import { Refusal } from '../../platform/errors.ts'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { Upload } from './schema.ts'
import { keepUpload, openAttachment } from './service.ts'

/** Pictures that a browser may show in place; all else is a download, whatever it claims to be (ENGINEERING S10). */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** The bytes as they are. */
const TheFile = Type.Unsafe<Readable>({ type: 'string', format: 'binary' })

/** Files beside messages: the only routes whose bodies are not JSON. */
export const fileRoutes: Routes = async (app) => {
  app.post(
    '/uploads',
    {
      config: { permission: 'tickets.work' },
      schema: {
        operationId: 'upload',
        tags: ['messages'],
        summary: 'Keep a file for a letter (multipart, field "file")',
        consumes: ['multipart/form-data'],
        response: { 201: Upload, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const part = await request.file()
      if (!part) throw new Refusal('messages.upload-empty')
      const bytes = await part.toBuffer()
      reply.code(201)
      return keepUpload(request.context, { filename: part.filename, contentType: part.mimetype, bytes })
    },
  )
  app.get(
    '/attachments/:messageId/:id',
    {
      config: { permission: 'tickets.read' },
      schema: {
        operationId: 'readAttachment',
        tags: ['messages'],
        summary: 'The file itself',
        params: Type.Object({ messageId: Id, id: Id }),
        produces: ['application/octet-stream'],
        response: { 200: TheFile, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const file = await openAttachment(request.context, request.params.messageId, request.params.id)
      const isShown = shown.has(file.contentType)
      return reply
        .type(isShown ? file.contentType : 'application/octet-stream')
        .header('content-length', file.size)
        .header(
          'content-disposition',
          `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
        )
        .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
        .header('x-content-type-options', 'nosniff')
        .send(file.stream)
    },
  )
}
