import { Type } from 'typebox'
import { Done, done, Id, PageQuery, problemAnswers, type Routes } from '../../platform/http.ts'
import { Finding, SentValues } from '../templates/index.ts'
import {
  AcknowledgementSwitch,
  CheckedText,
  Draft,
  Letter,
  Message,
  MessagePage,
  NewMessage,
  NewTicket,
  OpenedTicket,
  SavedDraft,
  SuggestedLetter,
} from './schema.ts'
import { listSwitches, setSwitch } from './service.acknowledge.ts'
import { retrySend, undoSend } from './service.delivery.ts'
import { checkText, suggestLetters, writeLetter } from './service.letters.ts'
import { openByHand } from './service.manual.ts'
import { writeMessage } from './service.send.ts'
import { draftsOn, listDrafts, listMessages, saveDraft } from './service.ts'

const tags = ['messages']
const params = Type.Object({ id: Id })
const messageParams = Type.Object({ id: Id, messageId: Id })
const read = { permission: 'tickets.read' }
const work = { permission: 'tickets.work' }
const LetterQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Integer({ minimum: 1, maximum: 50, default: 8 }),
})

export const routes: Routes = async (app) => {
  app.post(
    '/tickets',
    {
      config: work,
      schema: {
        operationId: 'openTicket',
        tags,
        summary: 'Open a ticket by hand or by program',
        body: NewTicket,
        response: { 201: OpenedTicket, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return openByHand(request.context, request.body)
    },
  )
  app.get(
    '/tickets/:id/messages',
    {
      config: read,
      schema: {
        operationId: 'listMessages',
        tags,
        summary: 'What was said, newest first',
        params,
        querystring: PageQuery,
        response: { 200: MessagePage, ...problemAnswers },
      },
    },
    (request) => listMessages(request.context, request.params.id, request.query),
  )
  app.post(
    '/tickets/:id/messages',
    {
      config: work,
      schema: {
        operationId: 'writeMessage',
        tags,
        summary: 'Answer, or note',
        params,
        body: NewMessage,
        response: { 201: Message, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return writeMessage(request.context, request.params.id, request.body)
    },
  )
  app.post(
    '/tickets/:id/messages/:messageId/undo',
    {
      config: work,
      schema: {
        operationId: 'undoSend',
        tags,
        summary: 'Take a letter back while it is held',
        params: messageParams,
        response: { 200: Message, ...problemAnswers },
      },
    },
    (request) => undoSend(request.context, request.params.id, request.params.messageId),
  )
  app.post(
    '/tickets/:id/messages/:messageId/retry',
    {
      config: work,
      schema: {
        operationId: 'retrySend',
        tags,
        summary: 'Send a failed letter again',
        params: messageParams,
        response: { 200: Message, ...problemAnswers },
      },
    },
    (request) => retrySend(request.context, request.params.id, request.params.messageId),
  )
  app.post(
    '/tickets/:id/checks',
    {
      config: work,
      schema: {
        operationId: 'checkText',
        tags,
        summary: 'What stands against sending this text',
        params,
        body: CheckedText,
        response: { 200: Type.Array(Finding), ...problemAnswers },
      },
    },
    (request) => checkText(request.context, request.params.id, request.body),
  )
  app.get(
    '/tickets/:id/letters',
    {
      config: read,
      schema: {
        operationId: 'suggestLetters',
        tags,
        summary: 'The letters that fit, written out for this ticket; last those that its return decides',
        params,
        querystring: LetterQuery,
        response: { 200: Type.Array(SuggestedLetter), ...problemAnswers },
      },
    },
    (request) => suggestLetters(request.context, request.params.id, request.query),
  )
  app.post(
    '/tickets/:id/letters/:key',
    {
      config: { permission: 'templates.use' },
      schema: {
        operationId: 'writeLetter',
        tags,
        summary: 'One letter, written out with what was filled in',
        params: Type.Object({ id: Id, key: Type.String({ maxLength: 80 }) }),
        body: Type.Object({ values: SentValues }, { additionalProperties: false }),
        response: { 200: Letter, ...problemAnswers },
      },
    },
    (request) => writeLetter(request.context, request.params.id, request.params.key, request.body.values),
  )
  app.get(
    '/drafts',
    {
      config: { signedIn: true, inPerson: true },
      schema: {
        operationId: 'listDrafts',
        tags,
        summary: 'My drafts',
        response: { 200: Type.Array(Draft), ...problemAnswers },
      },
    },
    (request) => listDrafts(request.context),
  )
  app.get(
    '/tickets/:id/drafts',
    {
      config: read,
      schema: {
        operationId: 'readDrafts',
        tags,
        summary: 'My drafts on this ticket',
        params,
        response: { 200: Type.Array(Draft), ...problemAnswers },
      },
    },
    (request) => draftsOn(request.context, request.params.id),
  )
  app.put(
    '/tickets/:id/drafts',
    {
      config: work,
      schema: {
        operationId: 'saveDraft',
        tags,
        summary: 'Keep what I have typed; an empty text lets it go',
        params,
        body: SavedDraft,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await saveDraft(request.context, request.params.id, request.body)
      return done
    },
  )
  app.get(
    '/acknowledgements',
    {
      config: { permission: 'channels.read' },
      schema: {
        operationId: 'listAcknowledgements',
        tags,
        summary: 'Where the automatic confirmation is on or off',
        response: { 200: Type.Array(AcknowledgementSwitch), ...problemAnswers },
      },
    },
    (request) => listSwitches(request.context),
  )
  app.put(
    '/acknowledgements',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'setAcknowledgement',
        tags,
        summary: 'Switch the automatic confirmation',
        body: AcknowledgementSwitch,
        response: { 200: Type.Array(AcknowledgementSwitch), ...problemAnswers },
      },
    },
    (request) => setSwitch(request.context, request.body),
  )
}
