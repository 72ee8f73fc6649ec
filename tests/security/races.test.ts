import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../world.ts'
import { racePairs } from './races.ts'
import { openLimits } from './setting.ts'

/** The quick form; `raceAlone` runs the figure of ENGINEERING S14. */
const pairs = 5

let world: World
beforeAll(async () => {
  world = await openWorld({ settings: openLimits })
})
afterAll(() => world.close())

test('of two that want the same thing at the same moment one gets it, and the other is told (S14)', async () => {
  const raced = await racePairs(world, { pairs })
  expect(Object.fromEntries(raced.map(({ what, outcomes }) => [what, outcomes]))).toEqual({
    'two answers to the same word of a buyer': { '201 409': pairs },
    'two that take back the same answer': { '200 409': pairs },
    'two that take the next ticket': { 'each their own': pairs },
    'two that accept an invitation': { '201 410': pairs },
    'two that give the same address to a channel': { '201 409': pairs },
  })
  const letters = await world.sql('select ticket_id, count(*) from outgoing_mails where not automatic group by 1')
  expect(letters.filter(({ count }) => Number(count) > 1)).toEqual([])
})
