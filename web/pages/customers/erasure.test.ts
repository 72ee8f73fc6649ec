import { expect, test } from 'vitest'
import { isUnderWay, shareOf } from './erasure.ts'

test.each([
  [[], [], 0],
  [[{ kind: 'letters', count: 8 }], [], 0],
  [
    [
      { kind: 'letters', count: 8 },
      { kind: 'contacts', count: 2 },
    ],
    [{ kind: 'letters', count: 5 }],
    0.5,
  ],
  [[{ kind: 'letters', count: 2 }], [{ kind: 'letters', count: 3 }], 1],
] as const)('of %j %j are gone: %d', (reach, erased, share) => {
  expect(shareOf({ reach: [...reach], erased: [...erased] })).toBe(share)
})

test('what has ended is not asked for again', () => {
  expect(['waiting', 'running', 'done', 'failed'].map((status) => isUnderWay({ status: status as 'done' }))).toEqual([
    true,
    true,
    false,
    false,
  ])
})
