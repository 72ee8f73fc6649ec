import type { Bed, Measurement } from './bed.ts'
import type { Caller } from './caller.ts'
import { type Figure, figure, percentile, spread } from './figure.ts'
import { views } from './views.ts'

/** Rounds that are not counted. */
export const warmUp = 3
/** So many that a few moments of the machine's own do not make the p95. */
const rounds = 80
const must = { atMost: 20 }

/**
 * Lists of 50 of every view, by due time and by recency, in the middle of a list too. Cold: the first time after the
 * process and its connections have begun; warm: one after the other, as one agent reads. Each round asks for all of
 * them, so that what else the machine does in a moment falls on every view and not on one.
 */
export const list: Measurement = {
  name: 'list',
  async measure(bed) {
    const caller = await bed.member(2)
    const figures: Figure[] = []
    const asked = await listsOf(bed, caller)
    const cold = asked.map(({ firstMs }) => firstMs)
    const floor: number[] = []
    for (let round = 0; round < warmUp + rounds; round++)
      for (const each of asked) {
        await readList(caller, each, round >= warmUp)
        if (round >= warmUp) floor.push((await caller.call('GET', '/healthz')).ms)
      }
    const p95s = asked.map(({ times }) => percentile(times, 0.95))
    for (const { name, times } of asked) figures.push(...spread(name, times, must))
    const counts: number[] = []
    for (let round = 0; round < rounds; round++) counts.push((await caller.call('GET', '/api/tickets/counts')).ms)
    return [
      figure('list.worst.p95', Math.max(...p95s), 'ms', { must, note: 'the slowest view, warm' }),
      ...spread('list.floor', floor).map((each) => ({
        ...each,
        note: 'what asks the database nothing, in the same moments',
      })),
      ...spread('list.cold', cold),
      ...figures,
      ...spread('counts', counts),
    ]
  },
}

/** A list that is asked for, from its beginning and from its middle. */
export interface AskedList {
  readonly name: string
  readonly paths: readonly string[]
  /** How long the very first page took. */
  readonly firstMs: number
  readonly times: number[]
}

/** All lists of a desk, each asked for once. */
export async function listsOf(bed: Bed, caller: Caller): Promise<AskedList[]> {
  const lists = [
    ...views.flatMap((view) => ['due', 'recent'].map((order) => ({ view, order }))),
    { view: 'open', order: 'due', more: `&storeId=${await someStore(bed.owner)}` },
    { view: 'open', order: 'due', more: '&kind=complaint' },
  ]
  const asked: AskedList[] = []
  for (const { view, order, more } of lists.map((each) => ({ more: '', ...each }))) {
    const path = `/api/tickets?view=${view}&order=${order}&limit=50${more}`
    const first = await caller.call('GET', path)
    const { next } = JSON.parse(first.text) as { next: string | null }
    const name = `list.${view}.${order}${more.replace(/^&(\w+)=.*/, '.$1')}`
    asked.push({ name, paths: [path, ...(next ? [`${path}&after=${next}`] : [])], firstMs: first.ms, times: [] })
  }
  return asked
}

/** Reads the pages of a list that are asked for, one after the other; how long they took is kept where it counts. */
export async function readList(caller: Caller, { paths, times }: AskedList, counts: boolean): Promise<void> {
  for (const path of paths) {
    const { ms } = await caller.call('GET', path)
    if (counts) times.push(ms)
  }
}

async function someStore(owner: { query: (text: string) => Promise<{ rows: { id: string }[] }> }): Promise<string> {
  return (await owner.query('select id from stores order by name limit 1')).rows[0]?.id ?? ''
}
