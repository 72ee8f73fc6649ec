import { pick, randomFrom } from '../../bench/load.random.ts'
import {
  type Facts,
  type Guard,
  nextStep,
  openGuard,
  type ReturnPolicy,
  readyPolicy,
  type SettledMove,
  type Stop,
} from '../../server/modules/policies/index.ts'
import {
  costsBy,
  type Ground,
  groundOf,
  meaningsOf,
  type PastReturn,
  Replay,
} from '../../server/modules/replays/index.ts'
import { day, guardRows, places } from './ground.ts'

export const guard = openGuard(guardRows, day)

/** How buyers answer, as nobody but a test knows it: by whether a fee is asked, and how many letters went before. */
export interface Nature {
  readonly answer: (
    asksFee: boolean,
    before: number,
    random: () => number,
  ) => 'insists' | 'accepts' | 'gives-up' | 'silent'
}

const drawFrom = (random: () => number, shares: readonly [number, number, number]) => {
  const at = random()
  const [insists, accepts, givesUp] = shares
  if (at < insists) return 'insists'
  if (at < insists + accepts) return 'accepts'
  return at < insists + accepts + givesUp ? 'gives-up' : 'silent'
}

/** Buyers as they are in the tests: a fee makes more of them insist, and more of them give up. */
export const nature: Nature = {
  answer: (asksFee, before, random) =>
    drawFrom(random, asksFee ? [0.55, 0.1, 0.25] : before === 0 ? [0.35, 0.45, 0.1] : [0.4, 0.4, 0.1]),
}

/** Facts of a return as they come in; what turns up later is known at once, as at the end of a return. */
function factsOf(random: () => number): Facts {
  const itemPrice = 1_000 + Math.floor(Math.exp(2 + 6 * random()) * 10)
  return {
    ...pick(random, places),
    reason: 'no-reason',
    itemPrice,
    outboundShipping: 400 + Math.floor(random() * 900),
    returnShipping: 500 + Math.floor(random() * 900),
    restockingCost: 300,
    resaleValue: Math.floor(itemPrice * (0.4 + 0.5 * random())),
    unitCost: Math.floor(itemPrice * 0.5),
    daysSinceDelivery: Math.floor(random() * 60),
    isInPolicy: random() < 0.8,
    profanity: random() < 0.05,
    capitalsSentence: random() < 0.05,
    photos: Math.floor(random() * 3),
    category: pick(random, ['lamps', 'large-furniture', 'media']),
  }
}

const asksFee = (moves: readonly SettledMove[]): boolean =>
  moves.some((move) => move.do === 'fee') && !moves.some((move) => move.do === 'waive-fee')

/** A return that went by a policy to its end, under buyers of a nature. Undefined where it came to a supervisor. */
export function pastFrom(
  ready: ReturnType<typeof readyPolicy>,
  random: () => number,
  names: { readonly requestId: string; readonly versionId: string; readonly policyId: string },
  { answer }: Nature = nature,
  under: Guard = guard,
): PastReturn | undefined {
  const facts: Record<string, unknown> = { ...factsOf(random) }
  const history: Stop[] = []
  const stops: PastReturn['stops'][number][] = []
  let [letters, loss] = [0, 0]
  const pass = (node: string, kind: 'letter' | 'options' | 'act' | 'wait', outcome: string) => {
    history.push({ node, outcome })
    stops.push({ node, kind, outcome, facts: { ...facts } as Facts })
  }
  for (let steps = 0; steps < 60; steps += 1) {
    const step = nextStep(ready, under, { facts: facts as Facts, history })
    if (step.kind === 'letter') {
      pass(step.node, 'letter', answer(asksFee(step.offers), letters, random))
      letters += 1
    } else if (step.kind === 'act') pass(step.node, 'act', 'done')
    else if (step.kind === 'await') {
      const outcome = random() < 0.9 ? 'arrived' : 'silent'
      if (outcome === 'arrived' && step.awaits === 'item')
        facts.condition = pick(random, ['original', 'original', 'opened', 'used'])
      pass(step.node, 'wait', outcome)
    } else if (step.kind === 'choose')
      pass(
        step.node,
        'options',
        pick(
          random,
          step.options.filter(({ state }) => state.is === 'open'),
        ).key,
      )
    else if (step.kind === 'ask' && step.facts.includes('condition')) facts.condition = 'original'
    else if (step.kind === 'end') {
      return {
        ...names,
        begunAt: new Date('2026-01-05T09:00:00Z'),
        isSatisfied: null,
        outcome: step.outcome,
        stops,
        facts: facts as Facts,
        loss,
        currency: facts.marketplace === 'amazon-us' ? 'USD' : 'EUR',
        hasClaim: random() < (step.outcome === 'withdrawn' ? 0.04 : 0.01),
      }
    } else return undefined
    if ('costs' in step && step.kind !== 'letter') for (const { amount } of step.costs) loss += amount ?? 0
  }
  return undefined
}

/**
 * So many returns of a policy, of a seed; fewer where most of them come to a supervisor. The same seed gives the same
 * buyers and items, whatever the policy.
 */
export function pastReturnsOf(
  policy: ReturnPolicy,
  count: number,
  seed: number,
  of: Nature = nature,
  went = { versionId: 'version-1', policyId: 'policy' },
): PastReturn[] {
  const ready = readyPolicy(policy)
  const made: PastReturn[] = []
  for (let tries = 0; made.length < count && tries < 20 * count; tries += 1) {
    const requestId = `00000000-0000-7000-8000-${String(made.length).padStart(12, '0')}`
    const past = pastFrom(ready, randomFrom(seed * 1_000_003 + tries), { requestId, ...went }, of)
    if (past) made.push(past)
  }
  return made
}

/** A replay of a draft over returns that went by another version, and the ground that it is added on. */
export function replayOf(draft: ReturnPolicy, went: ReturnPolicy): { replay: Replay; ground: Ground } {
  const ready = readyPolicy(draft)
  const replay = new Replay({
    policyId: 'policy',
    conditions: draft,
    meanings: meaningsOf(new Map([['version-1', readyPolicy(went)]])),
    costAt: costsBy(ready),
  })
  return { replay, ground: groundOf(ready, draft, guard) }
}
