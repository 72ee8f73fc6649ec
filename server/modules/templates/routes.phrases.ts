import { Type } from 'typebox'
import { Done, done, Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { Finding, OutgoingCheck } from './schema.findings.ts'
import { NewPhrase, Phrase, PhraseChange, PhrasePage, PhraseQuery } from './schema.phrases.ts'
import { checkSent } from './service.check.ts'
import { changePhrase, createPhrase, deletePhrase, listPhrases } from './service.phrases.ts'

const Params = Type.Object({ id: Id })
const write = { config: { permission: 'templates.write' } } as const
const tags = ['templates']

/** The words that the check before sending looks for, and the check itself. */
export const phraseRoutes: Routes = async (app) => {
  const one = { params: Params, response: { 200: Phrase, ...problemAnswers } }
  app.get(
    '/phrases',
    {
      config: { permission: 'templates.read' },
      schema: {
        operationId: 'listPhrases',
        tags,
        summary: 'Phrases that the check before sending looks for',
        querystring: PhraseQuery,
        response: { 200: PhrasePage, ...problemAnswers },
      },
    },
    (request) => listPhrases(request.context, request.query),
  )
  app.post(
    '/phrases',
    {
      ...write,
      schema: {
        operationId: 'createPhrase',
        tags,
        summary: 'Add a phrase',
        body: NewPhrase,
        response: { 201: Phrase, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return createPhrase(request.context, request.body)
    },
  )
  app.patch(
    '/phrases/:id',
    {
      ...write,
      schema: {
        operationId: 'changePhrase',
        tags,
        summary: 'Change or switch off a phrase',
        body: PhraseChange,
        ...one,
      },
    },
    (request) => changePhrase(request.context, request.params.id, request.body),
  )
  app.delete(
    '/phrases/:id',
    {
      ...write,
      schema: {
        operationId: 'deletePhrase',
        tags,
        summary: 'Delete a phrase of your own',
        params: Params,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await deletePhrase(request.context, request.params.id)
      return done
    },
  )
  app.post(
    '/outgoing-checks',
    {
      config: { permission: 'templates.use' },
      schema: {
        operationId: 'checkOutgoing',
        tags,
        summary: 'What stands against sending a text; nothing is sent',
        body: OutgoingCheck,
        response: { 200: Type.Array(Finding), ...problemAnswers },
      },
    },
    (request) => checkSent(request.context, request.body),
  )
}
