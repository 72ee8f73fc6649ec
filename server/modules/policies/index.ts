export { policiesProblems } from './errors.ts'
export { sweeps } from './jobs.ts'
export { routes } from './routes.ts'
export { versionRoutes } from './routes.versions.ts'
export { type Guard, openGuard } from './rules.guard.ts'
export { type ReadyPolicy, readyPolicy } from './rules.interpreter.compile.ts'
export { nextStep } from './rules.interpreter.ts'
export type { ValidationGround } from './rules.validation.ts'
export {
  type Facts,
  type Fault,
  factNames,
  factShapes,
  faults,
  type ReturnReason,
  returnReasons,
} from './schema.facts.ts'
export { type Condition, type CostKind, costKinds, lesseningKinds, type Money, type Move } from './schema.formulas.ts'
export type { GuardRow } from './schema.guard.ts'
export type { PolicyNode, ReturnPolicy } from './schema.policy.ts'
export type { SettledMove, Step, Stop } from './schema.step.ts'
export { permissions } from './schema.versions.ts'
export { seedPolicies } from './service.seed.ts'
export { type FigureOfNode, nodeFigures } from './service.trials.ts'
export { guardAt, policiesInForce, type ReadyVersion, readyVersions, versionChosen, versionFor } from './service.ts'
export { shippedGuardRows, shippedPolicies } from './starter/rows.ts'
