import { isDeepStrictEqual } from 'node:util'
import { goOver } from '../../server/modules/losses/service.imported.ts'
import { createStore } from '../../server/modules/stores/index.ts'
import { cutBy, figureOf, type Oracle, type OracleLine, reckonLosses } from '../oracle/losses.ts'
import type { World } from '../world.ts'
import { costsTold, type OrderReports, ratesTold, reportsTold, shops } from './ledger.reports.ts'

/** One comparison of the desk's figures with those of the oracle. */
export interface Compared {
  readonly stage: string
  readonly figures: number
  readonly wrong: readonly string[]
  /** Of the whole period: loss over cost. */
  readonly rate: number | null
}

const period = { first: '2025-12-01', last: '2026-05-31' }
const rowsAtOnce = 400
const undone = 20

/**
 * Reads reports of so many returns in through the API and compares every figure of the return loss rate with those that the
 * oracle makes of the rows: after reading in, after the same again, restated, told as at first again, and with some bookings
 * taken back by a person.
 */
export async function compareLedger(world: World, count: number, say: (line: string) => void): Promise<Compared[]> {
  const told = { costs: costsTold(), rates: ratesTold() }
  const storeIds: string[] = []
  for (const shop of shops)
    storeIds.push((await createStore(world.context(), { ...shop, signatureName: shop.name })).id)
  await sent(world.first.post('/api/currency-rates/rows', { rows: told.rates }))
  for (const rows of inParts(told.costs)) await sent(world.first.post('/api/products/costs', { rows }))
  const place = { world, storeIds }
  const done: Compared[] = []
  const compare = async (stage: string, oracle: Oracle) => {
    const compared = { stage, ...(await compareFigures(place, oracle)) }
    done.push(compared)
    say(`${stage}: ${compared.figures} figures, ${compared.wrong.length} wrong, ${await bookings(world)} bookings`)
  }
  const reckoned = (turn: 'first' | 'restated'): Oracle => {
    const parts = Array.from(reportsTold(count, turn), (part) => reckonLosses(part, told))
    return { losses: parts.flatMap(({ losses }) => losses), shipped: parts.flatMap(({ shipped }) => shipped) }
  }
  const [first, restated] = [() => reportsTold(count, 'first'), () => reportsTold(count, 'restated')]
  const oracle = reckoned('first')
  await readIn(place, first())
  await compare('read in', oracle)
  const before = await bookings(world)
  await readIn(place, first())
  await compare('the same again', oracle)
  const after = await bookings(world)
  if (after !== before)
    done.push({ stage: 'the same again', figures: 1, wrong: [`${after - before} booked anew`], rate: null })
  await readIn(place, restated())
  await compare('restated', reckoned('restated'))
  await readIn(place, first())
  await compare('told as at first again', oracle)
  const gone = await takeBack(world)
  await readIn(place, first())
  await compare(`${gone.size} bookings taken back, and told again`, {
    ...oracle,
    losses: oracle.losses.filter(({ number }) => !gone.has(number)),
  })
  return done
}

async function sent(call: ReturnType<World['first']['post']>): Promise<void> {
  const { status, body } = await call
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
}

const inParts = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, at) =>
    rows.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce),
  )

interface Place {
  readonly world: World
  readonly storeIds: readonly string[]
}

async function readIn({ world, storeIds }: Place, parts: Iterable<readonly OrderReports[]>): Promise<void> {
  for (const part of parts)
    for (const [at, storeId] of storeIds.entries()) {
      const own = part.filter(({ shop }) => shop === at)
      const post = async (path: string, all: readonly object[]) => {
        for (const rows of inParts(all)) await sent(world.first.post(path, { storeId, rows }))
      }
      const [parcels, units] = [own.map(({ parcel }) => parcel), own.map(({ unit }) => unit)]
      await post('/api/shipments/rows', parcels)
      await post('/api/returned-units/rows', units)
      await post(
        '/api/money-entries/rows',
        own.flatMap(({ money }) => money),
      )
    }
  // As the worker does at each beat, until nothing waits.
  while ((await world.sql('select 1 from loss_dues union all select 1 from loss_deltas limit 1')).length > 0)
    await goOver(world.context())
}

const bookings = async (world: World): Promise<number> =>
  (await world.sql('select count(*)::int as n from loss_bookings'))[0].n

/** A person takes back bookings of orders of which only the returns report tells; resolves with their numbers. */
async function takeBack(world: World): Promise<Set<string>> {
  const found = await world.sql(
    `select b.id, b.order_number as number from loss_bookings b
     where b.reverses is null and not exists (select from loss_bookings r where r.reverses = b.id)
       and (select count(*) from loss_bookings o where o.order_number = b.order_number and o.reverses is null) = 1
     order by b.order_number limit ${undone}`,
  )
  for (const { id } of found)
    await sent(world.first.post(`/api/loss-bookings/${id}/reversal`, { reason: 'Booked for the wrong order' }))
  return new Set(found.map(({ number }) => number))
}

async function compareFigures({ world, storeIds }: Place, whole: Oracle): Promise<Omit<Compared, 'stage'>> {
  const wrong: string[] = []
  let figures = 0
  const same = (name: string, there: object, wanted: ReturnType<typeof figureOf>) => {
    figures++
    const picked = Object.fromEntries(Object.keys(wanted).map((key) => [key, there[key as never]]))
    if (!isDeepStrictEqual(picked, wanted))
      wrong.push(`${name}: ${JSON.stringify(picked)} for ${JSON.stringify(wanted)}`)
  }
  const inside = cutBy(whole, ({ day }) => day >= period.first && day <= period.last)
  const span = `first=${period.first}&last=${period.last}`
  for (const by of ['month', 'week'] as const) {
    const { total, points } = (await world.first.get(`/api/loss-rate?by=${by}&${span}`)).body
    if (by === 'month') same('in all', total, figureOf(inside))
    for (const [at, point] of points.entries()) {
      const next = points[at + 1]?.start ?? '2026-06-01'
      const step = cutBy(whole, ({ day }) => day >= point.start && day < next)
      same(`${by} ${point.start}`, point, figureOf(step))
    }
  }
  const groups: Record<string, (line: OracleLine) => string> = {
    store: ({ shop }) => storeIds[shop] ?? '',
    marketplace: ({ shop }) => shops[shop]?.marketplace ?? '',
    category: ({ category }) => category,
    sku: ({ sku }) => sku,
    reason: ({ reason }) => reason,
  }
  for (const [groupBy, keyOf] of Object.entries(groups)) {
    const { items } = (await world.first.get(`/api/loss-rate/cuts?by=month&${span}&groupBy=${groupBy}`)).body
    const wanted = new Set(inside.losses.map(keyOf))
    if (items.length < Math.min(wanted.size, 100)) wrong.push(`${groupBy}: ${items.length} groups of ${wanted.size}`)
    for (const item of items)
      same(
        `${groupBy} ${item.key}`,
        item,
        figureOf(cutBy(inside, (line) => keyOf(line) === item.key, groupBy === 'reason')),
      )
  }
  return { figures, wrong, rate: figureOf(inside).rate }
}
