import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queries } from '../../api/queries.ts'
import { showLanguage, wantWords } from '../../i18n/text.ts'
import type { Session } from '../../shell/session.ts'
import { OrdersBeside } from './OrdersBeside.tsx'
import type { Order } from './orders.ts'

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
  ...change,
})

let root: Root

async function show(orders: readonly Order[], permissions: readonly string[] = []): Promise<string> {
  vi.stubGlobal('fetch', async () => Response.json(orders))
  queries.setQueryData(['session'], {
    permissions: Object.fromEntries(permissions.map((name) => [name, 'all'])),
  } as unknown as Session)
  root.render(
    <QueryClientProvider client={queries}>
      <OrdersBeside number="302-1" />
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(document.body.textContent).not.toBe(''), { interval: 5 })
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
  const shown = await show([order('1', 'Nordhaus DE')])
  for (const words of ['Shipped', 'Floor lamp', 'LAMP-01', '×2', '€59.99', '$30.20', 'UPS', '1Z999', 'Open the order'])
    expect(shown).toContain(words)
  expect(shown).not.toContain('Nordhaus DE')
})

test('a cost that nobody has recorded is said to be so, and is no nought', async () => {
  const shown = await show([order('1', 'Nordhaus DE', { lines: [{ ...line, cost: null }] })])
  expect(shown).toContain('No cost recorded')
  expect(shown).not.toMatch(/[$€]0\.00/)
})

test('two stores with one number are both shown, each by its name', async () => {
  const shown = await show([order('1', 'Nordhaus DE'), order('2', 'HomeLeaf')])
  for (const words of ['2 stores have this number', 'Nordhaus DE', 'HomeLeaf']) expect(shown).toContain(words)
})

test.each([
  [['imports.read'], true],
  [[], false],
])('what no report has told of is not imported yet; with %j the way there: %s', async (permissions, offered) => {
  expect(await show([], permissions)).toContain('Not imported yet')
  expect(document.querySelector('a') !== null).toBe(offered)
})
