/** What may be wrong with a version; screens put it into words, with the node beside it. */
export const policyFaultCodes = [
  'start-missing',
  'target-missing',
  'unreachable',
  'never-ends',
  'loop-unbounded',
  'bound-without-exit',
  'branch-dead',
  'option-dead',
  'option-twice',
  'options-incomplete',
  'field-missing',
  'fact-value',
  'template-missing',
  'template-language',
  'guard-unanswered',
  'guard-never-permits',
  'applies-never',
] as const
export type PolicyFaultCode = (typeof policyFaultCodes)[number]

/** One fault of a version, at its node; null is the policy itself. A version with a fault cannot be published. */
export interface PolicyFault {
  readonly code: PolicyFaultCode
  readonly node: string | null
  readonly parameters: Readonly<Record<string, string | number>>
}
