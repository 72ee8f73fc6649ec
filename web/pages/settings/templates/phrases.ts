import type { Schemas } from '../../../api/client.ts'

export type PhraseClass = Schemas['PhraseClass']

export const phraseClasses = [
  'marketing',
  'coupon',
  'review-incentive',
  'review-removal',
  'review-repeat',
  'off-marketplace-offer',
  'messenger',
  'profanity',
  'blame',
  'argument',
  'emotion',
  'threat',
  'vague',
  'restocking-fee',
  'attachment-word',
  'allowed-link',
] as const satisfies readonly PhraseClass[]
