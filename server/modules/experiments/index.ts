export { armOf } from './rules.arms.ts'
export { counted, isFinal, nothingCounted, plannedSize, stopRuleOf } from './rules.looks.ts'
export type { Plan, Verdict } from './schema.arms.ts'
