import { describe, expect, test } from 'vitest'
import type { ClockAtLast, History, Line, MessageAtLast, Operation, TicketAtLast } from './histories.record.ts'
import { judgeHistory } from './verdict.histories.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 9, 0, seconds))
const [ann, bob] = ['ann', 'bob']

/** A buyer wrote; Ann took the ticket, tagged it and answered, and the answer left. */
const ticket: TicketAtLast = {
  id: 't1',
  storeId: 'north',
  status: 'waiting',
  kind: 'inquiry',
  priority: 'high',
  assigneeId: ann,
  tags: ['lamp'],
  orderNumber: 'r2 0/2',
  unanswered: 0,
  snoozedUntil: null,
  resolvedAt: null,
  nextDueAt: at(90),
  courseResolvedAt: null,
  waitingSince: at(4),
  answeredAt: at(14),
}
let ids = 0
const line = (kind: string, details: object = {}): Line => ({
  ticketId: 't1',
  id: `l${++ids}`,
  kind,
  actorId: ann,
  details: { ...details },
})
const lines: readonly Line[] = [
  line('created', { kind: 'inquiry', priority: 'normal' }),
  line('buyer-wrote', { messageId: 'm1', automatic: null }),
  line('assigned', { from: null, to: ann, note: 'r2 0/1' }),
  line('changed', { changed: { tags: { from: [], to: ['lamp'] }, orderNumber: { from: null, to: 'r2 0/2' } } }),
  line('priority-raised', { from: 'normal', to: 'high' }),
  line('answered', { messageId: 'm2' }),
]
const message = (id: string, fields: Partial<MessageAtLast> = {}): MessageAtLast => ({
  id,
  ticketId: 't1',
  direction: 'outbound',
  authorId: ann,
  text: 'It is on its way. (r2 0/3)',
  automatic: false,
  delivery: 'sent',
  sentAt: at(14),
  answeredAs: 'waiting',
  ...fields,
})
const messages = [message('m1', { direction: 'inbound', authorId: null, text: 'Where?', sentAt: null }), message('m2')]
const operation = (kind: Operation['kind'], mark: string, fields: Partial<Operation> = {}): Operation => ({
  memberId: ann,
  kind,
  ticketId: 't1',
  mark,
  asked: {},
  sentAt: 1_000,
  endedAt: 2_000,
  outcome: 'ok',
  status: 200,
  answer: { id: 't1', assignee: null, status: 'open' },
  ...fields,
})
const operations = [
  operation('assign', 'r2 0/1', { asked: { memberId: ann } }),
  operation('tag', 'r2 0/2'),
  operation('reply', 'r2 0/3', { asked: { seenMessageId: 'm1' }, answer: { id: 'm2' } }),
]
const clocks: readonly ClockAtLast[] = [
  {
    ticketId: 't1',
    measure: 'resolution',
    startedAt: at(0),
    dueAt: at(90),
    stoppedAt: null,
    breachedAt: null,
    isPaused: false,
  },
]
const history = (fields: Partial<History> = {}): History => ({
  operations,
  lines,
  tickets: [ticket],
  messages,
  clocks,
  taken: [{ messageId: 'x@desk', reply: 'r2 0/3', at: 0 }],
  killedAt: [],
  reach: new Map([
    [ann, ['north']],
    [bob, ['south']],
  ]),
  heard: [{ memberId: ann, ticketId: 't1' }],
  counts: [{ what: 'open', told: 1, counted: 1 }],
  isAuditSound: true,
  ...fields,
})
const spotless = { lost: [], doubled: [], undue: [], crossed: [], clocks: [], miscounted: [], leaked: [] }
const faultsOf = (fields: Partial<History>): string[] =>
  Object.entries(judgeHistory(history(fields))).flatMap(([name, cases]) => (cases.length > 0 ? [name] : []))
const row = (fields: Partial<TicketAtLast>) => ({ tickets: [{ ...ticket, ...fields }] })

test('has nothing against a history in which all that was acknowledged is there', () => {
  expect(judgeHistory(history())).toEqual(spotless)
})

