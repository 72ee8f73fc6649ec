import type { Static } from 'typebox'
import type { Context } from '../../platform/context.ts'
import { defineHook } from '../../platform/hooks.ts'
import { marketplaceOf } from '../stores/index.ts'
import { openGuard } from './rules.guard.ts'
import { readyPolicy } from './rules.interpreter.compile.ts'
import { appliesTo, nextStep } from './rules.interpreter.ts'
import type { NodeFigure, Trial, TrialAnswer } from './schema.desk.ts'
import type { Outcome } from './schema.policy.ts'
import { contentOrRefuse } from './service.content.ts'
import { versionOrRefuse } from './service.desk.ts'
import { dayIn } from './service.ground.ts'
import { guardAt } from './service.ts'
import { shippedGuardRows } from './starter/rows.ts'

/** What has come of a node of a version: higher modules, which have the returns, say it. */
export interface FigureOfNode {
  readonly versionId: string
  readonly node: string
  /** Returns that stand here now. */
  readonly running: number
  /** Returns that have been here. */
  readonly passed: number
  readonly outcomes: { readonly [Name in Outcome]?: number }
  /** What those that passed have lost, in minor units of the base currency; null where it is not known. */
  readonly loss: { readonly amount: number; readonly currency: string } | null
}
export const nodeFigures = defineHook<{ readonly versionIds: readonly string[] }, readonly FigureOfNode[]>(
  'policies.node-figures',
)

/** The figures of a version's nodes; none where nobody has any. */
export async function figuresOf(context: Context, versionId: string): Promise<Static<typeof NodeFigure>[]> {
  const { id } = await versionOrRefuse(context, versionId)
  const said = await context.services.hooks.run(context, nodeFigures, { versionIds: [id] })
  return said.flat().map(({ node, running, passed, outcomes, loss }) => ({
    node,
    running,
    passed,
    outcomes: Object.fromEntries(Object.entries(outcomes).map(([name, count]) => [name, count ?? 0])),
    loss,
  }))
}

/** What a tree would do next with a return that somebody imagines. Nothing is kept, and nothing is done. */
export async function tryPolicy(context: Context, trial: Trial): Promise<Static<typeof TrialAnswer>> {
  const policy = readyPolicy(contentOrRefuse(context, trial.content))
  const code = trial.facts.marketplace
  const marketplace = code ? await marketplaceOf(context, code) : undefined
  const at = context.now()
  const guard = marketplace
    ? await guardAt(context, marketplace.code, at)
    : openGuard(shippedGuardRows, dayIn('UTC', at))
  const facts = marketplace ? { marketplaceKind: marketplace.kind, ...trial.facts } : trial.facts
  const given = { facts, history: trial.history }
  const serves = appliesTo(policy, guard, given)
  return {
    applies: 'applies' in serves ? serves.applies : null,
    asks: 'asks' in serves ? [...serves.asks] : [],
    step: nextStep(policy, guard, given),
  }
}
