import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'

let world: World
let berlin: string
let london: string
const rows = 23_000
const rare = 46

beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  london = (await createStore(world.context(), { name: 'HomeLeaf', marketplace: 'ebay-uk' })).id
  // Every ticket has the word "parcel", every 500th the word "zebra"; even ones are of Berlin, odd ones of London.
  await world.sql(
    `insert into tickets (id, number, kind, subject, language, store_id, channel_kind, last_message_at, created_at, status)
     select gen_random_uuid(), 100000 + n, 'inquiry', 's' || n, 'en', case when n % 2 = 0 then $1::uuid else $2::uuid end,
       'api', timestamptz '2026-01-01' + n * interval '1 second', timestamptz '2026-01-01', case when n % 1000 = 0 then 'resolved' else 'open' end
     from generate_series(0, ${rows - 1}) n`,
    [berlin, london],
  )
  await world.sql(
    `insert into ticket_search (ticket_id, tokens)
     select id, array_to_tsvector(array['parcel'] || array_remove(array[
       case when number % 500 < 2 then 'zebra' end,
       case when number < 110000 then 'autumn' end,
       case when number < 106100 then 'spring' end], null)) from tickets`,
  )
  await world.sql('analyze tickets')
  await world.sql('analyze ticket_search')
}, 120_000)
afterAll(() => world.close())

/** How often each way into the tables was taken by a search as the serving role, whom row-level security binds. */
async function waysOf(word: string): Promise<Record<string, number>> {
  const [{ name }] = await world.sql('select current_database() as name')
  const url = inject('postgres').servingUrl.replace(/\/[^/]*$/, `/${name}`)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const counts = async (): Promise<[string, number][]> => {
    await client.query('select pg_stat_force_next_flush()')
    await client.query('select pg_stat_clear_snapshot()')
    const found = await client.query(
      `select indexrelname as way, idx_scan::int as scans from pg_stat_user_indexes where relname in ('tickets', 'ticket_search')
       union all select relname || ' whole', seq_scan::int from pg_stat_user_tables where relname in ('tickets', 'ticket_search')`,
    )
    return found.rows.map(({ way, scans }) => [way, scans])
  }
  try {
    await client.query(`select set_config('amends.workspace', $1, false)`, [world.workspaceId])
    const before = new Map(await counts())
    const found = await client.query(
      `select * from tickets_with_words('''${word}'''::tsquery, null, null, 51, null, '{}', null, null)`,
    )
    expect(found.rows).toHaveLength(51)
    return Object.fromEntries((await counts()).map(([way, scans]) => [way, scans - (before.get(way) ?? 0)]))
  } finally {
    await client.end()
  }
}

const search = async (query: string, caller = world.first) => (await caller.get(`/api/tickets?view=all&${query}`)).body

test('a rare word is found by the index of words, a frequent one along the newest tickets: neither reads the table', async () => {
  const [rareWord, frequent] = [await waysOf('zebra'), await waysOf('parcel')]
  expect(rareWord).toMatchObject({ ticket_search_by_token: 1, 'ticket_search whole': 0, 'tickets whole': 0 })
  expect(frequent).toMatchObject({ tickets_by_recency: 1, 'ticket_search whole': 0, 'tickets whole': 0 })
})

test('newest first, page after page, each once', async () => {
  const met: string[] = []
  let url = 'search=zebra&limit=30'
  for (let pages = 0; pages < 5; pages++) {
    const page = await search(url)
    met.push(...page.items.map(({ subject }: { subject: string }) => subject))
    if (!page.next) break
    url = `search=zebra&limit=30&after=${page.next}`
  }
  expect(met).toHaveLength(2 * rare)
  expect(met.map((subject) => Number(subject.slice(1)))).toEqual(
    Array.from({ length: rows }, (_, index) => rows - 1 - index).filter((n) => n % 500 < 2),
  )
})

test.each([
  ['within the long walk', 'autumn', 9_999],
  ['beyond it', 'spring', 6_099],
])('words of many tickets, all of them old, are found %s', async (_where, word, newest) => {
  const page = await search(`search=${word}&limit=50`)
  const next = await search(`search=${word}&limit=50&after=${page.next}`)
  const met = [...page.items, ...next.items].map(({ subject }: { subject: string }) => Number(subject.slice(1)))
  expect(met).toEqual(Array.from({ length: 100 }, (_, index) => newest - index))
  expect((await search(`search=${word}%20zebra&limit=10`)).items).toHaveLength(10)
})

test.each(['parcel zebra', 'zebra autumn', 'autumn spring', 'parcel autumn spring zebra'])(
  'all that hold %s are found, however many or few hold each of the words',
  async (words) => {
    const held = await world.sql(
      `select subject from tickets join ticket_search on ticket_id = id where tokens @@ $1::tsquery order by last_message_at desc limit 150`,
      [words.replaceAll(' ', ' & ')],
    )
    const first = await search(`search=${words}&limit=100`)
    const next = first.next ? await search(`search=${words}&limit=50&after=${first.next}`) : { items: [] }
    expect(held.length).toBeGreaterThan(20)
    expect([...first.items, ...next.items].map(({ subject }: { subject: string }) => ({ subject }))).toEqual(held)
  },
)

test('a view, a store, and what a member serves narrow it, however many hits lie between', async () => {
  const resolved = (await world.first.get('/api/tickets?view=resolved&search=zebra&limit=100')).body
  expect(resolved.items).toHaveLength(rows / 1_000)
  expect((await search(`search=zebra&limit=100&storeId=${london}`)).items).toHaveLength(rare)
  const agent = await world.hire('agent', { storeIds: [london] })
  const found = (await search('search=zebra&limit=100', agent)).items
  expect(found).toHaveLength(rare)
  expect(found.every(({ store }: { store: { id: string } }) => store.id === london)).toBe(true)
  expect((await agent.get('/api/tickets?view=mine&search=parcel')).body.items).toEqual([])
  expect((await search('search=100500')).items.map(({ number }: { number: number }) => number)).toEqual([100_500])
  expect((await search('search=100500', agent)).items).toEqual([])
})

test('another workspace finds nothing', async () => {
  const { caller } = await world.stranger()
  expect((await search('search=zebra', caller)).items).toEqual([])
})
