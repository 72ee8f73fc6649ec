import type { ReturnRequest } from './returns.ts'

// Returns as tests of this folder show them.

export const words = (en: string) => ({ en, 'zh-CN': en })
export const person = { id: 'm', name: 'Lily' }
export const begun = '2026-11-20T10:00:00Z'

export const because = (change: Partial<ReturnRequest['step']['because'][number]> = {}) => ({
  code: 'begins' as const,
  node: 'tone',
  nodeTitle: words('Profanity, or a sentence all in capitals?'),
  rule: null,
  title: null,
  answer: null,
  facts: [],
  isAssumed: false,
  assumedNo: [],
  verdicts: [],
  most: null,
  ...change,
})

export const step = (change: Partial<ReturnRequest['step']> = {}): ReturnRequest['step'] => ({
  kind: 'letter',
  node: 'letter-1',
  title: words('Letter 1'),
  because: [because()],
  template: 'return.letter-1',
  waitDays: 7,
  awaits: null,
  moves: [],
  costs: [],
  total: null,
  buyerPays: null,
  needsApproval: false,
  options: [],
  asks: [],
  outcome: null,
  supervisor: null,
  ...change,
})

export const letter = {
  key: 'return.letter-1',
  title: words('Return letter 1'),
  language: 'de',
  subject: null,
  text: 'Guten Tag, Sie können den Artikel zurücksenden.',
  meaning: 'You may send the item back.',
  missing: [],
  needsLabel: false,
  values: {},
}

export const open = (change: Partial<ReturnRequest> = {}): ReturnRequest => ({
  id: 'r',
  rma: 'RMA-7',
  ticket: { id: 't', number: 7 },
  order: { id: 'o', number: '302-1' },
  store: { id: 's', name: 'Kitto' },
  sku: 'CHAIR',
  title: 'Chair',
  quantity: 1,
  currency: 'EUR',
  policy: { versionId: 'v', key: 'no-reason-return', title: words('No-reason return'), number: 3 },
  stage: 'letter',
  stepTitle: words('Letter 1'),
  letters: 0,
  outcome: null,
  assignee: person,
  begunAt: begun,
  respondBy: null,
  refundBy: null,
  waitUntil: null,
  unsentAt: null,
  dueAt: null,
  endedAt: null,
  approval: null,
  revision: 4,
  facts: [{ fact: 'reason', value: 'no-reason', source: 'ticket', quote: null }],
  stops: [],
  step: step(),
  letter,
  unsent: null,
  intent: null,
  parcel: null,
  refunds: [],
  loss: 0,
  limit: null,
  may: { work: true, approve: false, override: false },
  ...change,
})

export const option = (change: Partial<ReturnRequest['step']['options'][number]>) => ({
  key: 'keep',
  title: words('Keep it, with a partial refund'),
  moves: [],
  costs: [{ kind: 'refund' as const, amount: 7_973, missing: [] }],
  total: 7_973,
  buyerPays: 500,
  state: 'open' as const,
  verdict: null,
  asks: [],
  needsApproval: false,
  ...change,
})

export const stopOf = (change: Partial<ReturnRequest['stops'][number]>) => ({
  node: 'letter-1',
  title: words('Letter 1'),
  kind: 'letter' as const,
  outcome: null,
  outcomeTitle: null,
  messageId: null,
  sentAt: null,
  costs: [],
  begunBy: person,
  begunAt: begun,
  endedBy: null,
  endedAt: null,
  undoneAt: null,
  ...change,
})

export const approval = (change: Partial<NonNullable<ReturnRequest['approval']>>) => ({
  state: 'asked' as const,
  option: null,
  cost: 9_000,
  note: '',
  answer: '',
  askedBy: person,
  askedAt: begun,
  decidedBy: null,
  ...change,
})
