import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOverdue, needsWords, sideOf, stageAfter } from './rules.ts'
import { type Move, moves, type Stage, stages } from './schema.ts'

describe('a move leads on', () => {
  test.each<[Stage, Move, Stage | undefined]>([
    ['open', 'answer', 'answered'],
    ['open', 'accept', undefined],
    ['open', 'reopen', undefined],
    ['open', 'withdraw', 'closed'],
    ['answered', 'answer', undefined],
    ['answered', 'accept', 'closed'],
    ['answered', 'reopen', 'open'],
    ['answered', 'withdraw', 'closed'],
    ['closed', 'answer', undefined],
    ['closed', 'accept', undefined],
    ['closed', 'reopen', 'open'],
    ['closed', 'withdraw', undefined],
  ])('%s, %s: %s', (stage, move, after) => {
    expect(stageAfter(stage, move)).toBe(after)
  })
})

test.each<[Move, string, boolean]>([
  ['answer', 'department', true],
  ['accept', 'asker', false],
  ['reopen', 'asker', true],
  ['withdraw', 'asker', true],
])('%s is for the %s, with words: %s', (move, side, words) => {
  expect([sideOf(move), needsWords(move)]).toEqual([side, words])
})

test('however it goes, one can always go on, and only an answer leads to acceptance', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...moves)), (tried) => {
      let stage: Stage = 'open'
      for (const move of tried) {
        const after: Stage | undefined = stageAfter(stage, move)
        if (move === 'accept' && after) expect(stage).toBe('answered')
        stage = after ?? stage
        expect(moves.some((next) => stageAfter(stage, next))).toBe(true)
      }
    }),
  )
})

const due = new Date('2026-03-02T09:00:00Z')
test.each(
  stages.flatMap((stage) => [
    [stage, due, stage === 'open'] as const,
    [stage, new Date(due.getTime() - 1), false] as const,
  ]),
)('%s at %o: overdue %s', (stage, now, late) => {
  expect(isOverdue({ stage, dueAt: due }, now)).toBe(late)
})
