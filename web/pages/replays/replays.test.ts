import { expect, test } from 'vitest'
import { againWhileOpen, monthsBefore } from './replays.ts'
import { readReplaySearch } from './search.ts'

test.each([
  ['2026-11-23', 3, '2026-08-01', '2026-10-31'],
  ['2026-03-31', 1, '2026-02-01', '2026-02-28'],
  ['2026-01-01', 3, '2025-10-01', '2025-12-31'],
])('on %s the last %i whole months are %s to %s', (today, months, from, to) => {
  expect(monthsBefore(today, months)).toEqual({ from, to })
})

test('a list is asked again only while one of it is worked at', () => {
  const row = (state: 'done' | 'running') => ({ state }) as Parameters<typeof againWhileOpen.every>[0][number]
  expect(againWhileOpen.every([row('done')])).toBe(false)
  expect(againWhileOpen.every([row('done'), row('running')])).toBeGreaterThan(0)
})

test('an address that names no version lists all', () => {
  expect(readReplaySearch({ version: 'x' })).toEqual({})
  expect(readReplaySearch({ version: '01a20855-b30a-74ff-8e47-c71088d85c96' })).toEqual({
    version: '01a20855-b30a-74ff-8e47-c71088d85c96',
  })
})
