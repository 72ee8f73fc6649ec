import { expect, test } from 'vitest'
import { Crowd } from './jobs.crowd.ts'

test('more than ten in half a second are a crowd, in whatever handfuls they come; half a second later it is over', () => {
  const crowd = new Crowd()
  for (let at = 0; at < 5; at += 1) crowd.count(2, at * 50)
  expect(crowd.isThere(200)).toBe(false)
  crowd.count(1, 210)
  expect(crowd.isThere(210)).toBe(true)
  expect(crowd.isThere(499)).toBe(true)
  expect(crowd.isThere(500)).toBe(false)
})

test('a mail every second is never a crowd', () => {
  const crowd = new Crowd()
  for (let at = 0; at < 100; at += 1) {
    crowd.count(1, at * 1_000)
    expect(crowd.isThere(at * 1_000)).toBe(false)
  }
})
