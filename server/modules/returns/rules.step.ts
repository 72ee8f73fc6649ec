import { share } from '../../lib/share.ts'
import { DAY } from '../../lib/time.ts'
import { buyerPays, refundOf } from './rules.stage.ts'
import type { BecauseShape, MoveShape, StepShape, VerdictShape } from './schema.step.ts'
import type { Because, Facts, Forbidden, OfferedOption, ReturnPolicy, SettledMove, Step } from './schema.ts'

/** A step as the page shows it: with the words of its policy, and what it costs whom. */
export function shownStep(
  step: Step,
  policy: ReturnPolicy,
  facts: Facts,
  needsApproval: (cost: number | null) => boolean,
): StepShape {
  const titleOf = (node: string) => policy.nodes[node]?.title ?? { en: node, 'zh-CN': node }
  const node = step.kind === 'supervisor' ? null : step.node
  const moves = step.kind === 'letter' ? step.offers : step.kind === 'act' ? step.moves : []
  const costs = step.kind === 'letter' || step.kind === 'act' || step.kind === 'end' ? step.costs : []
  const total = totalCost(costs)
  return {
    kind: step.kind,
    node,
    title: node === null ? null : titleOf(node),
    because: step.because.map((one) => shownBecause(one, policy)),
    template: step.kind === 'letter' || step.kind === 'act' ? step.template : null,
    waitDays: step.kind === 'letter' || step.kind === 'await' ? step.wait : null,
    awaits: step.kind === 'await' ? step.awaits : null,
    moves: moves.map(shownMove),
    costs: costs.map(({ kind, amount, missing }) => ({ kind, amount, missing: [...missing] })),
    total: costs.length === 0 ? null : total,
    buyerPays: moves.length === 0 ? null : buyerPays(moves, facts),
    needsApproval: step.kind === 'act' && needsApproval(total),
    options: step.kind === 'choose' ? step.options.map((option) => shownOption(option, facts, needsApproval)) : [],
    asks: step.kind === 'ask' ? [...step.facts] : [],
    outcome: step.kind === 'end' ? step.outcome : null,
    supervisor:
      step.kind === 'supervisor'
        ? {
            code: step.reason.code,
            parameters: { ...step.reason.parameters },
            verdict: 'verdict' in step.reason ? shownVerdict(step.reason.verdict) : null,
          }
        : null,
  }
}

/** All costs together; 0 where there are none, null where one is not known. */
export function totalCost(costs: readonly { readonly amount: number | null }[]): number | null {
  let sum = 0
  for (const { amount } of costs) {
    if (amount === null) return null
    sum += amount
  }
  return sum
}

function shownOption(option: OfferedOption, facts: Facts, needsApproval: (cost: number | null) => boolean) {
  const { key, title, moves, costs, total, state } = option
  return {
    key,
    title,
    moves: moves.map(shownMove),
    costs: costs.map(({ kind, amount, missing }) => ({ kind, amount, missing: [...missing] })),
    total: costs.length === 0 ? 0 : total,
    buyerPays: buyerPays(moves, facts),
    state: state.is,
    verdict: state.is === 'forbidden' ? shownVerdict(state.verdict) : null,
    asks: state.is === 'asks' ? [...state.facts] : [],
    needsApproval: needsApproval(costs.length === 0 ? 0 : total),
  }
}

export const shownMove = (move: SettledMove): MoveShape => ({
  do: move.do,
  percent: 'percent' in move ? move.percent : null,
  paidBy: 'paidBy' in move ? move.paidBy : null,
  reason: 'reason' in move ? move.reason : null,
})

export const shownVerdict = ({ code, parameters, scope, source }: Forbidden): VerdictShape => ({
  code,
  parameters: { ...parameters },
  scope,
  source: source && { ...source },
})

function shownBecause(because: Because, policy: ReturnPolicy): BecauseShape {
  const { code, node } = because
  const shape = policy.nodes[node]
  const optionTitle =
    because.code === 'chosen' && shape?.kind === 'options'
      ? (shape.options.find(({ key }) => key === because.option)?.title ?? null)
      : null
  return {
    code,
    node,
    nodeTitle: shape?.title ?? { en: node, 'zh-CN': node },
    rule: because.code === 'branch' ? because.rule : null,
    title: because.code === 'branch' ? because.title : optionTitle,
    answer: because.code === 'answered' ? because.answer : null,
    facts:
      because.code === 'branch'
        ? because.facts.map(({ fact, value, quote }) => ({ fact, value, quote: quote ?? null }))
        : [],
    isAssumed: because.code === 'branch' && because.isAssumed,
    assumedNo: because.code === 'otherwise' ? [...because.assumedNo] : [],
    verdicts:
      because.code === 'otherwise'
        ? because.verdicts.map(shownVerdict)
        : because.code === 'forbidden'
          ? [shownVerdict(because.verdict)]
          : [],
    most: because.code === 'bound' ? because.most : null,
  }
}

/** What a letter can say of a step without anybody typing it, by variable; money in minor units. */
export function letterValues(
  step: Step,
  known: {
    readonly facts: Facts
    readonly currency: string
    readonly rma: string
    readonly item: string
    readonly orderNumber: string | null
    readonly address: string
    readonly labelUrl: string | null
    readonly now: Date
    /** Days until the item must be back; null where the policy does not wait for it. */
    readonly itemWithin: number | null
    readonly refunded: number | null
  },
): { [variable: string]: string | number | { amount: number; currency: string } } {
  const moves = step.kind === 'letter' ? step.offers : step.kind === 'act' ? step.moves : []
  const { facts, currency } = known
  const values: { [variable: string]: string | number | { amount: number; currency: string } } = {}
  // What is kept has no number to be sent back under: the letters tell by it whether something comes back.
  if (!moves.some((move) => move.do === 'keep-item-refund')) values['return.number'] = known.rma
  if (known.item) values['order.item'] = known.item
  if (known.orderNumber) values['order.number'] = known.orderNumber
  if (known.address) values['return.address'] = known.address
  if (known.labelUrl) values['return.label_url'] = known.labelUrl
  if (known.itemWithin !== null) values['return.deadline'] = after(known.now, known.itemWithin)
  if (step.kind === 'letter') values['offer.expires'] = after(known.now, step.wait)
  for (const move of moves) {
    if (move.do === 'fee') {
      values['return.fee_percent'] = move.percent
      if (facts.itemPrice != null)
        values['return.fee_amount'] = { amount: share(facts.itemPrice, move.percent, 'down'), currency }
    }
    if (move.do === 'refund' || move.do === 'keep-item-refund') values['refund.percent'] = move.percent
  }
  const amount = known.refunded ?? refundOf(moves, facts)
  if (amount !== null) values['refund.amount'] = { amount, currency }
  return values
}

const after = (from: Date, days: number): string => new Date(from.getTime() + days * DAY).toISOString()
