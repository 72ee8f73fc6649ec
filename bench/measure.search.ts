import type { Bed, Measurement } from './bed.ts'
import { type Figure, spread } from './figure.ts'
import { voiceOf } from './load.sentences.ts'

const warmUp = 3
const rounds = 15

/**
 * Searches as they are typed, 50 to a page: words that are rare and common, in spaced and unspaced scripts, numbers and
 * names. Cold: the first time that anybody asks for the words, when what tells of them may lie on the disk; warm: when
 * they have been asked for a few times.
 */
export const search: Measurement = {
  name: 'search',
  async measure(bed) {
    const caller = await bed.member(4)
    const figures: Figure[] = []
    const cold: number[] = []
    const asked = (await searches(bed)).map((each) => ({ ...each, times: [] as number[], found: 0 }))
    // Each round asks for all of them: what else the machine does in a moment falls on every kind of search.
    for (let round = 0; round < warmUp + rounds; round++)
      for (const each of asked)
        for (const word of each.words) {
          const { ms, text } = await caller.call(
            'GET',
            `/api/tickets?view=all&order=recent&limit=50&search=${encodeURIComponent(word)}`,
          )
          if (round === 0) cold.push(ms)
          if (round < warmUp) continue
          each.times.push(ms)
          each.found += (JSON.parse(text) as { items: unknown[] }).items.length
        }
    for (const { name, words, must, times, found } of asked) {
      if (found === 0) throw new Error(`nothing was found for ${words.join(', ')}`)
      const [p50, p95] = spread(`search.${name}`, times, { atMost: must })
      const note = `${words.join(' | ')}: ${(found / rounds / words.length).toFixed(0)} on the first page`
      if (p50 && p95) figures.push(p50, { ...p95, note })
    }
    return [...spread('search.cold', cold), ...figures]
  },
}

interface Search {
  readonly name: string
  readonly words: readonly string[]
  readonly must: number
}

async function searches(bed: Bed): Promise<Search[]> {
  const [en, zh, ja] = (['en', 'zh', 'ja'] as const).map((language) => voiceOf(language, 0, 1).ranked)
  const { rows } = await bed.owner.query<{ order: string; name: string; family: string }>(
    `select t.order_number as order, c.name, split_part(c.name, ' ', 2) as family
     from tickets t join customers c on c.id = t.customer_id
     where t.language = 'en' and t.order_number is not null and c.name ~ ' ' order by md5(t.id::text) limit 4`,
  )
  const of = (list: readonly string[] | undefined, ...ranks: number[]) => ranks.map((rank) => list?.[rank] ?? '')
  const [enCommon, zhCommon, jaCommon] = [of(en, 0, 1, 2), of(zh, 0, 1, 2), of(ja, 0, 1, 2)]
  const pair = (words: readonly string[]) => `${words[0]} ${words[1]}`
  return [
    { name: 'rare', words: rows.map(({ family }) => family), must: 50 },
    { name: 'middling', words: of(en, 900, 1_900, 3_100), must: 50 },
    { name: 'common', words: enCommon, must: 50 },
    { name: 'two-common', words: [pair(enCommon), `${enCommon[1]} ${enCommon[2]}`], must: 150 },
    { name: 'common-and-rare', words: rows.map(({ family }) => `${enCommon[0]} ${family}`), must: 150 },
    { name: 'chinese', words: zhCommon, must: 50 },
    { name: 'japanese', words: jaCommon, must: 50 },
    { name: 'two-common-chinese', words: [pair(zhCommon)], must: 150 },
    { name: 'order-number', words: rows.map(({ order }) => order), must: 50 },
    { name: 'name', words: rows.map(({ name }) => name), must: 50 },
  ]
}
