import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import {
  Classification,
  ClassificationSettings,
  Correction,
  KeywordRule,
  KeywordRules,
  Learning,
  NewKeywordRule,
  Trial,
} from './schema.ts'
import { correct, showLearning } from './service.learning.ts'
import { addRule, changeRule, listRules, removeRule, saveSettings, tryLetter } from './service.ts'

const Params = Type.Object({ id: Id })
const tags = ['classification']

/** What the desk makes of letters, and what people teach it. */
export const routes: Routes = async (app) => {
  app.post(
    '/classification-trials',
    {
      config: { permission: 'classification.read' },
      schema: {
        operationId: 'tryClassification',
        tags,
        summary: 'Shows how a letter would be classified, and why; nothing is kept',
        body: Trial,
        response: { 200: Classification, ...problemAnswers },
      },
    },
    (request) => tryLetter(request.context, request.body),
  )
  app.post(
    '/classification-corrections',
    {
      config: { permission: 'classification.write' },
      schema: {
        operationId: 'correctClassification',
        tags,
        summary: 'Says what a letter really is; kept without personal data and learnt within a minute',
        body: Correction,
        response: { 204: Type.Null(), ...problemAnswers },
      },
    },
    async (request, reply) => {
      await correct(request.context, request.body)
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/classification-learning',
    {
      config: { permission: 'classification.read' },
      schema: {
        operationId: 'readLearning',
        tags,
        summary: 'What has been learnt from corrections, the known sub-types, the settings',
        response: { 200: Learning, ...problemAnswers },
      },
    },
    (request) => showLearning(request.context),
  )
  app.put(
    '/classification-settings',
    {
      config: { permission: 'classification.write' },
      schema: {
        operationId: 'saveClassificationSettings',
        tags,
        summary: 'Says how the own shop’s order numbers look',
        body: ClassificationSettings,
        response: { 200: ClassificationSettings, ...problemAnswers },
      },
    },
    (request) => saveSettings(request.context, request.body),
  )
  app.get(
    '/classification-rules',
    {
      config: { permission: 'classification.read' },
      schema: {
        operationId: 'listKeywordRules',
        tags,
        summary: 'The workspace’s own phrases, by phrase',
        response: { 200: KeywordRules, ...problemAnswers },
      },
    },
    (request) => listRules(request.context),
  )
  app.post(
    '/classification-rules',
    {
      config: { permission: 'classification.write' },
      schema: {
        operationId: 'addKeywordRule',
        tags,
        summary: 'Adds a phrase that decides kind and sub-type',
        body: NewKeywordRule,
        response: { 201: KeywordRule, ...problemAnswers },
      },
    },
    async (request, reply) => reply.code(201).send(await addRule(request.context, request.body)),
  )
  app.put(
    '/classification-rules/:id',
    {
      config: { permission: 'classification.write' },
      schema: {
        operationId: 'changeKeywordRule',
        tags,
        summary: 'Puts a rule anew',
        params: Params,
        body: NewKeywordRule,
        response: { 200: KeywordRule, ...problemAnswers },
      },
    },
    (request) => changeRule(request.context, request.params.id, request.body),
  )
  app.delete(
    '/classification-rules/:id',
    {
      config: { permission: 'classification.write' },
      schema: {
        operationId: 'removeKeywordRule',
        tags,
        summary: 'Deletes a rule',
        params: Params,
        response: { 204: Type.Null(), ...problemAnswers },
      },
    },
    async (request, reply) => {
      await removeRule(request.context, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
