import { type Answer, type Asked, factsIn, type Test, testOf, unknown, yes } from './rules.conditions.ts'
import { canonicalJson } from './rules.exchange.ts'
import { settleMoves } from './rules.moves.ts'
import { edgesOf } from './rules.validation.paths.ts'
import { type FactName, type Facts, factShapes } from './schema.facts.ts'
import type { Condition } from './schema.formulas.ts'
import type { NodeOf, ReturnPolicy } from './schema.policy.ts'
import type { PolicyFault } from './schema.validation.ts'

/** So many ways the facts may be are tried; what would need more is not decided, and no fault. */
const mostTried = 60_000

/**
 * Branches that no facts lead to, and options that none open. Facts do not change between two decisions without a stop in
 * between, so chains of decisions are tried as a whole: a branch that only an earlier one could have reached is dead too.
 */
export function deadBranches(policy: ReturnPolicy): PolicyFault[] {
  const decisions = new Map<string, NodeOf<'decision'>>()
  for (const [id, node] of Object.entries(policy.nodes)) if (node.kind === 'decision') decisions.set(id, node)
  const alive = new Set<string>()
  const undecided = new Set<string>()
  for (const [entry, applies] of entriesOf(policy, decisions)) {
    const chain = chainFrom(entry, decisions)
    const isTried = tryAll(policy, chain, entry, applies, alive)
    if (!isTried) for (const id of chain.keys()) tryOne(policy, id, chain, alive, undecided)
  }
  const faults: PolicyFault[] = []
  for (const [node, { branches }] of decisions)
    for (const at of branches.keys())
      if (!alive.has(`${node} ${at}`) && !undecided.has(node))
        faults.push({ code: 'branch-dead', node, parameters: { branch: at } })
  return [...faults, ...deadOptions(policy)]
}

/** Decisions at which a return may arrive from elsewhere than a decision; the first one under the policy's own condition. */
function entriesOf(policy: ReturnPolicy, decisions: ReadonlyMap<string, unknown>): [string, Condition | null][] {
  const entries = new Map<string, Condition | null>()
  for (const node of Object.values(policy.nodes))
    if (node.kind !== 'decision') for (const to of edgesOf(node)) if (decisions.has(to)) entries.set(to, null)
  if (decisions.has(policy.start) && !entries.has(policy.start)) entries.set(policy.start, policy.applies)
  return [...entries]
}

function chainFrom(entry: string, decisions: ReadonlyMap<string, NodeOf<'decision'>>): Map<string, NodeOf<'decision'>> {
  const chain = new Map<string, NodeOf<'decision'>>()
  const open = [entry]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = decisions.get(id)
    if (!node || chain.has(id)) continue
    chain.set(id, node)
    open.push(...edgesOf(node))
  }
  return chain
}

interface TriedDecision {
  readonly branches: readonly { readonly test: Test; readonly ifUnknown: string; readonly to: string }[]
  readonly otherwise: string
}

const triedOf = (policy: ReturnPolicy, { branches, otherwise }: NodeOf<'decision'>): TriedDecision => ({
  branches: branches.map(({ when, ifUnknown, to }) => ({
    test: testOf(when, policy.fields),
    ifUnknown: ifUnknown ?? 'ask',
    to,
  })),
  otherwise,
})

/** Tries the chain with all facts; false where there are too many. */
function tryAll(
  policy: ReturnPolicy,
  chain: ReadonlyMap<string, NodeOf<'decision'>>,
  entry: string,
  applies: Condition | null,
  alive: Set<string>,
): boolean {
  const conditions = [...chain.values()].flatMap(({ branches }) => branches.map(({ when }) => when))
  const ready = new Map([...chain].map(([id, node]) => [id, triedOf(policy, node)]))
  const first = applies && testOf(applies, policy.fields)
  return tryFacts(policy, applies ? [...conditions, applies] : conditions, (asked) => {
    if (first && first.ask(asked) !== yes) return
    let id: string | undefined = entry
    for (let passed = 0; id !== undefined && passed <= ready.size; passed += 1) id = route(id, ready, asked, alive)
  })
}

/** Tries one decision by itself. */
function tryOne(
  policy: ReturnPolicy,
  id: string,
  chain: ReadonlyMap<string, NodeOf<'decision'>>,
  alive: Set<string>,
  undecided: Set<string>,
): void {
  const node = chain.get(id)
  if (!node) return
  const ready = new Map([[id, triedOf(policy, node)]])
  const conditions = node.branches.map(({ when }) => when)
  if (!tryFacts(policy, conditions, (asked) => void route(id, ready, asked, alive))) undecided.add(id)
}

