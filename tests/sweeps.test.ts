import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '../server/platform/context.ts'
import { whileFilling } from '../server/platform/filling.ts'
import { startSweep, sweepAll } from '../server/worker.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Which workspaces a sweep has had its turn in. */
async function swept(): Promise<string[]> {
  const seen: string[] = []
  const handle = async ({ workspaceId }: Context) => {
    seen.push(workspaceId)
  }
  await sweepAll(world.services, { name: 'test.sweep', everySeconds: 60, handle })
  return seen
}

test('nothing sweeps a workspace while it is filled with its past, whether that succeeds or fails', async () => {
  const { databases } = world.services
  expect(await swept()).toEqual([world.workspaceId])
  expect(await whileFilling(databases, world.workspaceId, swept)).toEqual([])
  expect(await swept()).toEqual([world.workspaceId])
  const failing = () => Promise.reject(new Error('no past'))
  await expect(whileFilling(databases, world.workspaceId, failing)).rejects.toThrow('no past')
  expect(await swept()).toEqual([world.workspaceId])
  expect(await whileFilling(databases, '0192f0c0-0000-7000-8000-000000000001', swept)).toEqual([world.workspaceId])
})

test('a sweep of what follows from loads leaves out its beats while one goes on, another does not', async () => {
  let beats = 0
  const queue = { isLoading: () => ++beats <= 3 }
  const firstAt = (order?: 'after-loads') =>
    new Promise<number>((resolve) => {
      const handle = async () => resolve(beats)
      const stop = startSweep(world.services, queue, {
        ...{ name: 'test.beat', everySeconds: 0.05, handle },
        ...(order && { order }),
      })
      stops.push(stop)
    })
  const stops: (() => Promise<void>)[] = []
  expect(await firstAt()).toBe(0)
  expect(await firstAt('after-loads')).toBeGreaterThan(3)
  for (const stop of stops) await stop()
})
