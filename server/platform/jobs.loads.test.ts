import { expect, test } from 'vitest'
import { Loads } from './jobs.loads.ts'

test('a load goes first as long as it goes on, two minutes at most', () => {
  const loads = new Loads()
  expect(loads.goFirst(0)).toBe(false)
  loads.begin(1_000)
  expect(loads.goFirst(1_000)).toBe(true)
  expect(loads.goFirst(120_999)).toBe(true)
  expect(loads.goFirst(121_000)).toBe(false)
  loads.end(200_000)
  expect(loads.goFirst(200_000)).toBe(false)
})

test('of several at once the last that ends gives way', () => {
  const loads = new Loads()
  loads.begin(0)
  loads.begin(10)
  loads.end(20)
  expect(loads.goFirst(30)).toBe(true)
  loads.end(40)
  expect(loads.goFirst(50)).toBe(false)
})

test('one file right after the other goes first for two minutes together; after ten seconds without, anew', () => {
  const loads = new Loads()
  for (let at = 0; at < 12; at += 1) {
    loads.begin(at * 10_000)
    expect(loads.goFirst(at * 10_000 + 9_000)).toBe(true)
    loads.end(at * 10_000 + 9_000)
  }
  loads.begin(120_000)
  expect(loads.goFirst(120_000)).toBe(false)
  loads.end(121_000)
  loads.begin(131_000)
  expect(loads.goFirst(131_000)).toBe(true)
})
