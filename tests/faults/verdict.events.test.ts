import { expect, test } from 'vitest'
import { makeMails } from './mails.ts'
import { type EventFacts, judgeEvents } from './verdict.events.ts'

const accepted = makeMails(3, 'r4')
const ids = accepted.map(({ messageId }) => messageId)
const listener = 'messages.on-mail-received'
const facts = (fields: Partial<EventFacts> = {}): EventFacts => ({
  accepted,
  stored: accepted.map(({ messageId, conversation }) => ({ messageId, ticketId: `t${conversation}` })),
  quarantined: new Set(),
  emitted: ids.map((about) => ({ listener, about, state: 'completed' })),
  owed: ids.map((about) => ({ listener, about, effects: 1, atLeast: 1 as const })),
  ...fields,
})
const spotless = { lost: [], doubled: [], astray: [], disordered: [] }

test('has nothing against one telling and one effect each, in order', () => {
  expect(judgeEvents(facts())).toEqual(spotless)
})

test('names what was committed and not told, told and not done, or done without effect', () => {
  const all = facts()
  expect(judgeEvents({ ...all, emitted: all.emitted.slice(1) }).lost).toEqual([`${listener} ${ids[0]} was not told`])
  const failed = all.emitted.map((one, at) => (at === 1 ? { ...one, state: 'failed' } : one))
  expect(judgeEvents({ ...all, emitted: failed }).lost).toEqual([`${listener} ${ids[1]} is failed`])
  const idle = all.owed.map((one, at) => (at === 2 ? { ...one, effects: 0 } : one))
  expect(judgeEvents({ ...all, owed: idle }).lost).toEqual([`${listener} ${ids[2]} had no effect`])
  const mayBeIdle = idle.map((one) => ({ ...one, atLeast: 0 as const }))
  expect(judgeEvents({ ...all, owed: mayBeIdle })).toEqual(spotless)
})

test('names what was told or done twice', () => {
  const all = facts()
  const twice = [...all.emitted, ...all.emitted.slice(0, 1)]
  expect(judgeEvents({ ...all, emitted: twice }).doubled).toEqual([`${listener} ${ids[0]} was told twice`])
  const two = all.owed.map((one, at) => (at === 0 ? { ...one, effects: 2 } : one))
  expect(judgeEvents({ ...all, owed: two }).doubled).toEqual([`${listener} ${ids[0]} had 2 effects`])
})

test('names what stands before what was said before it', () => {
  const all = facts()
  // The second conversation has two mails.
  const swapped = [all.stored[0], all.stored[2], all.stored[1]].flatMap((one) => one ?? [])
  expect(judgeEvents({ ...all, stored: swapped })).toEqual({ ...spotless, disordered: [ids[1]] })
})
