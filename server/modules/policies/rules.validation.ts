import { openGuard } from './rules.guard.ts'
import { daysOf, settleMoves } from './rules.moves.ts'
import { canHold, deadBranches } from './rules.validation.branches.ts'
import { valueFaults } from './rules.validation.facts.ts'
import { pathFaults } from './rules.validation.paths.ts'
import { type Facts, ruledCategories } from './schema.facts.ts'
import type { Money, Move } from './schema.formulas.ts'
import type { GuardRow } from './schema.guard.ts'
import type { PolicyNode, ReturnPolicy } from './schema.policy.ts'
import type { PolicyFault } from './schema.validation.ts'

/** What a version is looked at against. */
export interface ValidationGround {
  /** The languages in which each letter that may be sent is published, by its key. */
  readonly templates: ReadonlyMap<string, ReadonlySet<string>>
  /** The languages of the buyers of the stores for which the policy is meant. */
  readonly languages: readonly string[]
  readonly guardRows: readonly GuardRow[]
  readonly day: string
  /** Where the policy is to serve: marketplace, its kind and, where one knows, the country. */
  readonly places: readonly Pick<Facts, 'marketplace' | 'marketplaceKind' | 'country'>[]
}

/**
 * All that is wrong with a version (PRODUCT.md, “Editing”): every path ends, no branch is dead where that can be decided,
 * loops have a bound, every letter exists in every language needed, what may be forbidden says where it goes then.
 */
export function faultsOf(policy: ReturnPolicy, ground: ValidationGround): PolicyFault[] {
  const faults = [...pathFaults(policy), ...fieldFaults(policy), ...valueFaults(policy)]
  // What names a node or a field that is not there cannot be walked through.
  const isWalkable = !faults.some(({ code }) => unwalkable.has(code))
  return [
    ...faults,
    ...(isWalkable ? deadBranches(policy) : []),
    ...(isWalkable && !canHold(policy, policy.applies) ? [appliesNever] : []),
    ...optionFaults(policy),
    ...templateFaults(policy, ground),
    ...guardFaults(policy, ground),
  ]
}

const appliesNever: PolicyFault = { code: 'applies-never', node: null, parameters: {} }
const unwalkable = new Set(['start-missing', 'target-missing', 'field-missing', 'fact-value'])

const nodesOf = (policy: ReturnPolicy) => Object.entries(policy.nodes)

/** All lists of moves of a node. */
function movesIn(node: PolicyNode): readonly (readonly Move[])[] {
  if (node.kind === 'letter') return [node.offers]
  if (node.kind === 'act') return [node.moves]
  return node.kind === 'options' ? node.options.map(({ moves }) => moves) : []
}

function fieldFaults(policy: ReturnPolicy): PolicyFault[] {
  return nodesOf(policy).flatMap(([node, shape]) => {
    const missing = new Set<string>()
    for (const moves of movesIn(shape)) {
      const field = settleMoves(moves, policy.fields).missing
      if (field !== null) missing.add(field)
    }
    if (shape.kind === 'letter' || shape.kind === 'wait')
      if (typeof shape.wait === 'object' && daysOf(shape.wait, policy.fields) === undefined)
        missing.add(shape.wait.field)
    for (const money of amountsIn(shape))
      for (const field of fieldsIn(money)) if (policy.fields[field]?.kind !== 'percent') missing.add(field)
    return [...missing].map((field) => ({ code: 'field-missing' as const, node, parameters: { field } }))
  })
}

const amountsIn = (node: PolicyNode): Money[] =>
  [...(node.costs ?? []), ...(node.kind === 'options' ? node.options.flatMap(({ costs }) => costs ?? []) : [])].map(
    ({ amount }) => amount,
  )

function fieldsIn(money: Money): string[] {
  if ('percent' in money)
    return [...(typeof money.percent === 'object' ? [money.percent.field] : []), ...fieldsIn(money.of)]
  if ('sum' in money) return money.sum.flatMap(fieldsIn)
  if ('minus' in money) return money.minus.flatMap(fieldsIn)
  if ('least' in money) return money.least.flatMap(fieldsIn)
  return 'most' in money ? money.most.flatMap(fieldsIn) : []
}

/** Options have names of their own, and one of them is always open: else an agent could stand before none. */
function optionFaults(policy: ReturnPolicy): PolicyFault[] {
  return nodesOf(policy).flatMap(([node, shape]) => {
    if (shape.kind !== 'options') return []
    const keys = shape.options.map(({ key }) => key)
    const twice = keys.filter((key, at) => keys.indexOf(key) !== at)
    const isComplete = shape.options.some(
      ({ when, moves }) => when === undefined && !settleMoves(moves, policy.fields).isGuarded,
    )
    return [
      ...twice.map((option) => ({ code: 'option-twice' as const, node, parameters: { option } })),
      ...(isComplete ? [] : [{ code: 'options-incomplete' as const, node, parameters: {} }]),
    ]
  })
}

function templateFaults(policy: ReturnPolicy, { templates, languages }: ValidationGround): PolicyFault[] {
  return nodesOf(policy).flatMap(([node, shape]): PolicyFault[] => {
    const template = shape.kind === 'letter' || shape.kind === 'act' ? shape.template : undefined
    if (template === undefined) return []
    const written = templates.get(template)
    if (!written) return [{ code: 'template-missing', node, parameters: { template } }]
    return languages
      .filter((language) => !written.has(language))
      .map((language) => ({ code: 'template-language', node, parameters: { template, language } }))
  })
}

function guardFaults(policy: ReturnPolicy, { guardRows, day, places }: ValidationGround): PolicyFault[] {
  const guard = openGuard(guardRows, day)
  return nodesOf(policy).flatMap(([node, shape]): PolicyFault[] => {
    const faults: PolicyFault[] = []
    if (shape.kind === 'letter' || shape.kind === 'act') {
      const isGuarded = movesIn(shape).some((moves) => settleMoves(moves, policy.fields).isGuarded)
      if (isGuarded && shape.ifForbidden === undefined) faults.push({ code: 'guard-unanswered', node, parameters: {} })
    }
    for (const moves of movesIn(shape)) {
      const settled = settleMoves(moves, policy.fields)
      // Some categories are permitted more than others.
      const verdicts = places.flatMap((place) =>
        [null, ...ruledCategories].map((category) => guard.judge(settled, { ...place, category })),
      )
      const [first] = verdicts
      if (first?.answer === 'forbidden' && verdicts.every(({ answer }) => answer === 'forbidden'))
        faults.push({ code: 'guard-never-permits', node, parameters: { refusal: first.code } })
    }
    return faults
  })
}

/** The templates that a version sends, once each. */
export const templatesIn = (policy: ReturnPolicy): string[] => [
  ...new Set(
    nodesOf(policy).flatMap(([, node]) =>
      (node.kind === 'letter' || node.kind === 'act') && node.template !== undefined ? [node.template] : [],
    ),
  ),
]
