import { type Asked, no, type Test, type Told, unknown, yes } from './rules.conditions.ts'
import type { Guard } from './rules.guard.ts'
import { isAnswer, type ReadyNode, type ReadyPolicy } from './rules.interpreter.compile.ts'
import { totalOf } from './rules.money.ts'
import type { SettledMoves } from './rules.moves.ts'
import type { BuyerAnswer, FactName } from './schema.facts.ts'
import type { Forbidden, Verdict } from './schema.guard.ts'
import type { Because, OfferedOption, ReturnCase, Step, Stop, SupervisorReason } from './schema.step.ts'

/** More stops than any sound return has: bounds of loops are at most ten, and a tree has few of them. */
const mostStops = 400

/**
 * What is to be done next on a return, and why (REQUIREMENTS R5–R8, R11). Total and deterministic: whatever the facts, the
 * history or the tree, there is a step; where the policy cannot go on by itself, a supervisor is asked, with the reason.
 *
 * Only the last stop tells where the return stands; those before it count how often a node was passed. Whatever a
 * step offers was permitted by the guard with these facts, and what an unknown fact could turn is asked for.
 */
export function nextStep(policy: ReadyPolicy, guard: Guard, given: ReturnCase): Step {
  const { history } = given
  const walk = new Walk(policy, guard, given)
  if (history.length > mostStops) return walk.supervisor({ code: 'too-long', parameters: { stops: history.length } })
  const last = history.at(-1)
  if (!last) {
    walk.because.push({ code: 'begins', node: policy.start })
    return walk.from(policy.start)
  }
  const node = policy.nodes.get(last.node)
  if (!node) return walk.supervisor({ code: 'node-missing', parameters: { node: last.node } })
  return walk.after(node, last.outcome)
}

/** Whether a policy is meant for a return: yes, no, or asked of these facts. */
export function appliesTo(
  policy: ReadyPolicy,
  guard: Guard,
  given: ReturnCase,
): { readonly applies: boolean } | { readonly asks: readonly FactName[] } {
  const asked = askedOf(policy, guard, given)
  const answer = policy.applies.ask(asked)
  if (answer !== unknown) return { applies: answer === yes }
  return { asks: missingFor(policy.applies, asked) }
}

function askedOf(policy: ReadyPolicy, guard: Guard, { facts, quotes, history }: ReturnCase): Asked {
  let answer: BuyerAnswer | undefined
  let letters = 0
  for (const { node: id, outcome } of history) {
    const node = policy.nodes.get(id)
    if (node?.kind === 'letter') {
      letters += 1
      answer = outcome !== undefined && isAnswer(outcome) ? outcome : undefined
    } else if (node?.kind === 'act' && node.template !== null) letters += 1
  }
  return { facts, quotes: quotes ?? noQuotes, answer, letters, judge: guard.judge }
}

const noQuotes = {}

const toldBy = (test: Test, asked: Asked, answer: 0 | 1 | 2): Told => {
  const told: Told = { facts: [], verdicts: [] }
  test.tell(asked, answer, told)
  return told
}

/** The unknown facts that could turn a condition, once each. */
const missingFor = (test: Test, asked: Asked): FactName[] => [
  ...new Set(toldBy(test, asked, unknown).facts.map(({ fact }) => fact)),
]

/** One walk through the tree: from where the return stands to the next node at which something is done. */
class Walk {
  readonly because: Because[] = []
  readonly #policy: ReadyPolicy
  readonly #asked: Asked
  readonly #history: readonly Stop[]

  constructor(policy: ReadyPolicy, guard: Guard, given: ReturnCase) {
    this.#policy = policy
    this.#history = given.history
    this.#asked = askedOf(policy, guard, given)
  }

  supervisor(reason: SupervisorReason): Step {
    return { kind: 'supervisor', reason, because: this.because }
  }

  /** Goes on after a stop by what came of it. */
  after(node: ReadyNode, outcome: string | undefined): Step {
    if (outcome === undefined) return this.#open(node)
    const impossible = () =>
      this.supervisor({ code: 'outcome-impossible', parameters: { node: node.id, outcome: String(outcome) } })
    switch (node.kind) {
      case 'letter': {
        const to = node.answers.get(outcome)
        if (to === undefined || !isAnswer(outcome)) return impossible()
        this.because.push({ code: 'answered', node: node.id, answer: outcome })
        return this.from(to)
      }
      case 'options': {
        const option = node.options.find(({ key }) => key === outcome)
        if (!option) return impossible()
        this.because.push({ code: 'chosen', node: node.id, option: option.key })
        return this.from(option.to)
      }
      case 'act':
        if (outcome === 'failed') return this.supervisor({ code: 'act-failed', parameters: { node: node.id } })
        if (outcome !== 'done') return impossible()
        this.because.push({ code: 'done', node: node.id })
        return this.from(node.to)
      case 'wait':
        if (outcome !== 'arrived' && outcome !== 'silent') return impossible()
        this.because.push({ code: outcome === 'arrived' ? 'arrived' : 'waited', node: node.id })
        return this.from(outcome === 'arrived' ? node.arrived : node.silent)
      default:
        return impossible()
    }
  }

