export { policiesProblems } from './errors.ts'
export { sweeps } from './jobs.ts'
export { routes } from './routes.ts'
export { versionRoutes } from './routes.versions.ts'
export { faultOfReason, type Guard, openGuard } from './rules.guard.ts'
export { type ReadyPolicy, readyPolicy } from './rules.interpreter.compile.ts'
export { appliesTo, nextStep } from './rules.interpreter.ts'
export { totalOf } from './rules.money.ts'
export { settleMoves } from './rules.moves.ts'
export type { ValidationGround } from './rules.validation.ts'
export {
  type AnyFactValue,
  type BuyerAnswer,
  buyerAnswers,
  type FactName,
  FactNameShape,
  type Facts,
  FactsShape,
  FactValueShape,
  type Fault,
  factNames,
  factShapes,
  faults,
  type ItemCondition,
  itemConditions,
  type Payer,
  payers,
  type ReturnReason,
  returnReasons,
} from './schema.facts.ts'
export {
  type Condition,
  type CostKind,
  costKinds,
  lesseningKinds,
  type Money,
  type Move,
  moveKinds,
} from './schema.formulas.ts'
export { type Forbidden, type GuardCode, type GuardRow, guardRefusals, type ReturnWindow } from './schema.guard.ts'
export {
  awaitedThings,
  type Outcome,
  outcomes,
  type PolicyNode,
  PolicyWords,
  type ReturnPolicy,
} from './schema.policy.ts'
export {
  type Because,
  type CostLine,
  type OfferedOption,
  type Quotes,
  type SettledMove,
  type Step,
  type Stop,
  type SupervisorReason,
  supervisorCodes,
} from './schema.step.ts'
export { permissions } from './schema.versions.ts'
export { versionOrRefuse } from './service.desk.ts'
export { beginDraft, saveDraft } from './service.drafts.ts'
export { publishVersion } from './service.publications.ts'
export { approveVersion, submitDraft } from './service.review.ts'
export { seedPolicies } from './service.seed.ts'
export { type FigureOfNode, nodeFigures } from './service.trials.ts'
export { guardAt, policiesInForce, type ReadyVersion, readyVersions, versionChosen, versionFor } from './service.ts'
export { shippedGuardRows, shippedPolicies } from './starter/rows.ts'
