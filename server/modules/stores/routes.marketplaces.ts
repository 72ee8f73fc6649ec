import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { RuleChange, RuleCodeShape, RuleView } from './schema.rules.ts'
import { Day, Marketplace, MarketplaceChange } from './schema.ts'
import { endRule, recordRule, ruleHistory, rulesOf } from './service.rules.ts'
import { changeMarketplace, listMarketplaces, marketplaceOrRefuse } from './service.ts'

const Params = Type.Object({ code: Type.String({ maxLength: 40 }) })
const RuleParams = Type.Object({ code: Type.String({ maxLength: 40 }), rule: RuleCodeShape })
const At = Type.Object({ at: Type.Optional(Type.String({ format: 'date-time' })) })

/** Marketplaces and the rules by which they judge a seller. */
export const marketplaceRoutes: Routes = async (app) => {
  app.get(
    '/marketplaces',
    {
      config: { permission: 'stores.read' },
      schema: {
        operationId: 'listMarketplaces',
        tags: ['stores'],
        summary: 'Every marketplace, by code',
        response: { 200: Type.Array(Marketplace), ...problemAnswers },
      },
    },
    (request) => listMarketplaces(request.context),
  )
  app.get(
    '/marketplaces/:code',
    {
      config: { permission: 'stores.read' },
      schema: {
        operationId: 'readMarketplace',
        tags: ['stores'],
        summary: 'One marketplace',
        params: Params,
        response: { 200: Marketplace, ...problemAnswers },
      },
    },
    (request) => marketplaceOrRefuse(request.context, request.params.code),
  )
  app.patch(
    '/marketplaces/:code',
    {
      config: { permission: 'stores.write' },
      schema: {
        operationId: 'changeMarketplace',
        tags: ['stores'],
        summary: 'Change how a marketplace is named and known',
        params: Params,
        body: MarketplaceChange,
        response: { 200: Marketplace, ...problemAnswers },
      },
    },
    (request) => changeMarketplace(request.context, request.params.code, request.body),
  )
  app.get(
    '/marketplaces/:code/rules',
    {
      config: { permission: 'stores.read' },
      schema: {
        operationId: 'listMarketplaceRules',
        tags: ['stores'],
        summary: 'The rules in force at a moment (now, if not given), one per code',
        params: Params,
        querystring: At,
        response: { 200: Type.Array(RuleView), ...problemAnswers },
      },
    },
    (request) => {
      const { at } = request.query
      return rulesOf(request.context, request.params.code, at ? new Date(at) : request.context.now())
    },
  )
  app.get(
    '/marketplaces/:code/rules/:rule',
    {
      config: { permission: 'stores.read' },
      schema: {
        operationId: 'readRuleHistory',
        tags: ['stores'],
        summary: 'Every row that ever bore on one rule of a marketplace, newest first',
        params: RuleParams,
        response: { 200: Type.Array(RuleView), ...problemAnswers },
      },
    },
    (request) => ruleHistory(request.context, request.params.code, request.params.rule),
  )
  app.post(
    '/marketplace-rules',
    {
      config: { permission: 'stores.write' },
      schema: {
        operationId: 'recordRule',
        tags: ['stores'],
        summary: 'Record a new value from a day on; the row before ends on that day and stays in the history',
        body: RuleChange,
        response: { 201: RuleView, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return recordRule(request.context, request.body)
    },
  )
  app.post(
    '/marketplace-rules/:id/end',
    {
      config: { permission: 'stores.write' },
      schema: {
        operationId: 'endRule',
        tags: ['stores'],
        summary: 'End a rule on a day; the more general one rules from then on',
        params: Type.Object({ id: Id }),
        body: Type.Object({ on: Day }, { additionalProperties: false }),
        response: { 200: RuleView, ...problemAnswers },
      },
    },
    (request) => endRule(request.context, request.params.id, request.body.on),
  )
}
