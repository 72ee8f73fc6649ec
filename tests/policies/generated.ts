import { pick, randomFrom } from '../../bench/load.random.ts'
import {
  type Condition,
  type Facts,
  factNames,
  factShapes,
  type Money,
  type Move,
  type PolicyNode,
  type ReturnPolicy,
} from '../../server/modules/policies/index.ts'
import { places } from './ground.ts'

type Random = () => number
const chance = (random: Random, share: number) => random() < share
const title = { en: 'A node', 'zh-CN': '节点' }
const percents = [0, 10, 15, 20, 33.33, 50, 100]
const countries = ['US', 'DE', 'FR', 'GB', 'CN', 'XX']
const categories = ['large-furniture', 'media', 'software', 'hygiene', 'custom-made', 'lamps']
const stores = ['store-1', 'store-2']
const numbers = [0, 1, 2, 7, 14, 15, 30, 31, 400, 731, 20_000]

function textOf(name: string, random: Random): string {
  if (name === 'country') return pick(random, countries)
  if (name === 'category') return pick(random, categories)
  return name === 'marketplace' ? (pick(random, places).marketplace ?? '') : pick(random, stores)
}

/** A value that the fact may have. */
export function factValue(name: (typeof factNames)[number], random: Random): string | number | boolean {
  const shape = factShapes[name]
  if (shape.type === 'words') return pick<string>(random, shape.words)
  if (shape.type === 'flag') return chance(random, 0.5)
  return shape.type === 'text' ? textOf(name, random) : pick(random, numbers)
}

/** The facts of a return, `known` of them known on the average; marketplace and kind go together as in life. */
export function factsFrom(random: Random, known: number): Facts {
  const facts: Record<string, unknown> = {}
  for (const name of factNames) {
    if (chance(random, known)) facts[name] = factValue(name, random)
    else if (chance(random, 0.3)) facts[name] = null
  }
  const place = pick(random, places)
  if (facts.marketplace || facts.marketplaceKind) {
    facts.marketplace = place.marketplace
    facts.marketplaceKind = place.marketplaceKind
  }
  if (place.marketplaceKind !== 'own-shop' && facts.country) facts.country = place.country
  delete facts.buyerAnswer
  delete facts.lettersSent
  return facts as Facts
}

/** The facts of a seed, every other one known. */
export const factsOf = (seed: number): Facts => factsFrom(randomFrom(seed), 0.5)

function condition(random: Random, depth = 0): Condition {
  const kind = random()
  const parts = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => condition(random, depth + 1))
  if (depth < 2 && kind < 0.12) return { all: parts() }
  if (depth < 2 && kind < 0.24) return { any: parts() }
  if (depth < 2 && kind < 0.32) return { not: condition(random, depth + 1) }
  if (kind < 0.45) return { permits: moves(random) }
  const fact = pick(random, factNames)
  if (kind < 0.5) return { fact, known: chance(random, 0.5) }
  const shape = factShapes[fact]
  if (shape.type === 'number' || shape.type === 'money')
    return chance(random, 0.5) ? { fact, atLeast: pick(random, numbers) } : { fact, atMost: pick(random, numbers) }
  if (shape.type === 'flag' || chance(random, 0.5)) return { fact, is: factValue(fact, random) }
  return { fact, in: [String(factValue(fact, random)), String(factValue(fact, random))] }
}

function moves(random: Random): Move[] {
  const one = (): Move => {
    const kind = Math.floor(random() * 9)
    const percent = chance(random, 0.2) ? { field: 'share' } : pick(random, percents)
    if (kind < 2) return { do: 'fee', percent }
    if (kind < 4) return { do: 'refund', percent }
    if (kind === 4)
      return { do: 'shipping', paidBy: chance(random, 0.2) ? { field: 'payer' } : pick(random, ['buyer', 'seller']) }
    if (kind === 5) return { do: 'refuse', reason: 'out-of-policy' }
    if (kind === 6) return { do: 'keep-item-refund', percent }
    return kind === 7 ? { do: 'waive-fee' } : { do: 'approve' }
  }
  return Array.from({ length: 1 + Math.floor(random() * 3) }, one)
}