describe('names', () => {
  test.each<[string, Partial<History>, string[]]>([
    ['a row that is not what its timeline tells', row({ assigneeId: null }), ['lost']],
    ['tags that somebody overwrote', row({ tags: [] }), ['lost']],
    ['words that are not counted', row({ unanswered: 1 }), ['lost']],
    ['a change without its line', { operations: [...operations, operation('escalate', 'r2 1/9')] }, ['lost']],
    [
      'a change that began at what was not there',
      { lines: [...lines, line('assigned', { from: bob, to: ann })] },
      ['lost'],
    ],
    [
      'a change with two lines',
      {
        lines: [...lines, line('snoozed', { until: 'u' }), line('snoozed', { until: 'u' })],
        operations: [...operations, operation('snooze', 'u')],
        ...row({ status: 'snoozed', snoozedUntil: at(9) }),
      },
      ['doubled'],
    ],
    [
      'a refused change that was done',
      { operations: [{ ...operation('tag', 'r2 0/2'), outcome: 'refused' }] },
      ['undue'],
    ],
    ['a letter that never left', { taken: [] }, ['lost']],
    [
      'a letter that left twice',
      { taken: [0, 1].map((n) => ({ messageId: 'x@desk', reply: 'r2 0/3', at: n })) },
      ['doubled'],
    ],
    [
      'a letter that was taken back and left',
      {
        lines: [...lines, line('send-undone', { messageId: 'm2' })],
        messages: [messages[0], message('m2', { delivery: 'withdrawn', sentAt: null })].flatMap((one) => one ?? []),
        ...row({ status: 'open', unanswered: 1, waitingSince: null, answeredAt: null }),
      },
      ['undue'],
    ],
    [
      'an answer to what was answered',
      {
        lines: [...lines, line('answered', { messageId: 'm3' })],
        messages: [...messages, message('m3', { authorId: bob, text: 'Soon.', sentAt: at(20) })],
        operations: [
          ...operations,
          operation('reply', 'r2 1/1', {
            memberId: ann,
            asked: { seenMessageId: 'm1' },
            answer: { id: 'm3' },
            outcome: 'ok',
          }),
        ],
      },
      ['lost', 'crossed'],
    ],
    ['a ticket that falls due at another moment than its clocks', row({ nextDueAt: at(91) }), ['clocks']],
    ['clocks that stand while the ticket is open', row({ waitingSince: null }), ['clocks']],
    ['a count that is wrong', { counts: [{ what: 'open', told: 2, counted: 1 }] }, ['miscounted']],
    ['a broken chain', { isAuditSound: false }, ['miscounted']],
    ['what somebody else was told', { heard: [{ memberId: bob, ticketId: 't1' }] }, ['leaked']],
    [
      'what somebody else could do',
      { operations: [...operations, operation('follow', '', { memberId: bob })] },
      ['leaked'],
    ],
    [
      'a list with what is not theirs',
      {
        operations: [
          ...operations,
          operation('list', '', { memberId: bob, ticketId: '', answer: { items: [{ id: 't1' }] } }),
        ],
      },
      ['leaked'],
    ],
  ])('%s', (_, fields, faults) => {
    expect(faultsOf(fields)).toEqual(faults)
  })

  test('a version or a clock that went back, by answers that followed one another', () => {
    const clock = (state: string, metAt: string | null = null) => ({
      measure: 'first-response',
      state,
      startedAt: 's',
      metAt,
    })
    const shown = (sentAt: number, version: number, ...clocks: object[]) =>
      operation('read', '', { sentAt, endedAt: sentAt + 10, answer: { id: 't1', version, clocks } })
    const faults = (...reads: Operation[]) =>
      judgeHistory(history({ operations: [...operations, ...reads] })).clocks.length
    expect(
      faults(shown(0, 3, clock('running')), shown(20, 4, clock('breached')), shown(40, 4, clock('met', 'm'))),
    ).toBe(0)
    expect(faults(shown(0, 4), shown(20, 3))).toBe(1)
    expect(faults(shown(0, 4), shown(5, 3))).toBe(0)
    expect(faults(shown(0, 4, clock('breached')), shown(20, 5, clock('running')))).toBe(1)
    expect(faults(shown(0, 4, clock('met', 'm')), shown(20, 5, clock('met', 'n')))).toBe(1)
  })
})
