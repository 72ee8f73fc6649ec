import { describe, expect, test } from 'vitest'
import { type Edits, edited } from './edits.ts'
import { placesOf, tidied } from './layout.ts'
import { linesOf, parentOf } from './outline.ts'
import { duplicated, freeName, inserted, kinds, led, newNode, type Policy, removed, waysOf, waysTo } from './tree.ts'

const words = { en: 'Trial', 'zh-CN': '试' }
const policy = (nodes: Policy['nodes'], start = 'ask'): Policy => ({
  key: 'trial',
  title: words,
  applies: { all: [] },
  fields: {},
  start,
  nodes,
})
const ladder = policy({
  ask: {
    kind: 'decision',
    title: words,
    branches: [{ title: words, when: { fact: 'profanity', is: true }, to: 'give' }],
    otherwise: 'first',
  },
  first: {
    ...newNode('letter', 'end', 'return.letter-1'),
    answers: { insists: 'give', accepts: 'give', 'gives-up': 'end', silent: 'end' },
  } as never,
  give: { kind: 'act', title: words, moves: [{ do: 'approve' }], to: 'end' },
  end: { kind: 'end', title: words, outcome: 'withdrawn' },
})

test.each(kinds)('every way of a new %s leads to one place, and can be led elsewhere', (kind) => {
  const one = policy({ ask: newNode(kind, 'end', 'return.letter-1'), end: newNode('end', 'end', '') })
  const ways = waysOf(one.nodes.ask ?? newNode('end', '', ''))
  expect(ways.every(({ to }) => to === 'end')).toBe(true)
  for (const { slot } of ways) {
    const changed = led(one, 'ask', slot, 'ask').nodes.ask
    expect(changed && waysOf(changed).filter(({ to }) => to === 'ask')).toEqual([{ slot, to: 'ask' }])
  }
})

test('a node is put into a way, before what it led to', () => {
  const { policy: after, id } = inserted(ladder, 'wait', { from: 'first', slot: 'answers.insists' }, '')
  expect(id).toBe('wait')
  expect(after.nodes.wait).toMatchObject({ kind: 'wait', arrived: 'give', silent: 'give' })
  expect(waysTo(after, 'wait')).toEqual([{ from: 'first', slot: 'answers.insists' }])
  expect(inserted(ladder, 'wait', { from: null, slot: 'start' }, '').policy).toMatchObject({ start: 'wait' })
})

test('what led to a node that is removed leads on, the start too; the last node stays', () => {
  const after = removed(ladder, 'give')
  expect(waysTo(after, 'give')).toEqual([])
  expect(waysTo(after, 'end')).toContainEqual({ from: 'ask', slot: 'branches.0' })
  expect(removed(ladder, 'ask').start).toBe('give')
  const single = policy({ ask: newNode('end', '', '') })
  expect(removed(single, 'ask')).toBe(single)
})

test('an end that is removed leaves its ways, so that the fault is seen', () => {
  expect(waysTo(removed(ladder, 'end'), 'end').length).toBeGreaterThan(0)
})

test('a copy leads where the original does, under a free name', () => {
  const { policy: after, id } = duplicated(ladder, 'give')
  expect([id, after.nodes[id]]).toEqual(['give-2', ladder.nodes.give])
  expect(freeName({ 'letter-2': 1, letter: 1 }, 'letter-2')).toBe('letter-3')
})

describe('layers', () => {
  test('every node stands below what leads to it, and no two in one place', () => {
    const places = placesOf(ladder)
    for (const [id, node] of Object.entries(ladder.nodes))
      for (const { to } of waysOf(node)) expect(places.get(to)?.y).toBeGreaterThan(places.get(id)?.y ?? 0)
    const taken = [...places.values()].map(({ x, y }) => `${x} ${y}`)
    expect(new Set(taken).size).toBe(4)
  })

  test('a loop, a way to nowhere and what nothing leads to are placed too', () => {
    const odd = policy({
      ask: { ...newNode('letter', 'ask', 'return.letter-1'), most: 2, beyond: 'gone' } as never,
      aside: newNode('end', '', ''),
    })
    expect([...placesOf(odd).keys()].sort()).toEqual(['aside', 'ask'])
  })

  test('what was put somewhere by hand stays there until it is tidied up', () => {
    const moved = policy({ ...ladder.nodes, end: { ...newNode('end', '', ''), at: { x: 7, y: 9 } } })
    expect(placesOf(moved).get('end')).toEqual({ x: 7, y: 9 })
    expect(placesOf(tidied(moved)).get('end')).toEqual(placesOf(ladder).get('end'))
  })
})

describe('the outline', () => {
  const told = (closed: string[] = []) =>
    linesOf(ladder, new Set(closed)).map(
      ({ level, slot, to, isRepeated }) => `${level} ${slot} ${to}${isRepeated ? ' ↑' : ''}`,
    )
  test('shows each node with its ways once', () => {
    expect(told()).toEqual([
      '1 start ask',
      '2 branches.0 give',
      '3 to end',
      '2 otherwise first',
      '3 answers.insists give ↑',
      '3 answers.accepts give ↑',
      '3 answers.gives-up end ↑',
      '3 answers.silent end ↑',
    ])
  })
  test('a closed line hides its ways and moves no other', () => {
    expect(told(['give'])).toEqual([...told().slice(0, 2), ...told().slice(3)])
  })
  test('what nothing leads to stands beside the start', () => {
    const lines = linesOf(duplicated(ladder, 'end').policy, new Set())
    expect(lines.at(-1)).toMatchObject({ level: 1, slot: null, to: 'end-2', position: 2, siblings: 2 })
    const [, second] = lines
    expect(second && parentOf(lines, second)?.to).toBe('ask')
  })
})

test('typing in one field is one step back; what was undone can be done again', () => {
  const named = (en: string): Policy => ({ ...ladder, title: { ...words, en } })
  const first: Edits = { now: ladder, past: [], future: [], about: '' }
  let edits = first
  for (const en of ['A', 'Ab', 'Abc']) edits = edited(edits, { do: 'change', to: named(en), about: 'title' })
  edits = edited(edits, { do: 'change', to: removed(named('Abc'), 'give'), about: '' })
  const undone = edited(edited(edits, { do: 'undo' }), { do: 'undo' })
  expect(undone.now).toBe(ladder)
  expect(edited(undone, { do: 'undo' })).toBe(undone)
  expect(edited(edited(undone, { do: 'redo' }), { do: 'redo' }).now).toBe(edits.now)
})
