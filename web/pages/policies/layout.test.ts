import fc from 'fast-check'
import { expect, test } from 'vitest'
import { card, layoutOf, leavesAt } from './layout.ts'
import { newNode, type Policy, waysOf } from './tree.ts'

const kinds = ['letter', 'decision', 'act', 'wait', 'end'] as const
type Drawn = { readonly kind: (typeof kinds)[number]; readonly to: readonly number[] }[]

/** A policy whose nodes lead wherever the numbers say, back to themselves too. */
function policyOf(drawn: Drawn): Policy {
  const nodes = Object.fromEntries(
    drawn.map(({ kind, to }, at) => {
      const target = (way: number): string => `n${(to[way] ?? at + 1) % drawn.length}`
      const node = newNode(kind, target(0), 'return.letter-1')
      if (node.kind === 'decision') return [`n${at}`, { ...node, otherwise: target(1) }]
      if (node.kind === 'wait') return [`n${at}`, { ...node, silent: target(1) }]
      if (node.kind !== 'letter') return [`n${at}`, node]
      const answers = { insists: target(0), accepts: target(1), 'gives-up': target(2), silent: target(2) }
      return [`n${at}`, { ...node, answers }]
    }),
  )
  const words = { en: 'Trial', 'zh-CN': '试' }
  return { key: 'trial', title: words, applies: { all: [] }, fields: {}, start: 'n0', nodes }
}

const policies = fc
  .array(fc.record({ kind: fc.constantFrom(...kinds), to: fc.array(fc.nat(20), { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 16,
  })
  .map(policyOf)

interface Line {
  readonly way: string
  readonly target: string
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
}

/** Every piece of every way that runs around cards, from where it leaves a card to where it reaches one. */
function linesOf(policy: Policy): Line[] {
  const { places, routes, slots } = layoutOf(policy)
  return [...routes].flatMap(([way, points]) => {
    const [source = '', target = ''] = way.split(' ')
    const [start, end] = [places.get(source), places.get(target)]
    if (!start || !end) return []
    const slot = waysOf(policy.nodes[source] ?? newNode('end', '', '')).find(({ to }) => to === target)?.slot ?? ''
    let at: readonly [number, number] = [
      start.x + leavesAt(slots.get(source) ?? [], slot) * card.width,
      start.y + card.height,
    ]
    const corners = [
      ...points.flatMap(({ x, y }, step) => [
        [step === 0 ? at[0] : (points[step - 1]?.x ?? 0), y] as const,
        [x, y] as const,
      ]),
      [end.x + card.width / 2, end.y] as const,
    ]
    return corners.map((to) => {
      const line = { way, target, from: at, to }
      at = to
      return line
    })
  })
}

const within = (value: number, one: number, other: number): boolean =>
  value > Math.min(one, other) && value < Math.max(one, other)
const overlap = (a: number, b: number, c: number, d: number): boolean =>
  Math.max(Math.min(a, b), Math.min(c, d)) < Math.min(Math.max(a, b), Math.max(c, d))

test('no card covers another, and no way runs behind one', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const places = [...layoutOf(policy).places.values()]
      expect(places).toHaveLength(Object.keys(policy.nodes).length)
      for (const [at, one] of places.entries())
        for (const other of places.slice(at + 1))
          expect(Math.abs(one.x - other.x) >= card.width || Math.abs(one.y - other.y) >= card.height).toBe(true)
      for (const { from, to } of linesOf(policy))
        for (const { x, y } of places) {
          const isLevel = from[1] === to[1]
          const isBehind = isLevel
            ? within(from[1], y, y + card.height) && overlap(from[0], to[0], x, x + card.width)
            : within(from[0], x, x + card.width) && overlap(from[1], to[1], y, y + card.height)
          expect(isBehind).toBe(false)
        }
    }),
  )
})

test('of ways that lead elsewhere none runs level on another', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const level = linesOf(policy).filter(({ from, to }) => from[1] === to[1] && from[0] !== to[0])
      for (const [at, one] of level.entries())
        for (const other of level.slice(at + 1))
          if (one.target !== other.target && one.from[1] === other.from[1])
            expect(overlap(one.from[0], one.to[0], other.from[0], other.to[0])).toBe(false)
    }),
  )
})

test('a way that leads past a layer keeps clear of its cards; ways out of a card stand in the order of where they go', () => {
  const policy = policyOf([
    { kind: 'letter', to: [1, 2, 3] },
    { kind: 'act', to: [3] },
    { kind: 'act', to: [3] },
    { kind: 'end', to: [] },
  ])
  const { places, routes, slots } = layoutOf(policy)
  const long = routes.get('n0 n3') ?? []
  expect(long).toHaveLength(2)
  for (const id of ['n1', 'n2']) {
    const x = places.get(id)?.x ?? 0
    expect(within(long[0]?.x ?? x, x, x + card.width)).toBe(false)
  }
  const order = ['n1', 'n2'].toSorted((one, other) => (places.get(one)?.x ?? 0) - (places.get(other)?.x ?? 0))
  const named = { n1: 'answers.insists', n2: 'answers.accepts' }
  const [left, right] = order.map((id) => slots.get('n0')?.indexOf(named[id as 'n1' | 'n2']) ?? 0)
  expect(left).toBeLessThan(right ?? 0)
})
