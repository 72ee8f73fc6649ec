import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queries } from '../../api/queries.ts'
import { showLanguage, wantWords } from '../../i18n/text.ts'
import type { Session } from '../../shell/session.ts'
import { LinkedOrder } from './LinkedOrder.tsx'
import type { Order, OrderLink } from './orders.ts'

vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, children }: { readonly to: string; readonly children: string }) => <a href={to}>{children}</a>,
  useNavigate: () => () => undefined,
}))

const line: Order['lines'][number] = {
  key: 'LAMP-01#1',
  sku: 'LAMP-01',
  asin: null,
  title: 'Floor lamp',
  quantity: 2,
  status: 'Shipped',
  price: 5_999,
  tax: 0,
  shipping: 0,
  shippingTax: 0,
  giftWrap: 0,
  giftWrapTax: 0,
  discount: 0,
  shippingDiscount: 0,
  shippedAt: '2026-11-11T10:00:00Z',
  carrier: 'UPS',
  trackingNumber: '1Z999',
  cost: { amount: 3_020, currency: 'USD' },
  others: {},
}
const order = (id: string, storeName: string, change: Partial<Order> = {}): Order => ({
  id,
  number: '302-1',
  store: { id, name: storeName, marketplaceCode: 'amazon-de' },
  status: 'shipped',
  fulfilment: 'merchant',
  orderedAt: '2026-11-10T10:00:00Z',
  currency: 'EUR',
  total: 5_999,
  units: 2,
  returned: 0,
  buyerName: 'A. L.',
  redacted: null,
  country: 'DE',
  changedAt: null,
  region: '',
  city: '',
  postalCode: '',
  masked: true,
  lines: [line],
  shipments: [],
  returns: [],
  money: [],
  feedback: null,
  ...change,
})

let root: Root

const found = (change: Partial<OrderLink>): OrderLink => ({
  order: order('1', 'Nordhaus DE'),
  hidden: false,
  confidence: 'certain',
  reasons: [{ code: 'number', quote: '302-1' }],
  others: [],
  linkedBy: 'rule',
  member: null,
  linkedAt: '2026-11-12T10:00:00Z',
  ...change,
})

async function show(change: Partial<OrderLink> = {}, permissions: readonly string[] = []): Promise<string> {
  vi.stubGlobal('fetch', async () => Response.json(found(change)))
  queries.setQueryData(['session'], {
    permissions: Object.fromEntries(permissions.map((name) => [name, 'all'])),
  } as unknown as Session)
  root.render(
    <QueryClientProvider client={queries}>
      <LinkedOrder ticketId="t" number="302-1" />
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(document.body.textContent).not.toBe(''), { interval: 5, timeout: 8_000 })
  return document.body.textContent ?? ''
}

beforeEach(async () => {
  await showLanguage('en')
  await wantWords('orders')
  document.body.innerHTML = '<div id="page"></div>'
  root = createRoot(document.getElementById('page') ?? document.body)
})

afterEach(() => {
  root.unmount()
  queries.clear()
  vi.unstubAllGlobals()
})

test('an order beside its ticket: how far it is, what was bought, for how much, and how to follow it', async () => {
  const shown = await show()
  for (const words of ['Shipped', 'Floor lamp', 'LAMP-01', '×2', '€59.99', '$30.20', 'UPS', '1Z999', 'Open the order'])
    expect(shown).toContain(words)
})

test('a cost that nobody has recorded is said to be so, and is no nought', async () => {
  const shown = await show({ order: order('1', 'Nordhaus DE', { lines: [{ ...line, cost: null }] }) })
  expect(shown).toContain('No cost recorded')
  expect(shown).not.toMatch(/[$€]0\.00/)
})

test('one star is marked beside the ticket, with what the buyer said and what was answered', async () => {
  const feedback = {
    givenAt: '2026-11-15T00:00:00Z',
    rating: 1,
    verdict: 'negative',
    comments: 'Arrived broken.',
    response: 'We sent another.',
  } as const
  const shown = await show({ order: order('1', 'Nordhaus DE', { feedback }) })
  for (const words of ['1 of 5', 'Negative', 'Arrived broken.', 'Your answer: We sent another.'])
    expect(shown).toContain(words)
})

test('an order that is not sure says so and why, and offers the others to those who may link', async () => {
  const { lines, returns, changedAt, region, city, postalCode, masked, feedback, ...other } = order('2', 'HomeLeaf', {
    number: '302-2',
  })
  const unsure = {
    confidence: 'low',
    reasons: [{ code: 'address' }, { code: 'several' }],
    others: [{ order: other, reasons: [{ code: 'address' }] }],
  } as const satisfies Partial<OrderLink>
  const shown = await show({ ...unsure, others: [...unsure.others], reasons: [...unsure.reasons] }, ['tickets.work'])
  for (const words of [
    'Unsure',
    'Look before you act',
    'another order fits',
    'It could also be',
    '302-2',
    'It is this one',
  ])
    expect(shown).toContain(words)
  expect(document.querySelector('[aria-label="Link to order 302-2"]')).not.toBeNull()
})

test('who may not work on tickets is offered no link', async () => {
  expect(await show({ confidence: 'low' })).not.toContain('It is this one')
})

test.each([
  [['imports.read'], true],
  [[], false],
])('where no order was found, with %j the way to the reports is shown: %s', async (permissions, offered) => {
  const none = { order: null, confidence: null, reasons: [] }
  expect(await show(none, permissions)).toContain('No order found')
  expect(document.querySelector('a') !== null).toBe(offered)
})
