import { appliesTo, type Guard, nextStep, type ReadyPolicy, type ReturnPolicy, settleMoves } from '../policies/index.ts'
import type { CostAt } from './rules.cells.ts'
import { likenessOf, movesLikeness, offerKindOf } from './rules.likeness.ts'
import type { Ground } from './rules.replay.ts'
import type { Meaning, Meanings } from './schema.past.ts'

/** The draft under the law of one marketplace. */
export const groundOf = (draft: ReadyPolicy, policy: ReturnPolicy, guard: Guard): Ground => ({
  decide: (facts, history) => nextStep(draft, guard, { facts, history }),
  ages: guard.ages,
  verdicts: verdictsOf(policy, guard),
  serves: ({ stops, facts }) => {
    const answer = appliesTo(draft, guard, { facts: stops[0]?.facts ?? facts, history: [] })
    return !('applies' in answer) || answer.applies
  },
})

/** What the nodes of the versions meant by which past returns went. */
export function meaningsOf(versions: ReadonlyMap<string, ReadyPolicy>): Meanings {
  const known = new Map<string, ReadonlyMap<string, Meaning>>()
  return (versionId, node) => {
    let nodes = known.get(versionId)
    if (!nodes) {
      const version = versions.get(versionId)
      nodes = new Map(version ? [...version.nodes].map(([id, ready]) => [id, meaningOf(ready)]) : [])
      known.set(versionId, nodes)
    }
    return nodes.get(node)
  }
}

type ReadyNode = ReadyPolicy['nodes'] extends ReadonlyMap<string, infer Node> ? Node : never
const noOptions: ReadonlyMap<string, string> = new Map()

function meaningOf(node: ReadyNode): Meaning {
  switch (node.kind) {
    case 'letter': {
      const { template, moves } = node
      return { likeness: likenessOf(template, moves.moves), offer: offerKindOf(moves.moves), options: noOptions }
    }
    case 'act':
      return { likeness: likenessOf(node.template, node.moves.moves), offer: '', options: noOptions }
    case 'wait':
      return { likeness: node.awaits, offer: '', options: noOptions }
    case 'options':
      return {
        likeness: '',
        offer: '',
        options: new Map(node.options.map(({ key, moves }) => [key, movesLikeness(moves.moves)])),
      }
    default:
      return { likeness: '', offer: '', options: noOptions }
  }
}

/** What the nodes of a draft cost. */
export function costsBy(draft: ReadyPolicy): CostAt {
  return (id) => {
    const node = draft.nodes.get(id)
    if (!node || !('costs' in node) || node.costs({}).length === 0) return undefined
    return (facts) => {
      let amount = 0
      for (const line of node.costs(facts)) {
        if (line.amount === null) return { amount: null, missing: line.missing }
        amount += line.amount
      }
      return { amount, missing: none }
    }
  }
}

const none: readonly never[] = []

/** What the guard says to everything that a policy may offer, do or ask leave for. */
function verdictsOf({ nodes, fields }: ReturnPolicy, guard: Guard): Ground['verdicts'] {
  const all = movesIn(nodes).map((moves) => settleMoves(moves, fields))
  const guarded = all.filter(({ isGuarded }) => isGuarded)
  return (facts) =>
    guarded
      .map((moves) => {
        const verdict = guard.judge(moves, facts)
        return verdict.answer === 'unknown' ? verdict.facts.join(' ') : verdict.answer
      })
      .join(',')
}

type Moves = Parameters<typeof settleMoves>[0]
const holdMoves = new Set(['offers', 'moves', 'permits'])

function movesIn(part: unknown): Moves[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, value]) =>
    holdMoves.has(name) && Array.isArray(value) ? [value as Moves] : movesIn(value),
  )
}
