import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../world.ts'
import { openFuzz } from './fuzz.ts'
import { openLimits } from './setting.ts'

/** The quick form; `fuzzAlone` runs the figure of ENGINEERING S9. */
const size = { requests: 1_000, seed: 20_260_302 }

let world: World
let fuzz: Awaited<ReturnType<typeof openFuzz>>
beforeAll(async () => {
  world = await openWorld({ settings: openLimits })
  fuzz = await openFuzz(world)
}, 60_000)
afterAll(() => world.close())

test(`${size.requests} requests made from the contract: no defect, and every answer is one that the contract names (S9)`, async () => {
  const { wrong, requests, statuses } = await fuzz.run(size)
  expect(wrong).toEqual([])
  expect(requests).toBeGreaterThanOrEqual(size.requests)
  // The generator is no wall of refusals: a good part of what it sends is taken.
  expect(statuses[200] ?? 0).toBeGreaterThan(requests / 10)
}, 120_000)

test('no field that a route does not know is taken, on any of them (class: mass assignment)', async () => {
  const people = () => world.sql('select * from members order by id').then((rows) => JSON.stringify(rows))
  const before = await people()
  expect(await fuzz.slipIn(6)).toEqual([])
  expect(await people()).toBe(before)
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
})
