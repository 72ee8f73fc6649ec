import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Refusal } from '../../platform/errors.ts'
import { problemAnswers, type Routes } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { mostPhotoBytes, mostPhotosAtOnce } from './rules.ts'
import { NewWord, StatusPage } from './schema.ts'
import { showStatus, takePhotos, takeWord, visit } from './service.ts'

const right = { public: 'the link itself is the right' }
const tags = ['portal']
/** Any text: a secret of a wrong form gets the same answer as a wrong one. */
const params = Type.Object({ secret: Type.String() })
const answer = { ...problemAnswers, 200: StatusPage }
const taken = { ...problemAnswers, 201: StatusPage }

/** A buyer's status page: no sign-in, no cookie; who has the link may look, write and send photos. */
export const routes =
  (services: Services): Routes =>
  async (app) => {
    app.get(
      '/status/:secret',
      {
        config: { ...right, perMinute: 60 },
        schema: {
          operationId: 'readStatus',
          tags,
          summary: 'Where the buyer’s ticket stands, what happens next and by when',
          params,
          response: answer,
        },
      },
      async (request, reply) => showStatus(await enter(services, request, reply)),
    )
    app.post(
      '/status/:secret/photos',
      {
        config: { ...right, perMinute: 20 },
        schema: {
          operationId: 'sendPhotos',
          tags,
          summary: `Send up to ${mostPhotosAtOnce} photos of 10 MB (multipart; PNG, JPEG, WebP, HEIC)`,
          consumes: ['multipart/form-data'],
          params,
          response: taken,
        },
      },
      async (request, reply) => {
        const from = await enter(services, request, reply)
        const files: Buffer[] = []
        if (!request.isMultipart()) throw new Refusal('portal.no-photo')
        const limits = { fileSize: mostPhotoBytes, files: mostPhotosAtOnce, fields: 0 }
        for await (const part of request.files({ limits })) files.push(await part.toBuffer())
        reply.code(201)
        return takePhotos(from, files, keyOf(request))
      },
    )
    app.post(
      '/status/:secret/messages',
      {
        config: { ...right, perMinute: 20 },
        schema: {
          operationId: 'sendWord',
          tags,
          summary: 'Write to the desk; the ticket comes back to it',
          params,
          body: NewWord,
          response: taken,
        },
      },
      async (request, reply) => {
        const from = await enter(services, request, reply)
        reply.code(201)
        return takeWord(from, request.body.text.trim(), keyOf(request))
      },
    )
  }

type Asked = Pick<FastifyRequest, 'id'> & { params: { secret: string } }

/** What a link shows belongs to its holder: no cache between keeps it, no search engine lists it. */
function enter(services: Services, request: Asked, reply: FastifyReply) {
  reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
  return visit(services, request.params.secret, request.id)
}

const keyOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined => {
  const key = headers['idempotency-key']
  return typeof key === 'string' && key.length >= 8 && key.length <= 200 ? key : undefined
}