  /** A stop without an outcome: it goes on where it stands. */
  #open(node: ReadyNode): Step {
    const { because } = this
    switch (node.kind) {
      case 'letter':
        return { kind: 'await', node: node.id, awaits: 'answer', wait: node.wait, because }
      case 'wait':
        return { kind: 'await', node: node.id, awaits: node.awaits, wait: node.wait, because }
      case 'act':
        return { kind: 'report', node: node.id, because }
      default:
        return this.from(node.id)
    }
  }

  /** Walks from a node on until there is something to do. It passes each node once at most, else it goes in a circle. */
  from(start: string): Step {
    let id = start
    for (let passed = 0; passed <= this.#policy.nodes.size; passed += 1) {
      const node = this.#policy.nodes.get(id)
      if (!node) return this.supervisor({ code: 'node-missing', parameters: { node: id } })
      const next = this.#at(node)
      if (typeof next !== 'string') return next
      id = next
    }
    return this.supervisor({ code: 'circle', parameters: { node: id } })
  }

  /** The step at a node, or the node that comes instead. */
  #at(node: ReadyNode): Step | string {
    const { because } = this
    const { facts } = this.#asked
    switch (node.kind) {
      case 'decision':
        return this.#decide(node)
      case 'letter':
      case 'wait': {
        const spent = this.#spent(node)
        if (spent !== undefined) return spent
        if (node.kind === 'wait') return { kind: 'await', node: node.id, awaits: node.awaits, wait: node.wait, because }
        const { id, template, wait, moves } = node
        const offer = (): Step => ({
          kind: 'letter',
          node: id,
          template,
          wait,
          offers: moves.moves,
          costs: node.costs(facts),
          because,
        })
        return this.#guarded(node, offer)
      }
      case 'act': {
        const { id, template, moves } = node
        const act = (): Step => ({
          kind: 'act',
          node: id,
          template,
          moves: moves.moves,
          costs: node.costs(facts),
          because,
        })
        return this.#guarded(node, act)
      }
      case 'options':
        return this.#choices(node)
      case 'end':
        return { kind: 'end', node: node.id, outcome: node.outcome, costs: node.costs(facts), because }
      case 'broken':
        return this.supervisor({ code: 'field-missing', parameters: { node: node.id, field: node.field } })
    }
  }

  #decide({ id, branches, otherwise }: Extract<ReadyNode, { kind: 'decision' }>): Step | string {
    const asked = this.#asked
    const assumedNo: FactName[] = []
    const verdicts: Forbidden[] = []
    for (const { test, rule, title, ifUnknown, asksGuard, to } of branches) {
      const answer = test.ask(asked)
      if (answer === yes || (answer === unknown && ifUnknown === 'yes')) {
        const { facts } = toldBy(test, asked, answer)
        this.because.push({ code: 'branch', node: id, rule, title, facts, isAssumed: answer === unknown })
        return to
      }
      if (answer === no) {
        if (asksGuard) verdicts.push(...toldBy(test, asked, no).verdicts)
        continue
      }
      const facts = missingFor(test, asked)
      if (ifUnknown === 'ask') return { kind: 'ask', node: id, facts, because: this.because }
      assumedNo.push(...facts)
    }
    this.because.push({ code: 'otherwise', node: id, assumedNo, verdicts })
    return otherwise
  }

  /** Where it goes on if the node was passed as often as it may be. */
  #spent(node: Extract<ReadyNode, { kind: 'letter' | 'wait' }>): Step | string | undefined {
    let times = 0
    for (const stop of this.#history) if (stop.node === node.id) times += 1
    if (times < node.most) return undefined
    if (node.beyond === null)
      return this.supervisor({ code: 'passed-too-often', parameters: { node: node.id, most: node.most } })
    this.because.push({ code: 'bound', node: node.id, most: node.most })
    return node.beyond
  }

  /** Nothing is offered or done that the guard has not permitted. */
  #guarded(node: Extract<ReadyNode, { kind: 'letter' | 'act' }>, permitted: () => Step): Step | string {
    const verdict = this.#verdict(node.moves)
    if (verdict.answer === 'permitted') return permitted()
    if (verdict.answer === 'unknown') return { kind: 'ask', node: node.id, facts: verdict.facts, because: this.because }
    if (node.ifForbidden === null) return this.supervisor({ code: 'forbidden', parameters: { node: node.id }, verdict })
    this.because.push({ code: 'forbidden', node: node.id, verdict })
    return node.ifForbidden
  }

  #verdict(moves: SettledMoves): Verdict {
    return this.#asked.judge(moves, this.#asked.facts)
  }

  #choices({ id, options }: Extract<ReadyNode, { kind: 'options' }>): Step {
    const offered: OfferedOption[] = []
    let [isOpen, asks] = [false, new Set<FactName>()]
    for (const { key, title, test, moves, costs } of options) {
      const answer = test?.ask(this.#asked) ?? yes
      if (answer === no) continue
      const lines = costs(this.#asked.facts)
      const state = this.#stateOf(answer === unknown ? test : null, moves)
      if (state.is === 'open') isOpen = true
      if (state.is === 'asks') asks = new Set([...asks, ...state.facts])
      offered.push({ key, title, moves: moves.moves, costs: lines, total: totalOf(lines), state })
    }
    if (isOpen) return { kind: 'choose', node: id, options: offered, because: this.because }
    if (asks.size > 0) return { kind: 'ask', node: id, facts: [...asks], because: this.because }
    return this.supervisor({ code: 'no-option-left', parameters: { node: id } })
  }

  #stateOf(uncertain: Test | null, moves: SettledMoves) {
    if (uncertain) return { is: 'asks' as const, facts: missingFor(uncertain, this.#asked) }
    const verdict = this.#verdict(moves)
    if (verdict.answer === 'permitted') return { is: 'open' as const }
    if (verdict.answer === 'unknown') return { is: 'asks' as const, facts: verdict.facts }
    return { is: 'forbidden' as const, verdict }
  }
}
