import { expect, test } from 'vitest'
import { factNames, factShapes } from '../server/modules/policies/index.ts'
import { ruledCategories } from '../server/modules/policies/schema.facts.ts'
import { costKinds, roundings } from '../server/modules/policies/schema.formulas.ts'
import { guardCodes, guardRefusals } from '../server/modules/policies/schema.guard.ts'
import { awaitedThings, outcomes } from '../server/modules/policies/schema.policy.ts'
import { policyFaultCodes } from '../server/modules/policies/schema.validation.ts'
import { steps, versionStates } from '../server/modules/policies/schema.versions.ts'
import { policies } from '../web/i18n/en/policies.ts'
import { policyEditor } from '../web/i18n/en/policyEditor.ts'

/** Every word of every fact; the Chinese has the same keys by its type. */
const factWords = factNames.flatMap((name) => {
  const shape = factShapes[name]
  return shape.type === 'words' ? shape.words.map((word) => `word.${name}.${word}`) : []
})

test.each([
  ['facts', factNames.map((name) => `fact.${name}`)],
  ['words of facts', factWords],
  ['categories', ruledCategories.map((category) => `category.${category}`)],
  ['costs', costKinds.map((kind) => `cost.${kind}`)],
  ['roundings', roundings.map((rounding) => `rounding.${rounding}`)],
  ['what is waited for', awaitedThings.map((thing) => `awaits.${thing}`)],
  ['outcomes', outcomes.map((outcome) => `outcome.${outcome}`)],
  ['refusals', guardRefusals.flatMap((code) => [`refusal.${code}`, `refusal-name.${code}`])],
  ['rules', guardCodes.map((code) => `guard.${code}`)],
  ['faults', policyFaultCodes.map((code) => `fault.${code}`)],
  ['states', versionStates.map((state) => `state.${state}`)],
])('all %s have words', (_, keys) => {
  expect(keys.filter((key) => !Object.hasOwn(policies, key))).toEqual([])
})

test('every step of a version has words', () => {
  expect(steps.filter((step) => !Object.hasOwn(policyEditor, `step.${step}`))).toEqual([])
})
