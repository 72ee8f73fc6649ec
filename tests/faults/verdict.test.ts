import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeMails } from './mails.ts'
import { judge } from './verdict.ts'

const mails = makeMails(12, 'v')
/** A desk that did everything right: one message for each mail, one ticket for each conversation. */
const right = mails.map(({ messageId, conversation }) => ({ messageId, ticketId: `t${conversation}` }))
const none = new Set<string>()

test('mails of a conversation name those before them, and the same seed makes the same mails', () => {
  expect(makeMails(12, 'v')).toEqual(mails)
  const [first, second, third] = mails.filter(({ conversation }) => conversation === 2)
  expect(first?.raw).not.toContain('References:')
  expect(third?.raw).toContain(`References: ${first?.messageId} ${second?.messageId}`)
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(12)
})

describe('the verdict', () => {
  test('has nothing against a desk that did everything right, in whatever order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(right, { minLength: right.length }), (stored) => {
        expect(judge(mails, stored, none)).toEqual({ lost: [], doubled: [], astray: [] })
      }),
    )
  })

  test('names every mail that is lost or doubled', () => {
    fc.assert(
      fc.property(fc.subarray(right), fc.subarray(right), (lost, doubled) => {
        const kept = right.filter((one) => !lost.includes(one))
        const twice = doubled.filter((one) => !lost.includes(one))
        const ids = (these: typeof right) => these.map(({ messageId }) => messageId).sort()
        const verdict = judge(mails, [...kept, ...twice], none)
        expect([...verdict.lost].sort()).toEqual(ids(lost))
        expect([...verdict.doubled].sort()).toEqual(ids(twice))
      }),
    )
  })

  test('takes quarantine for an end, but not for a second one', () => {
    const [first] = right
    const quarantined = new Set([first?.messageId ?? ''])
    expect(judge(mails, right.slice(1), quarantined).lost).toEqual([])
    expect(judge(mails, right, quarantined).doubled).toEqual([first?.messageId])
  })

  test('sees a conversation on two tickets and a ticket of two conversations', () => {
    const last = right.findLast(({ ticketId }) => ticketId === 't3')
    const torn = right.map((one) => (one === last ? { ...one, ticketId: 'new' } : one))
    expect(judge(mails, torn, none).astray).toEqual([last?.messageId])
    const mixed = right.map((one) => (one.ticketId === 't1' ? { ...one, ticketId: 't0' } : one))
    expect(judge(mails, mixed, none).astray).toEqual(
      right.filter((one) => one.ticketId === 't1').map((one) => one.messageId),
    )
  })
})
