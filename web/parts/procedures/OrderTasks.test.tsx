import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queries } from '../../api/queries.ts'
import { showLanguage, wantWords } from '../../i18n/text.ts'
import type { Session } from '../../shell/session.ts'
import { OrderTasks } from './OrderTasks.tsx'
import type { OrderTask, OrderTasksOfTicket, OutcomeLetter } from './orderTasks.ts'

const task = (change: Partial<OrderTask> = {}): OrderTask => ({
  id: 'a',
  kind: 'cancel',
  stage: 'checked',
  ticket: { id: 't', number: 7 },
  order: { id: 'o', number: '302-1' },
  store: { id: 's', name: 'Kitto' },
  assignee: { id: 'm', name: 'Lily' },
  begunAt: '2026-11-10T10:00:00Z',
  dueAt: '2026-11-10T14:00:00Z',
  endedAt: null,
  inTime: null,
  sku: null,
  newSku: null,
  quantity: null,
  address: null,
  reason: 'Bought twice',
  askedOf: null,
  reference: null,
  refusal: null,
  notTold: null,
  overridden: [],
  overrideReason: null,
  outcomeAt: null,
  checks: [],
  next: [
    { event: 'ask', fields: ['askedOf'] },
    { event: 'refuse', fields: ['reason'] },
  ],
  letter: null,
  ...change,
})

let root: Root

async function show(
  tasks: readonly OrderTask[],
  permissions: readonly string[],
  onLetter?: (of: OutcomeLetter) => void,
) {
  const of: OrderTasksOfTicket = { tasks: [...tasks], offers: [], lines: [] }
  vi.stubGlobal('fetch', async () => Response.json(of))
  queries.setQueryData(['session'], {
    permissions: Object.fromEntries(permissions.map((name) => [name, 'all'])),
  } as unknown as Session)
  root.render(
    <QueryClientProvider client={queries}>
      <OrderTasks ticketId="t" subType="cancel" onLetter={onLetter && (async (letter) => onLetter(letter))} />
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(document.body.querySelector('p')).not.toBeNull(), { interval: 5, timeout: 8_000 })
  return document.body.textContent ?? ''
}
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent === name)

beforeEach(async () => {
  await showLanguage('en')
  await wantWords('procedures')
  document.body.innerHTML = '<div id="page"></div>'
  root = createRoot(document.getElementById('page') ?? document.body)
})

afterEach(() => {
  root.unmount()
  queries.clear()
  vi.unstubAllGlobals()
})

test('a task says what was asked, how far it is, that it is late, what stands against it, and what is next', async () => {
  const check = { code: 'sent', severity: 'block', message: 'The order has left the warehouse.' } as const
  const shown = await show([task({ checks: [check] })], ['procedures.work'])
  for (const words of ['Cancel', 'Checked', 'Bought twice', 'Lily', 'overdue', 'Blocked:', check.message])
    expect(shown).toContain(words)
  expect(button('Asked somebody…')).toBeDefined()
  expect(button('Carried out')).toBeUndefined()
})

test('the letter that tells the outcome goes into the answer with what is known of it', async () => {
  const letter = { key: 'order.cancelled', values: { 'order.number': '302-1' } }
  const put = vi.fn()
  const told: Partial<OrderTask> = { stage: 'carried-out', next: [{ event: 'tell', fields: [] }], letter }
  await show([task(told)], ['procedures.work'], put)
  button('Put the letter into the answer')?.click()
  await vi.waitFor(() => expect(put).toHaveBeenCalledWith(letter), { interval: 5 })
})

test.each([
  [true, 'in time'],
  [false, 'late'],
])('one that ended in time (%s) says %s, and offers nothing more', async (inTime, words) => {
  const shown = await show(
    [task({ stage: 'done', endedAt: '2026-11-10T13:00:00Z', inTime, next: [] })],
    ['procedures.work'],
  )
  expect(shown).toContain(words)
  expect(button('Buyer knows')).toBeUndefined()
})

test('who may not work on tasks is offered none', async () => {
  await show([task()], [])
  expect([...document.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([])
})
