import { expect, test } from 'vitest'
import { Standing } from './standing.ts'

const after = (silences: number) => {
  const clock = { ms: 0 }
  const standing = new Standing(() => clock.ms)
  for (let at = 0; at < silences; at += 1) standing.wasSilent('Connection timeout')
  return { standing, clock }
}

test('a server that is silent four times is asked a fifth time', () => {
  expect(after(4).standing.putsOff()).toBeUndefined()
})

test('one that was silent five times is left in peace for a minute, then one letter tries alone', () => {
  const { standing, clock } = after(5)
  expect(standing.putsOff()).toBe('Connection timeout')
  clock.ms = 59_999
  expect(standing.putsOff()).toBe('Connection timeout')
  clock.ms = 60_000
  expect(standing.putsOff()).toBeUndefined()
  expect(standing.putsOff()).toBe('Connection timeout')
})

test('when that letter meets silence too, the minute begins anew; an answer of any kind ends it', () => {
  const { standing, clock } = after(5)
  clock.ms = 60_000
  standing.putsOff()
  standing.wasSilent('ECONNREFUSED')
  expect(standing.putsOff()).toBe('ECONNREFUSED')
  clock.ms = 120_000
  standing.putsOff()
  standing.answered()
  expect(standing.putsOff()).toBeUndefined()
  expect(standing.putsOff()).toBeUndefined()
})
