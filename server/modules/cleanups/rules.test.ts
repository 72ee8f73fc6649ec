import { expect, test } from 'vitest'
import { mayUndo, spanOf } from './rules.ts'

const now = new Date('2026-03-02T09:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

test('what was there before so many days counts, and all of it where age says nothing', () => {
  expect(spanOf(90, now)).toEqual({ days: 90, before: daysAgo(90) })
  expect(spanOf(null, now)).toEqual({ days: 0, before: now })
})

const ended = { status: 'done', endedAt: daysAgo(1), undoStatus: null, hasRestores: true } as const

test.each([
  ['yesterday’s', {}, true],
  ['one that failed half-way', { status: 'failed' }, true],
  ['one whose undo failed half-way', { undoStatus: 'failed' }, true],
  ['one that still runs', { status: 'running', endedAt: null }, false],
  ['one that kept nothing', { hasRestores: false }, false],
  ['one that is undone', { undoStatus: 'done' }, false],
  ['one that is being undone', { undoStatus: 'waiting' }, false],
  ['one 29 days old', { endedAt: daysAgo(29) }, true],
  ['one 30 days old', { endedAt: daysAgo(30) }, false],
] as const)('a cleanup may be undone or not: %s', (_which, change, may) => {
  expect(mayUndo({ ...ended, ...change }, now)).toBe(may)
})
