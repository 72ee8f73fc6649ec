import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Refusal } from '../../platform/errors.ts'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { languageOf } from '../../platform/server.ts'
import type { Services } from '../../platform/services.ts'
import { compileValidator, fieldProblems, refuseNul } from '../../platform/validation.ts'
import { filledIn } from './rules.forms.ts'
import { mostPhotoBytes, mostPhotosAtOnce } from './rules.ts'
import { FormLetter, FormPage, FormTaken, WebForm, WebFormChange } from './schema.forms.ts'
import { showForm, takeLetter, visitForm } from './service.forms.ts'
import { readWebForm, renewWebFormLink, switchWebForm } from './service.web-forms.ts'

const right = { public: 'a store’s form is for everybody who has its link' }
const tags = ['portal']
/** Any text: a secret of a wrong form gets the same answer as a wrong one. */
const params = Type.Object({ secret: Type.String() })
const ofStore = Type.Object({ id: Id })

/** A store's form for its buyers: no sign-in, no cookie; and how its seller sets it. */
export const formRoutes =
  (services: Services): Routes =>
  async (app) => {
    app.get(
      '/forms/:secret',
      {
        config: { ...right, perMinute: 60 },
        schema: {
          operationId: 'readForm',
          tags,
          summary: 'A store’s form, as its buyers see it',
          params,
          response: { 200: FormPage, ...problemAnswers },
        },
      },
      async (request, reply) => showForm(await enter(services, request, reply)),
    )
    app.post(
      '/forms/:secret',
      {
        config: { ...right, perMinute: 10 },
        schema: {
          operationId: 'sendForm',
          tags,
          summary: `Write to a store (multipart: the fields of FormLetter, and up to ${mostPhotosAtOnce} photos of 10 MB)`,
          consumes: ['multipart/form-data'],
          params,
          response: { 201: FormTaken, ...problemAnswers },
        },
      },
      async (request, reply) => {
        const visit = await enter(services, request, reply)
        const { letter, files } = await readParts(request)
        reply.code(201)
        return takeLetter(visit, letter, files, keyOf(request))
      },
    )
    app.get(
      '/stores/:id/web-form',
      {
        config: { permission: 'stores.read' },
        schema: {
          operationId: 'readWebForm',
          tags,
          summary: 'Whether a store’s form is on, and its link',
          params: ofStore,
          response: { 200: WebForm, ...problemAnswers },
        },
      },
      (request) => readWebForm(request.context, request.params.id),
    )
    app.put(
      '/stores/:id/web-form',
      {
        config: { permission: 'stores.write' },
        schema: {
          operationId: 'switchWebForm',
          tags,
          summary: 'Switch a store’s form on or off',
          params: ofStore,
          body: WebFormChange,
          response: { 200: WebForm, ...problemAnswers },
        },
      },
      (request) => switchWebForm(request.context, request.params.id, request.body.enabled),
    )
    app.post(
      '/stores/:id/web-form/link',
      {
        config: { permission: 'stores.write' },
        schema: {
          operationId: 'renewWebFormLink',
          tags,
          summary: 'Give a store’s form a new link; the old one ends',
          params: ofStore,
          response: { 200: WebForm, ...problemAnswers },
        },
      },
      (request) => renewWebFormLink(request.context, request.params.id),
    )
  }

function enter(services: Services, request: FastifyRequest<{ Params: { secret: string } }>, reply: FastifyReply) {
  reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
  return visitForm(services, request.params.secret, request.id)
}

const isLetter = compileValidator(FormLetter, 'body')
/** Longer than any field may be, so that one that was cut is refused for its length. */
const limits = { fileSize: mostPhotoBytes, files: mostPhotosAtOnce, fields: 12, fieldSize: 24_000 }

/** The fields and photos of a form as a browser sends them; what is wrong is said at its field. */
async function readParts(request: FastifyRequest): Promise<{ letter: FormLetter; files: Buffer[] }> {
  if (!request.isMultipart()) throw new Refusal('request.not-multipart')
  const fields = new Map<string, string>()
  const files: Buffer[] = []
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') files.push(await part.toBuffer())
    else fields.set(part.fieldname, String(part.value))
  }
  const letter: unknown = filledIn(fields)
  refuseNul({ letter })
  if (isFormLetter(letter)) return { letter, files }
  throw new Refusal('request.invalid', { errors: fieldProblems(isLetter.errors ?? [], languageOf(request)) })
}

const isFormLetter = (letter: unknown): letter is FormLetter => isLetter(letter)

const keyOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined => {
  const key = headers['idempotency-key']
  return typeof key === 'string' && key.length >= 8 && key.length <= 200 ? key : undefined
}
