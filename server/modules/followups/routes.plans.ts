import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { NewPlan, Plan, PlanChange, PlanPreview, PlanQuestion, Plans } from './schema.plans.ts'
import { changePlan, createPlan, listPlans, previewPlan } from './service.plans.ts'

const tags = ['followups']
const plans = { permission: 'followups.plan' }
const Replacing = Type.Object({ replacing: Type.Optional(Id) })

/** Whom to follow up, how often and in which words. */
export const planRoutes: Routes = async (app) => {
  app.get(
    '/follow-up-plans',
    {
      config: { permission: 'followups.read' },
      schema: {
        operationId: 'listFollowUpPlans',
        tags,
        summary: 'All plans, each with whom it has and what came of it',
        response: { 200: Plans, ...problemAnswers },
      },
    },
    (request) => listPlans(request.context),
  )
  app.post(
    '/follow-up-plans',
    {
      config: plans,
      schema: {
        operationId: 'createFollowUpPlan',
        tags,
        summary: 'Add a plan',
        body: NewPlan,
        response: { 201: Plan, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return createPlan(request.context, request.body)
    },
  )
  app.patch(
    '/follow-up-plans/:id',
    {
      config: plans,
      schema: {
        operationId: 'changeFollowUpPlan',
        tags,
        summary: 'Change, pause or resume a plan; open follow-ups stay',
        params: Type.Object({ id: Id }),
        body: PlanChange,
        response: { 200: Plan, ...problemAnswers },
      },
    },
    (request) => changePlan(request.context, request.params.id, request.body),
  )
  app.post(
    '/follow-up-plan-previews',
    {
      config: plans,
      schema: {
        operationId: 'previewFollowUpPlan',
        tags,
        summary: 'How many customers a plan would have now, and how many it could not reach and why; nothing is kept',
        querystring: Replacing,
        body: PlanQuestion,
        response: { 200: PlanPreview, ...problemAnswers },
      },
    },
    (request) => previewPlan(request.context, request.body, request.query.replacing ?? null),
  )
}
