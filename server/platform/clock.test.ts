import { describe, expect, test } from 'vitest'
import { aheadMs, idsBy } from './clock.ts'

const reading = (ms: number, ahead: number) => ({
  askedMs: 1_000,
  answeredMs: 1_000 + ms,
  databaseMs: 1_000 + ms / 2 + ahead,
})

describe('by how much the database is ahead', () => {
  test('the quickest answer says', () => {
    expect(aheadMs([reading(300, -90_000), reading(4, 600_000), reading(90, 0)])).toBe(600_000)
    expect(aheadMs([reading(4, -600_000)])).toBe(-600_000)
  })

  test('not at all, when that may as well be the time of asking', () => {
    expect(aheadMs([reading(100, 50)])).toBe(0)
    expect(aheadMs([reading(100, 52)])).toBe(52)
    expect(aheadMs([])).toBe(0)
  })
})

describe('ids', () => {
  test('of a process that makes many at once, or whose clock is set back, are in order all the same', () => {
    let nowMs = Date.UTC(2026, 10, 22)
    const newId = idsBy(() => new Date(nowMs))
    const ids = Array.from({ length: 300 }, (_, at) => {
      if (at === 100) nowMs += 1
      if (at === 200) nowMs -= 600_000
      return newId()
    })
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(300)
  })

  test('carry the time of the clock that they are made by', () => {
    const id = idsBy(() => new Date('2026-11-22T10:00:00Z'))()
    expect(new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString()).toBe(
      '2026-11-22T10:00:00.000Z',
    )
  })
})
