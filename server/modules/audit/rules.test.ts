import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { beginning, ChainWalk, canonicalOf, type End, type Link } from './rules.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

function chainOf(length: number): Link[] {
  const links: Link[] = []
  for (let sequence = 1; sequence <= length; sequence++)
    links.push(
      rehashed({
        workspaceId: 'w',
        sequence,
        at: `2026-03-02T09:00:0${sequence}.000000Z`,
        action: 'stores.store-changed',
        actorKind: 'member',
        actorId: 'm',
        subjectKind: 'store',
        subjectId: `s${sequence}`,
        subjectName: 'Nordhaus',
        details: '{}',
        requestId: 'r',
        previousHash: links.at(-1)?.hash ?? beginning,
        hash: '',
      }),
    )
  return links
}

const rehashed = (link: Link): Link => ({ ...link, hash: digest(canonicalOf(link)) })

function found(links: readonly Link[], end: Partial<End> = {}): string[] {
  const whole = chainOf(5)
  const walk = new ChainWalk(digest)
  for (const link of links) walk.take(link)
  const kept = { sequence: 5, hash: whole[4]?.hash ?? '', isSealed: true, highest: links.at(-1)?.sequence ?? 0, ...end }
  return walk.end(kept).breaches.map(({ breach, from, to }) => `${breach} ${from}-${to}`)
}

const at = (links: readonly Link[], place: number): Link => links[place - 1] as Link
const put = (links: readonly Link[], place: number, link: Link): Link[] =>
  links.map((each, index) => (index === place - 1 ? link : each))
const chain = chainOf(5)

test.each<[string, Link[], Partial<End>, string[]]>([
  ['a whole chain', chain, {}, []],
  ['an altered row', put(chain, 3, { ...at(chain, 3), subjectId: 'x' }), {}, ['altered 3-3']],
  [
    'a row that was altered and hashed anew',
    put(chain, 3, rehashed({ ...at(chain, 3), subjectId: 'x' })),
    {},
    ['replaced 3-4'],
  ],
  [
    'the last row, altered and hashed anew',
    put(chain, 5, rehashed({ ...at(chain, 5), subjectId: 'x' })),
    {},
    ['end-altered 5-5'],
  ],
  ['a row taken out', chain.filter(({ sequence }) => sequence !== 3), {}, ['missing 3-3']],
  ['the first row taken out', chain.slice(1), {}, ['missing 1-1']],
  ['the end cut off', chain.slice(0, 3), {}, ['cut-short 4-5']],
  ['all cut off', [], {}, ['cut-short 1-5']],
  [
    'the end cut off and the kept end moved',
    chain.slice(0, 3),
    { sequence: 3, hash: at(chain, 3).hash, isSealed: false },
    ['end-altered 3-3'],
  ],
  [
    'two rows in each other’s place',
    [at(chain, 1), { ...at(chain, 3), sequence: 2 }, { ...at(chain, 2), sequence: 3 }, at(chain, 4), at(chain, 5)],
    {},
    ['altered 2-3', 'replaced 3-4'],
  ],
  ['rows added past the kept end', chain, { highest: 7 }, ['beyond-end 6-7']],
])('%s', (_, links, end, breaches) => expect(found(links, end)).toEqual(breaches))

test('a chain without its end', () => {
  const walk = new ChainWalk(digest)
  for (const link of chain) walk.take(link)
  expect(walk.end(undefined).breaches).toEqual([{ breach: 'end-missing', from: 1, to: 5 }])
})

test('a whole chain rewritten from one row on betrays itself at the sealed end', () => {
  const rewritten = [...chain.slice(0, 2)]
  for (const link of chain.slice(2))
    rewritten.push(
      rehashed({
        ...link,
        subjectId: link.sequence === 3 ? 'x' : link.subjectId,
        previousHash: rewritten.at(-1)?.hash ?? '',
      }),
    )
  expect(found(rewritten)).toEqual(['end-altered 5-5'])
})

test('a reordered pair with both rows hashed anew does not follow', () => {
  const [one, two] = [rehashed({ ...at(chain, 3), sequence: 2 }), rehashed({ ...at(chain, 2), sequence: 3 })]
  expect(found([at(chain, 1), one, two, at(chain, 4), at(chain, 5)])).toEqual([
    'replaced 1-2',
    'replaced 2-3',
    'replaced 3-4',
  ])
})
