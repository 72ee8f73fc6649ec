import { expect, test } from 'vitest'
import { isReachable } from './rules.links.ts'

test.each([
  ['https://desk.example', true],
  ['http://192.168.1.20:4400', true],
  ['http://localhost:4400', false],
  ['http://desk.localhost', false],
  ['http://127.0.0.1:4400', false],
  ['http://0.0.0.0:4400', false],
  ['http://[::1]:4400', false],
  ['nonsense', false],
])('%s can be followed from outside: %s', (origin, reachable) => expect(isReachable(origin)).toBe(reachable))
