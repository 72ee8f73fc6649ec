import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { showLanguage, wantWords } from '../../i18n/text.ts'
import type { Order } from '../../parts/orders/orders.ts'
import type { Session } from '../../shell/session.ts'
import { MoneyInOwn } from './MoneyInOwn.tsx'

let root: Root

beforeEach(async () => {
  await showLanguage('en')
  await wantWords('orders')
  queries.setQueryData(['session'], { workspace: { currency: 'CNY' }, permissions: {} } as unknown as Session)
  document.body.innerHTML = '<div id="page"></div>'
  root = createRoot(document.getElementById('page') ?? document.body)
})

afterEach(() => {
  root.unmount()
  queries.clear()
  vi.unstubAllGlobals()
})

const asked = vi.fn()
async function show(currency: string, change: Partial<Schemas['ConvertedMoney']>, words: string): Promise<string> {
  const answer = { currency: 'CNY', day: '2026-02-01', paid: null, net: null, rates: [], ...change }
  vi.stubGlobal('fetch', async (request: Request) => {
    asked(new URL(request.url).pathname)
    return Response.json(answer)
  })
  root.render(
    <QueryClientProvider client={queries}>
      <main>
        seen
        <MoneyInOwn order={{ id: 'o', currency, money: [] } as unknown as Order} />
      </main>
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(document.body.textContent).toContain(words), { interval: 5, timeout: 8_000 })
  return document.body.textContent ?? ''
}

test('the total in one’s own currency, with the rate, its day and source, and the way it went', async () => {
  const rates = [{ from: 'USD', day: '2026-01-30', way: 'via-eur', rate: '6.40984', source: 'ECB' } as const]
  const shown = await show('USD', { paid: 80_123, rates }, '801.23')
  for (const words of ['1 USD = 6.40984 CNY', 'Jan 30, 2026', 'ECB', 'through the euro']) expect(shown).toContain(words)
})

test('a rate that is missing is named with its day, and no amount stands there', async () => {
  const rates = [{ from: 'USD', day: null, way: null, rate: null, source: '' }]
  const shown = await show('USD', { rates }, 'No rate from USD to CNY')
  expect(shown).toContain('Feb 1, 2026')
  expect(shown).not.toContain('¥')
})

test('an order in one’s own currency asks for nothing', async () => {
  asked.mockClear()
  await show('CNY', {}, 'seen')
  expect(asked).not.toHaveBeenCalled()
})
