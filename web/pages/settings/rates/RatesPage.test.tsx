import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { showLanguage, wantWords } from '../../../i18n/text.ts'
import type { Session } from '../../../shell/session.ts'
import { RatesPage } from './RatesPage.tsx'

vi.mock('../address.ts', () => ({ useSettingsAddress: () => ({ open: () => undefined }) }))

let root: Root

beforeEach(async () => {
  await showLanguage('en')
  await wantWords('later')
  document.body.innerHTML = '<div id="page"></div>'
  root = createRoot(document.getElementById('page') ?? document.body)
})

afterEach(() => {
  root.unmount()
  queries.clear()
  vi.unstubAllGlobals()
})

async function show(rows: readonly Schemas['RateCoverage'][], permissions: readonly string[], words: string) {
  vi.stubGlobal('fetch', async () => Response.json(rows))
  queries.setQueryData(['session'], {
    permissions: Object.fromEntries(permissions.map((name) => [name, 'all'])),
  } as unknown as Session)
  root.render(
    <QueryClientProvider client={queries}>
      <RatesPage item={undefined} />
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(document.body.textContent).toContain(words), { interval: 5, timeout: 8_000 })
  return document.body.textContent ?? ''
}

const pair = (gaps: { first: string; last: string }[]): Schemas['RateCoverage'] => ({
  from: 'EUR',
  to: 'CNY',
  first: '2026-01-02',
  last: '2026-09-29',
  rate: '7.8123',
  source: 'ECB',
  days: 180,
  gaps,
})

test('a pair shows its latest rate and the days that lack one; who may not write is offered nothing', async () => {
  const shown = await show([pair([{ first: '2026-03-01', last: '2026-03-09' }])], [], 'EUR → CNY')
  for (const words of ['7.8123', 'ECB', '180 days', 'Mar 1, 2026 – Mar 9, 2026']) expect(shown).toContain(words)
  expect(shown).not.toContain('Upload rates')
})

test('without a gap it says so, and rates are uploaded or added by who may', async () => {
  const shown = await show([pair([])], ['orders.write'], 'EUR → CNY')
  for (const words of ['None', 'Upload rates', 'Add a rate']) expect(shown).toContain(words)
})

test('where nothing is known it says what to do', async () => {
  expect(await show([], ['orders.write'], 'No rates yet')).toContain('European Central Bank')
})
