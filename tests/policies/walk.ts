import { pick, randomFrom } from '../../bench/load.random.ts'
import {
  type Facts,
  type Guard,
  nextStep,
  type ReadyPolicy,
  type ReturnPolicy,
  readyPolicy,
  type Step,
  type Stop,
} from '../../server/modules/policies/index.ts'
import { pathFaults } from '../../server/modules/policies/rules.validation.paths.ts'
import { factsFrom, factValue, policyFrom } from './generated.ts'
import { places } from './ground.ts'
import { lawBrokenBy } from './laws.ts'

/** How one return went, and what was wrong with it; nothing, when all is well. */
export interface Walked {
  readonly steps: number
  readonly last: Step
  readonly faults: readonly string[]
}

/** More steps than a return of 400 stops can have, each begun, asked about and finished. */
const mostSteps = 2_000
/** Reasons for a supervisor that a sound policy never gives. */
const unsound = new Set([
  'node-missing',
  'passed-too-often',
  'circle',
  'too-long',
  'field-missing',
  'outcome-impossible',
])

/** A policy, ready to decide, and whether validation found nothing in how its nodes hang together. */
export interface Made {
  readonly policy: ReturnPolicy
  readonly ready: ReadyPolicy
  readonly isSound: boolean
}

/** Goes through a return from its beginning as a desk would, answering at random, and looks at every step. */
export function walk({ policy, ready, isSound }: Made, guard: Guard, seed: number): Walked {
  const random = randomFrom(seed)
  const facts: Record<string, unknown> = { ...factsFrom(random, pick(random, [0, 0.3, 0.6, 1])) }
  const history: Stop[] = []
  const faults: string[] = []
  for (let steps = 1; steps <= mostSteps; steps += 1) {
    const given = { facts: facts as Facts, history }
    const step = nextStep(ready, guard, given)
    faults.push(...wrongWith(step, facts as Facts, policy, history))
    if (step.kind === 'end' || step.kind === 'supervisor') {
      if (isSound && step.kind === 'supervisor' && unsound.has(step.reason.code))
        faults.push(`a sound policy gave up: ${step.reason.code}`)
      return { steps, last: step, faults }
    }
    answer(step, facts, history, random)
  }
  return {
    steps: mostSteps,
    last: nextStep(ready, guard, { facts: facts as Facts, history }),
    faults: [...faults, 'it never ends'],
  }
}

function answer(step: Step, facts: Record<string, unknown>, history: Stop[], random: () => number): void {
  if (step.kind === 'ask') {
    for (const name of step.facts) facts[name] = factValue(name, random)
    // Where it was sold is one thing, whichever of its two names was asked for.
    const fits = (name: 'marketplace' | 'marketplaceKind', value: unknown) =>
      step.facts.includes(name) || (facts[name] ?? value) === value
    const fitting = places.filter(
      ({ marketplace, marketplaceKind }) =>
        fits('marketplace', marketplace) && fits('marketplaceKind', marketplaceKind),
    )
    const place = pick(random, fitting)
    if (step.facts.includes('marketplaceKind')) facts.marketplaceKind = place.marketplaceKind
    if (step.facts.includes('marketplace')) facts.marketplace = place.marketplace
    return
  }
  if (step.kind === 'end' || step.kind === 'supervisor') return
  const outcomes = {
    letter: ['insists', 'insists', 'accepts', 'gives-up', 'silent', 'not yet'],
    act: ['done', 'done', 'done', 'failed', 'not yet'],
    choose: step.kind === 'choose' ? step.options.filter(({ state }) => state.is === 'open').map(({ key }) => key) : [],
    await: ['arrived', 'silent'],
    report: ['done'],
  }[step.kind]
  const isOpen = step.kind === 'report' || (step.kind === 'await' && history.at(-1)?.node === step.node)
  if (isOpen && history.at(-1)?.outcome === undefined) history.pop()
  const isLetter = step.kind === 'await' && step.awaits === 'answer'
  const outcome = pick(random, isLetter ? ['insists', 'accepts', 'silent'] : outcomes)
  history.push(outcome === 'not yet' ? { node: step.node } : { node: step.node, outcome })
}

/** What is wrong with a step by itself. */
function wrongWith(step: Step, facts: Facts, policy: ReturnPolicy, history: readonly Stop[]): string[] {
  const faults: string[] = []
  const isBegun = history.at(-1) !== undefined && history.at(-1)?.outcome === undefined
  if (step.because.length === 0 && step.kind !== 'supervisor' && !isBegun) faults.push('it says nothing of why')
  if ('node' in step && !Object.hasOwn(policy.nodes, step.node)) faults.push('a step at no node')
  if (step.kind === 'ask') {
    if (step.facts.length === 0) faults.push('it asks for nothing')
    if (step.facts.some((name) => (facts[name] ?? undefined) !== undefined)) faults.push('it asks for what is known')
  }
  const offers =
    step.kind === 'letter'
      ? [step.offers]
      : step.kind === 'act'
        ? [step.moves]
        : step.kind === 'choose'
          ? step.options.filter(({ state }) => state.is === 'open').map(({ moves }) => moves)
          : []
  for (const moves of offers) {
    const broken = lawBrokenBy(moves, facts)
    if (broken !== undefined) faults.push(`${broken}: ${JSON.stringify(moves)} for ${JSON.stringify(facts)}`)
  }
  return faults
}

/** A return of a policy, gone through twice: it must go exactly the same way. */
export function walkTwice(made: Made, guard: Guard, seed: number): Walked {
  const first = walk(made, guard, seed)
  const again = walk({ ...made, ready: readyPolicy(made.policy) }, guard, seed)
  const isSame = JSON.stringify(first) === JSON.stringify(again)
  return isSame ? first : { ...first, faults: [...first.faults, 'it went another way the second time'] }
}

/** The policy of a seed: every other one sound. */
export function madeOf(seed: number): Made {
  const policy = policyFrom(seed, seed % 2 === 0 ? 'sound' : 'wild')
  const isSound = !pathFaults(policy).some(({ code }) => code !== 'unreachable') && seed % 2 === 0
  return { policy, ready: readyPolicy(policy), isSound }
}
