export { classificationProblems } from './errors.ts'
export { daemons, jobs } from './jobs.ts'
export { routes } from './routes.ts'
export { shoutedSentence } from './rules.capitals.ts'
export { findIdentifiers, type Identifier } from './rules.identifiers.ts'
export { maskPersonal } from './rules.masking.ts'
export type { PriorityFacts } from './rules.priority.ts'
export { type Intent, IntentProposal, IntentReason, intents } from './schema.intent.ts'
export {
  type Classification,
  type Correction,
  permissions,
  personalData,
  type Reason,
  subTypes,
} from './schema.ts'
export { type Confirmation, confirmIntent, proposeIntent, type Reply } from './service.intent.ts'
export { correct, forgetCorrections } from './service.learning.ts'
export { languageOf, trainIntents, trainShipped } from './service.shipped.ts'
export { classify, type Letter } from './service.ts'
