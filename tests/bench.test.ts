import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { figure, isReached, percentile } from '../bench/figure.ts'
import { randomFrom } from '../bench/load.random.ts'
import { emptyTables } from '../bench/load.rows.ts'
import { draw, voiceOf } from '../bench/load.sentences.ts'
import { growthOf } from '../bench/measure.growth.ts'
import { newUuid } from '../bench/uuid.ts'
import { searchTokens } from '../server/lib/text.search.ts'
import { openWorld } from './world.ts'

test.each(['en', 'de', 'ja', 'zh'] as const)(
  'what a loaded %s ticket is found by is what the desk would cut it into',
  (language) => {
    const voice = voiceOf(language, 400, 7)
    const random = randomFrom(3)
    for (let ticket = 0; ticket < 50; ticket++) {
      const said = Array.from({ length: 6 }, () => draw(voice, random))
      const tokens = new Set(said.flatMap(({ tokens }) => [...tokens.matchAll(/'([^']*)'/g)].map(([, token]) => token)))
      const whole = searchTokens(said.map(({ text }) => text).join(voice.space), language)
      expect([...tokens].sort()).toEqual([...new Set(whole)].sort())
    }
  },
)

test('some words are everywhere and some nearly nowhere', () => {
  const { sentences, ranked } = voiceOf('en', 4_000, 7)
  const holding = (rank: number) =>
    sentences.filter(({ text }) =>
      ` ${text.toLowerCase().replace('.', '')} `.includes(` ${ranked[rank]?.toLowerCase()} `),
    ).length
  expect(holding(0)).toBeGreaterThan(sentences.length / 4)
  expect(holding(0)).toBeGreaterThan(5 * holding(20))
  expect([2_000, 3_000, 4_000].map(holding).every((count) => count < sentences.length / 200)).toBe(true)
})

test('the same seed says the same, and ids sort as their moments', () => {
  expect(voiceOf('de', 20, 5)).toEqual(voiceOf('de', 20, 5))
  const ids = [1, 2, 3].map((day) => newUuid(day * 86_400_000, randomFrom(day)))
  expect([...ids].sort()).toEqual(ids)
  expect(newUuid(0)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a figure that could not be measured is short', () => {
  expect(isReached(figure('rate', 150, '/s', { must: { atLeast: 150 } }))).toBe(true)
  expect(isReached(figure('p95', 21, 'ms', { must: { atMost: 20 } }))).toBe(false)
  expect(isReached(figure('p95', percentile([], 0.95), 'ms', { must: { atMost: 20 } }))).toBe(false)
  expect(isReached(figure('told', 9_999, 'ms'))).toBe(true)
})

test('lists have grown by the one that grew most, whatever few moments of the machine do', () => {
  const [page, more] = ['/page', '/page&after=50']
  const small = [
    { name: 'list.mine.due', paths: [page], times: [1, 2, 3] },
    { name: 'list.all.due', paths: [page, more], times: [10, 10, 10] },
    { name: 'list.open.due', paths: [page, more], times: [4, 4, 4] },
  ]
  const large = [
    { name: 'list.mine.due', paths: [page, more], times: [9, 9, 9] },
    { name: 'list.all.due', paths: [page, more], times: [11, 11, 11] },
    { name: 'list.open.due', paths: [page, more], times: [5, 5, 600] },
  ]
  expect(growthOf(small, large)).toMatchObject({ name: 'list.growth', value: 1.25, must: { atMost: 1.3 } })
  expect(() => growthOf(small.slice(0, 1), large)).toThrow('no list fills a page')
})

test('what a workspace has one row of is not copied with each ticket', async () => {
  const world = await openWorld()
  const [{ name }] = await world.sql('select current_database() as name')
  const owner = new pg.Client({ connectionString: inject('postgres').url.replace(/[^/]*$/, name) })
  try {
    await owner.connect()
    const filled = (await emptyTables(owner)).map((table) => table.name)
    expect(filled).toEqual(expect.arrayContaining(['tickets', 'messages', 'clocks']))
    expect(filled).not.toContain('anomaly_looks')
    expect(filled).not.toContain('loss_work')
  } finally {
    await owner.end()
    await world.close()
  }
})
