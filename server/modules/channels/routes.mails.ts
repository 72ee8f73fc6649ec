import { Type } from 'typebox'
import { Done, done, Id, PageQuery, problemAnswers, type Routes, Words } from '../../platform/http.ts'
import { OutgoingMailPage, outgoingStates, QuarantinedMailHeaders, QuarantinedMailPage } from './schema.ts'
import { listOutgoing, retryLetter } from './service.letters.ts'
import {
  discardQuarantined,
  listQuarantined,
  rawOfQuarantined,
  readQuarantined,
  releaseQuarantined,
} from './service.quarantine.ts'

const Params = Type.Object({ id: Id })
const tags = ['channels']
const LetterQuery = Type.Intersect([PageQuery, Type.Object({ status: Type.Optional(Words(outgoingStates)) })])

/** Mail that was set aside, and letters on their way out. */
export const mailRoutes: Routes = async (app) => {
  app.get(
    '/quarantined-mails',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'listQuarantinedMails',
        tags,
        summary: 'Mail that could not be taken in, newest first, with the reason',
        querystring: PageQuery,
        response: { 200: QuarantinedMailPage, ...problemAnswers },
      },
    },
    (request) => listQuarantined(request.context, request.query),
  )
  app.get(
    '/quarantined-mails/:id',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'readQuarantinedMail',
        tags,
        summary: 'The headers of a mail that was set aside',
        params: Params,
        response: { 200: QuarantinedMailHeaders, ...problemAnswers },
      },
    },
    (request) => readQuarantined(request.context, request.params.id),
  )
  app.get(
    '/quarantined-mails/:id/raw',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'downloadQuarantinedMail',
        tags,
        summary: 'A mail that was set aside, as it came, for download only',
        params: Params,
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }), ...problemAnswers },
      },
    },
    async (request, reply) => {
      const raw = await rawOfQuarantined(request.context, request.params.id)
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', `attachment; filename="${request.params.id}.eml"`)
        .header('x-content-type-options', 'nosniff')
        .send(raw)
    },
  )
  app.post(
    '/quarantined-mails/:id/release',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'releaseQuarantinedMail',
        tags,
        summary: 'Let a mail be read again',
        params: Params,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await releaseQuarantined(request.context, request.params.id)
      return done
    },
  )
  app.post(
    '/quarantined-mails/:id/discard',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'discardQuarantinedMail',
        tags,
        summary: 'Put a mail away for good',
        params: Params,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await discardQuarantined(request.context, request.params.id)
      return done
    },
  )
  app.get(
    '/outgoing-mails',
    {
      config: { permission: 'channels.read' },
      schema: {
        operationId: 'listOutgoingMails',
        tags,
        summary: 'Letters on their way and gone, newest first; of one state where told',
        querystring: LetterQuery,
        response: { 200: OutgoingMailPage, ...problemAnswers },
      },
    },
    (request) => listOutgoing(request.context, request.query),
  )
  app.post(
    '/outgoing-mails/:id/retry',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'retryOutgoingMail',
        tags,
        summary: 'Send a letter that failed or came back once more, as the same mail',
        params: Params,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await retryLetter(request.context, request.params.id)
      return done
    },
  )
}
