import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type DraftPlace, forgetDrafts, keepDraft, readDraft } from './drafts.ts'

const key = (letter: string) => btoa(letter.repeat(32))
const place: DraftPlace = { memberId: 'm1', key: key('a'), ticketId: 't1', mode: 'outbound' }
const draft = { text: 'Dear Mr Weber, 您好', templateKey: null, updatedAt: '2026-11-22T10:00:00.000Z' }
const lyingHere = () => Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '')

beforeEach(async () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    get length() {
      return kept.size
    },
    key: (at: number) => [...kept.keys()][at] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  })
  await forgetDrafts()
})

describe('a draft kept in this browser', () => {
  test('comes back to its writer, and nobody who looks into the browser can read it', async () => {
    await keepDraft(place, draft)
    expect(await readDraft(place)).toEqual(draft)
    const [name] = lyingHere()
    const entry = localStorage.getItem(name ?? '') ?? ''
    expect(entry).not.toContain('Weber')
    expect(atob(JSON.parse(entry).sealed)).not.toContain('Weber')
  })

  test.each([
    ['without a session', { key: null }],
    ['with the key of another member', { key: key('b') }],
  ])('is not readable %s, and is again once the writer has signed in', async (_who, other) => {
    await keepDraft(place, draft)
    expect(await readDraft({ ...place, ...other })).toBeUndefined()
    expect(await readDraft(place)).toEqual(draft)
  })

  test('opens neither in another place nor altered', async () => {
    await keepDraft(place, draft)
    const [name = ''] = lyingHere()
    const entry = JSON.parse(localStorage.getItem(name) ?? '')
    localStorage.setItem(name.replace('t1', 't2'), JSON.stringify(entry))
    expect(await readDraft({ ...place, ticketId: 't2' })).toBeUndefined()
    const last = entry.sealed.at(-6) === 'A' ? 'B' : 'A'
    localStorage.setItem(
      name,
      JSON.stringify({ ...entry, sealed: entry.sealed.slice(0, -6) + last + entry.sealed.slice(-5) }),
    )
    expect(await readDraft(place)).toBeUndefined()
  })

  test('is gone after the sign-out, also when it was typed right before', async () => {
    void keepDraft(place, draft)
    await forgetDrafts()
    expect(lyingHere()).toEqual([])
    expect(await readDraft(place)).toBeUndefined()
  })

  test('is the last one typed, however quickly they came, and none once it is empty', async () => {
    for (const text of ['D', 'De', 'Dear']) void keepDraft(place, { ...draft, text })
    expect((await readDraft(place))?.text).toBe('Dear')
    await keepDraft(place, { ...draft, text: ' ' })
    expect(lyingHere()).toEqual([])
  })

  test('is not kept at all where the browser cannot seal; what an older version left unsealed goes', async () => {
    localStorage.setItem('amends.draft.m1.t9.note', JSON.stringify(draft))
    await keepDraft({ ...place, key: null }, draft)
    expect(lyingHere()).toEqual([])
  })
})

test('in a full browser the older half makes room', async () => {
  const setItem = localStorage.setItem
  for (let at = 0; at < 110; at++)
    await keepDraft({ ...place, ticketId: `t${at}` }, { ...draft, updatedAt: new Date(at * 1_000).toISOString() })
  let isFull = true
  localStorage.setItem = (name: string, value: string) => {
    if (isFull) {
      isFull = false
      throw new DOMException('full', 'QuotaExceededError')
    }
    setItem(name, value)
  }
  await keepDraft({ ...place, ticketId: 'new' }, draft)
  expect(lyingHere()).toHaveLength(101)
  expect(await readDraft({ ...place, ticketId: 'new' })).toEqual(draft)
  expect(await readDraft({ ...place, ticketId: 't0' })).toBeUndefined()
})