/** Marks the branch that is taken, and tells where it leads; undefined where facts are asked for or the chain ends. */
function route(
  id: string,
  ready: ReadonlyMap<string, TriedDecision>,
  asked: Asked,
  alive: Set<string>,
): string | undefined {
  const node = ready.get(id)
  if (!node) return undefined
  for (const [at, { test, ifUnknown, to }] of node.branches.entries()) {
    const answer: Answer = test.ask(asked)
    if (answer === yes || (answer === unknown && ifUnknown === 'yes')) {
      alive.add(`${id} ${at}`)
      return to
    }
    if (answer === unknown && ifUnknown === 'ask') return undefined
  }
  return node.otherwise
}

function deadOptions(policy: ReturnPolicy): PolicyFault[] {
  return Object.entries(policy.nodes).flatMap(([node, shape]) => {
    if (shape.kind !== 'options') return []
    return shape.options.flatMap(({ key, when }) => {
      if (!when) return []
      const test = testOf(when, policy.fields)
      let isAlive = false
      const isTried = tryFacts(policy, [when], (asked) => {
        if (test.ask(asked) === yes) isAlive = true
      })
      return isAlive || !isTried ? [] : [{ code: 'option-dead' as const, node, parameters: { option: key } }]
    })
  })
}

/** Whether a condition can hold at all; true also where that cannot be decided. */
export function canHold(policy: ReturnPolicy, condition: Condition): boolean {
  const test = testOf(condition, policy.fields)
  let holds = false
  const isTried = tryFacts(policy, [condition], (asked) => {
    if (test.ask(asked) === yes) holds = true
  })
  return holds || !isTried
}

type Value = string | number | boolean | undefined

/** Calls with every way in which the conditions could tell the facts apart; false, and no call, where there are too many. */
function tryFacts(policy: ReturnPolicy, conditions: readonly Condition[], visit: (asked: Asked) => void): boolean {
  const names = [...new Set(conditions.flatMap(factsIn))]
  const values = names.map((name) => valuesOf(name, conditions))
  const permits = [...new Set(conditions.flatMap(permitsIn).map((moves) => keyOf(policy, moves)))]
  const ways = values.reduce((product, each) => product * each.length, 2 ** permits.length)
  if (ways > mostTried) return false
  for (let way = 0; way < ways; way += 1) {
    let rest = way
    const facts: Partial<Record<FactName, Value>> = {}
    for (const [at, name] of names.entries()) {
      const some = values[at] ?? []
      facts[name] = some[rest % some.length]
      rest = Math.floor(rest / some.length)
    }
    const allowed = new Set(permits.filter((_, at) => (rest >> at) % 2 === 1))
    visit({
      facts: facts as Facts,
      quotes: {},
      answer: undefined,
      letters: 0,
      judge: ({ moves }) =>
        allowed.has(canonicalJson(moves))
          ? { answer: 'permitted' }
          : { answer: 'forbidden', code: 'fee-no-rule', parameters: {}, source: null, scope: null },
    })
  }
  return true
}

const keyOf = (policy: ReturnPolicy, moves: Extract<Condition, { permits: unknown }>['permits']) =>
  canonicalJson(settleMoves(moves, policy.fields).moves)

/** Values of a fact that stand for all others: those that are named, those beside a bound, and none. */
function valuesOf(name: FactName, conditions: readonly Condition[]): Value[] {
  const shape = factShapes[name]
  if (shape.type === 'words') return [...shape.words, undefined]
  if (shape.type === 'flag') return [true, false, undefined]
  const named = [...new Set(conditions.flatMap((condition) => namedIn(condition, name)))]
  if (shape.type === 'text') return [...named, '\uFFFF', undefined]
  const numbers = named.flatMap((value) => (typeof value === 'number' ? [value - 1, value, value + 1] : []))
  return [...new Set([0, ...numbers.filter((value) => value >= 0)]), undefined]
}

function namedIn(condition: Condition, name: FactName): (string | number | boolean)[] {
  if ('all' in condition) return condition.all.flatMap((part) => namedIn(part, name))
  if ('any' in condition) return condition.any.flatMap((part) => namedIn(part, name))
  if ('not' in condition) return namedIn(condition.not, name)
  if ('permits' in condition || 'known' in condition || condition.fact !== name) return []
  if ('is' in condition) return [condition.is]
  if ('in' in condition) return [...condition.in]
  return ['atLeast' in condition ? condition.atLeast : condition.atMost]
}

function permitsIn(condition: Condition): Extract<Condition, { permits: unknown }>['permits'][] {
  if ('all' in condition) return condition.all.flatMap(permitsIn)
  if ('any' in condition) return condition.any.flatMap(permitsIn)
  if ('not' in condition) return permitsIn(condition.not)
  return 'permits' in condition ? [condition.permits] : []
}
