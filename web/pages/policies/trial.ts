import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { answered, api, changesNothing, type Schemas } from '../../api/client.ts'
import type { TrialAnswer } from './policies.ts'
import type { Policy } from './tree.ts'
import type { Condition } from './words.ts'

export type Facts = Schemas['ReturnFacts']
export type FactName = Schemas['ReturnFact']

/** A node that the imagined return passed, what came of it, and the nodes that were gone through to get there. */
export interface TrialStop {
  readonly node: string
  readonly outcome: string
  readonly passed: readonly string[]
}

const settledMs = 250

/** A return that somebody imagines, taken through the tree step by step. */
export function useTrial(policy: Policy, isOpen: boolean) {
  const [facts, setFacts] = useState<Facts>({ reason: 'no-reason' })
  const [stops, setStops] = useState<readonly TrialStop[]>([])
  const history = stops.map(({ node, outcome }) => ({ node, outcome }))
  const query = useQuery({
    queryKey: ['policy-trial', policy, facts, history],
    queryFn: ({ signal }) =>
      answered(
        api.POST('/api/return-policies/trials', {
          headers: changesNothing,
          body: { content: policy, facts, history },
          signal,
        }),
      ),
    enabled: isOpen,
    placeholderData: keepPreviousData,
    gcTime: settledMs,
    retry: false,
  })
  const answer = query.data
  const onWay = useMemo(
    () => new Set(isOpen ? [...stops.flatMap(({ node, passed }) => [...passed, node]), ...passedBy(answer)] : []),
    [isOpen, stops, answer],
  )
  return {
    facts,
    stops,
    query,
    onWay,
    setFact: (name: FactName, value: Facts[FactName]): void => {
      const { [name]: _, ...rest } = facts
      setFacts(value === undefined || value === null ? rest : { ...rest, [name]: value })
    },
    take: (node: string, outcome: string): void =>
      setStops([...stops, { node, outcome, passed: passedBy(answer).filter((id) => id !== node) }]),
    back: (): void => setStops(stops.slice(0, -1)),
    again: (): void => setStops([]),
  }
}
export type TrialState = ReturnType<typeof useTrial>

/** The nodes that a step went through, the one at which it stands included. */
export function passedBy(answer: TrialAnswer | undefined): string[] {
  if (!answer) return []
  const { step } = answer
  return [...step.because.map(({ node }) => node), ...('node' in step ? [step.node] : [])]
}

/** What can be said to have come of a step; empty where nothing can. */
export function outcomesOf({ step }: TrialAnswer): string[] {
  switch (step.kind) {
    case 'letter':
      return ['insists', 'accepts', 'gives-up', 'silent']
    case 'await':
      return step.awaits === 'answer' ? ['insists', 'accepts', 'gives-up', 'silent'] : ['arrived', 'silent']
    case 'act':
    case 'report':
      return ['done', 'failed']
    default:
      return []
  }
}

/** What the guard asks besides what a tree asks itself. */
const ofGuard: readonly FactName[] = [
  'reason',
  'marketplace',
  'country',
  'daysSinceDelivery',
  'isInPolicy',
  'condition',
  'photos',
  'fault',
]

/** The facts that can turn something in a tree, in the order of the table of facts. */
export function factsIn(policy: Policy, all: readonly FactName[]): FactName[] {
  const named = new Set<FactName>(ofGuard)
  const look = (condition: Condition): void => {
    if ('fact' in condition) named.add(condition.fact)
    else if ('not' in condition) look(condition.not)
    else if ('all' in condition) condition.all.forEach(look)
    else if ('any' in condition) condition.any.forEach(look)
  }
  look(policy.applies)
  for (const node of Object.values(policy.nodes)) {
    if (node.kind === 'decision') for (const { when } of node.branches) look(when)
    if (node.kind === 'options') for (const { when } of node.options) if (when) look(when)
  }
  return all.filter((name) => named.has(name) && name !== 'buyerAnswer' && name !== 'lettersSent')
}
