import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectQueries, type MutationKind, makeMutations } from './mutations.ts'
import { judgeRepeats, type ReadAnswer } from './verdict.repeat.ts'

const mutations = makeMutations(16, { ticketIds: ['t1', 't2'], memberId: 'm' })
const marks = mutations.map(({ mark }) => mark)
const answer = (replayed: boolean, fields: Partial<ReadAnswer> = {}): ReadAnswer => ({
  status: 201,
  body: '{"id":"1"}',
  replayed,
  ...fields,
})
const once = new Map(marks.map((mark) => [mark, 1]))
const spotless = { lost: [], doubled: [], unequal: [], confused: [] }

const judge = (fields: {
  answers?: Readonly<Record<string, readonly ReadAnswer[]>>
  found?: ReadonlyMap<string, number>
  others?: ReadonlyMap<string, number>
}) =>
  judgeRepeats(
    mutations,
    (mark) => fields.answers?.[mark] ?? [answer(false), answer(true)],
    (kind: MutationKind) => (kind === 'reply' ? [once, fields.found ?? once] : [fields.found ?? once]),
    fields.others ?? new Map([['r3-1', 422]]),
  )

test('the mutations are of every kind, each with a key of its own and a place where its effect is counted', () => {
  const kinds = new Set(mutations.map(({ kind }) => kind))
  expect(kinds.size).toBeGreaterThanOrEqual(6)
  expect(new Set(effectQueries.map(({ kind }) => kind))).toEqual(kinds)
  expect(new Set(mutations.map(({ call }) => call.key)).size).toBe(mutations.length)
  for (const { mark, call, otherBody } of mutations) {
    expect(JSON.stringify(call.body)).toContain(mark)
    expect(otherBody).not.toEqual(call.body)
  }
})

describe('the verdict on repeating', () => {
  test('has nothing against one effect and one answer each', () => {
    expect(judge({})).toEqual(spotless)
    expect(judge({ answers: { 'r3-0': [answer(true), answer(true)] } })).toEqual(spotless)
  })

  test('names every mutation without an effect, and every one with two', () => {
    fc.assert(
      fc.property(fc.subarray(marks), fc.subarray(marks), (lost, doubled) => {
        const found = new Map(marks.filter((mark) => !lost.includes(mark)).map((mark) => [mark, 1]))
        for (const mark of doubled) found.set(mark, 2)
        expect(judge({ found })).toEqual({
          ...spotless,
          lost: marks.filter((mark) => lost.includes(mark) && !doubled.includes(mark)),
          doubled: marks.filter((mark) => doubled.includes(mark)),
        })
      }),
    )
  })

  test.each([
    ['no answer at all', []],
    ['two answers as if for the first time', [answer(false), answer(false)]],
    ['a byte that differs', [answer(false), answer(true, { body: '{"id":"2"}' })]],
    ['another status', [answer(false), answer(true, { status: 200 })]],
    ['a refusal', [answer(false, { status: 409 })]],
  ])('does not let pass: %s', (_, answers) => {
    expect(judge({ answers: { 'r3-4': answers } })).toEqual({ ...spotless, unequal: ['r3-4'] })
  })

  test('wants 422 for the same key with another body', () => {
    const others = new Map([
      ['r3-1', 422],
      ['r3-2', 201],
      ['r3-3', 409],
    ])
    expect(judge({ others }).confused).toEqual(['r3-2', 'r3-3'])
  })
})