function money(random: Random, depth = 0): Money {
  const kind = random()
  const part = () => money(random, depth + 1)
  if (depth < 2 && kind < 0.25) return { percent: pick(random, percents), of: part() }
  if (depth < 2 && kind < 0.4) return { sum: [part(), part()] }
  if (depth < 2 && kind < 0.5) return { minus: [part(), part()] }
  if (depth < 2 && kind < 0.6) return { least: [part(), part()] }
  return kind < 0.9 ? { fact: pick(random, ['itemPrice', 'returnShipping', 'unitCost']) } : { units: 499 }
}

/**
 * A policy of a seed. `sound`: nodes lead on, and back only to letters with a bound, so that every return ends by itself;
 * `wild`: anything goes, targets and fields that are not there, circles without an end.
 */
export function policyFrom(seed: number, kind: 'sound' | 'wild'): ReturnPolicy {
  const random = randomFrom(seed)
  const size = 4 + Math.floor(random() * 10)
  const name = (at: number) => `n-${at}`
  const nodes: Record<string, PolicyNode> = {}
  for (let at = 0; at < size; at += 1) {
    const onward = () => name(at + 1 + Math.floor(random() * (size - at)))
    const target = () => {
      if (kind === 'sound') return onward()
      return chance(random, 0.04) ? 'nowhere' : name(Math.floor(random() * (size + 1)))
    }
    const bounded = Object.keys(nodes).filter((id) => {
      const node = nodes[id]
      return node?.kind === 'letter' && node.most !== undefined
    })
    const back = () => (bounded.length > 0 && chance(random, 0.4) ? pick(random, bounded) : target())
    nodes[name(at)] = node(random, target, back, kind === 'wild' && chance(random, 0.05))
  }
  nodes[name(size)] = { kind: 'end', title, outcome: 'refunded', costs: [{ kind: 'refund', amount: money(random) }] }
  return {
    key: 'generated',
    title,
    applies: condition(random),
    fields: {
      share: { kind: 'percent', title, value: pick(random, percents) },
      payer: { kind: 'payer', title, value: pick(random, ['buyer', 'seller']) },
    },
    start: name(0),
    nodes,
  }
}

function node(random: Random, target: () => string, back: () => string, isBroken: boolean): PolicyNode {
  const kind = random()
  const costs = [{ kind: pick(random, ['refund', 'resale-value'] as const), amount: money(random) }]
  const bound = chance(random, 0.5) ? { most: 1 + Math.floor(random() * 3), beyond: target() } : {}
  const forbidden = chance(random, 0.6) ? { ifForbidden: target() } : {}
  if (kind < 0.3) {
    const answers = { insists: back(), accepts: target(), 'gives-up': target(), silent: back() }
    const wait = isBroken ? { field: 'nowhere' } : 7
    const letter = { kind: 'letter' as const, title, template: 'return.letter-1', wait, offers: moves(random), answers }
    return { ...letter, costs, ...forbidden, ...bound }
  }
  if (kind < 0.6) {
    const branch = () => ({
      title,
      when: condition(random),
      to: target(),
      ...(chance(random, 0.4) && { ifUnknown: pick(random, ['no', 'yes', 'ask'] as const) }),
    })
    return {
      kind: 'decision',
      title,
      branches: Array.from({ length: 1 + Math.floor(random() * 3) }, branch),
      otherwise: target(),
    }
  }
  if (kind < 0.72) {
    const option = (key: string) => ({
      key,
      title,
      moves: moves(random),
      costs,
      to: back(),
      ...(chance(random, 0.4) && { when: condition(random) }),
    })
    return { kind: 'options', title, options: [option('one'), option('other')] }
  }
  if (kind < 0.88) return { kind: 'act', title, moves: moves(random), to: target(), costs, ...forbidden }
  if (kind < 0.94)
    return { kind: 'wait', title, awaits: 'item', wait: 30, arrived: target(), silent: target(), ...bound }
  return { kind: 'end', title, outcome: 'withdrawn' }
}
