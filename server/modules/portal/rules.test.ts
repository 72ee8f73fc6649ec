import { describe, expect, test } from 'vitest'
import { isClosed, nextStepOf, photoNamed, type StatusFacts, stageOf, stagesOf } from './rules.ts'

const now = new Date('2026-03-02T09:00:00Z')
const later = new Date('2026-03-02T15:00:00Z')
const latest = new Date('2026-03-05T09:00:00Z')
const before = new Date('2026-03-02T08:00:00Z')
const fresh: StatusFacts = { status: 'open', taken: false, answered: false, answerUnderWay: false, clocks: [] }
const clock = (measure: string, dueAt: Date | null, state = 'running') => ({ measure, state, dueAt })

describe('which stage a buyer sees', () => {
  test.each<[string, Partial<StatusFacts>, string]>([
    ['a new ticket', {}, 'received'],
    ['somebody has it', { taken: true }, 'working'],
    ['answered, and open again', { answered: true }, 'working'],
    ['put aside by us', { status: 'snoozed', taken: true }, 'working'],
    ['put aside before anybody had it', { status: 'snoozed' }, 'received'],
    ['our answer has gone', { status: 'waiting', answered: true }, 'waiting'],
    ['our answer may still be taken back', { status: 'waiting', answerUnderWay: true }, 'working'],
    ['solved', { status: 'resolved', answered: true }, 'solved'],
  ])('%s', (_, facts, stage) => expect(stageOf({ ...fresh, ...facts })).toBe(stage))

  test.each([
    ['received', 'received:now working:ahead solved:ahead'],
    ['working', 'received:done working:now solved:ahead'],
    ['waiting', 'received:done working:done waiting:now solved:ahead'],
    ['solved', 'received:done working:done solved:now'],
  ] as const)('the way, at %s', (stage, way) =>
    expect(
      stagesOf(stage)
        .map((one) => `${one.stage}:${one.state}`)
        .join(' '),
    ).toBe(way),
  )
})

describe('what happens next and by when', () => {
  test.each<[string, Partial<StatusFacts>, string, Date | null]>([
    ['nothing promised', {}, 'we-answer', null],
    ['the first answer', { clocks: [clock('first-response', later), clock('resolution', latest)] }, 'we-answer', later],
    [
      'what a person promised counts with the answers, the sooner first',
      { clocks: [clock('next-response', latest), clock('promise', later)] },
      'we-answer',
      later,
    ],
    [
      'answered, a solution is due',
      { answered: true, clocks: [clock('first-response', before, 'met'), clock('solution-proposed', later)] },
      'we-propose',
      later,
    ],
    ['only the end is due', { answered: true, clocks: [clock('resolution', latest)] }, 'we-settle', latest],
    ['a time that has passed is no promise', { clocks: [clock('first-response', before, 'breached')] }, 'late', null],
    ['due this very moment', { clocks: [clock('first-response', now)] }, 'late', null],
    ['a clock that stands promises nothing', { clocks: [clock('first-response', null, 'paused')] }, 'we-answer', null],
    ['nor one that has ended', { clocks: [clock('next-response', later, 'ended')] }, 'we-answer', null],
    [
      'our answer has gone',
      { status: 'waiting', answered: true, clocks: [clock('resolution', before)] },
      'you-answer',
      null,
    ],
    ['solved', { status: 'resolved', clocks: [clock('resolution', before, 'met')] }, 'nothing', null],
  ])('%s', (_, facts, nextStep, by) => expect(nextStepOf({ ...fresh, ...facts }, now)).toEqual({ nextStep, by }))
})

test.each([
  ['image/png', 'photo-1.png'],
  ['image/jpeg', 'photo-1.jpg'],
  ['image/webp', 'photo-1.webp'],
  ['image/heic', 'photo-1.heic'],
  ['image/heif', 'photo-1.heic'],
  ['image/gif', undefined],
  ['image/svg+xml', undefined],
  ['text/html', undefined],
  ['constructor', undefined],
  [undefined, undefined],
])('%s is kept as %s', (mime, filename) => expect(photoNamed(mime, 1)?.filename).toBe(filename))

test('a link is closed half a year after the last word', () => {
  const day = 24 * 3_600_000
  expect(isClosed({ lastMessageAt: new Date(now.getTime() - 180 * day) }, now)).toBe(false)
  expect(isClosed({ lastMessageAt: new Date(now.getTime() - 181 * day) }, now)).toBe(true)
})
