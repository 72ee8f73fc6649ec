export { type Ground, Replay } from './rules.replay.ts'
export { predictionOf } from './rules.prediction.ts'
export type { PastReturn } from './schema.past.ts'
export { costsBy, groundOf, meaningsOf } from './service.ground.ts'
