import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queries } from '../../../api/queries.ts'
import { showLanguage, wantWords } from '../../../i18n/text.ts'
import type { Session } from '../../../shell/session.ts'
import { DraftView } from './DraftView.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { type Import, type ImportChange, type ImportSample, importQuery } from './imports.ts'

// A cost table from the draft to its end, against a desk that answers as the contract says.

const id = '01a20548-0000-7000-8000-000000000001'
const heading = ['Artikel', 'Einkauf', 'Lager']

let root: Root
let file: Import
let asked: string[]

const sample = (): ImportSample => {
  const filled = new Set(file.columns.map(({ field }) => field))
  return {
    sheets: [],
    rows: [['LAMP-01', '14,20', 'A3']],
    faults: [],
    missing: ['sku', 'unitCost'].filter((field) => !filled.has(field)),
    fields: [
      { field: 'sku', required: true },
      { field: 'unitCost', required: true },
      { field: 'currency', required: false },
    ],
  }
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname === '/api/marketplaces') return Response.json([])
  if (pathname === '/api/stores') return Response.json({ items: [], next: null })
  const path = pathname.replace(`/api/imports/${id}`, '')
  asked.push(`${request.method} ${path}`)
  if (path === '/sample') return Response.json(sample())
  if (request.method === 'PATCH') file = { ...file, ...((await request.json()) as ImportChange) } as Import
  if (path === '/start') file = { ...file, status: 'running' }
  if (path === '/stop') file = { ...file, status: 'stopped' }
  return Response.json(file)
}

beforeEach(async () => {
  vi.stubGlobal('fetch', answer)
  await showLanguage('en')
  await wantWords('later')
  asked = []
  file = {
    id,
    subject: 'costs',
    storeId: null,
    filename: 'kosten.csv',
    size: 1_000,
    format: { kind: 'text', encoding: 'utf-8', delimiter: ';', quoted: true, sheet: null, skipped: 0 },
    columns: heading.map((heading, index) => ({ index, heading, field: index === 0 ? 'sku' : null })),
    conventions: { dayOrder: 'day-first', decimal: ',', currency: 'EUR', zone: 'Europe/Berlin' },
    status: 'draft',
    problem: null,
    rowsSettled: 0,
    bytesSettled: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    createdBy: { id, name: 'Ada' },
    createdAt: '2026-11-22T10:00:00Z',
    startedAt: null,
    endedAt: null,
  }
  queries.setQueryData(['session'], {
    permissions: { 'imports.read': 'all', 'imports.run': 'all' },
  } as unknown as Session)
  document.body.innerHTML = '<div id="page"></div>'
  root = createRoot(document.getElementById('page') ?? document.body)
})

afterEach(() => {
  root.unmount()
  queries.clear()
  vi.unstubAllGlobals()
})

function Page() {
  const { data } = useQuery(importQuery(id))
  if (!data) return null
  return data.status === 'draft' ? <DraftView found={data} readOnly={false} /> : <ImportProgress found={data} />
}

const show = () =>
  root.render(
    <QueryClientProvider client={queries}>
      <Page />
    </QueryClientProvider>,
  )
const until = (holds: () => void) => vi.waitFor(holds, { interval: 5 })
const said = (words: string) => until(() => expect(document.body.textContent).toContain(words))
const button = (name: string): HTMLButtonElement => {
  const found = [...document.querySelectorAll('button')].findLast((one) => one.textContent === name)
  if (!found) throw new Error(`no button ${name}`)
  return found
}
const column = (heading: string): HTMLSelectElement => {
  const found = document.querySelector<HTMLSelectElement>(`select[aria-label="What “${heading}” fills"]`)
  if (!found) throw new Error(`no column ${heading}`)
  return found
}
const choose = (select: HTMLSelectElement, value: string): void => {
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

test('a draft names what is missing, starts when it is there, and is stopped after asking', async () => {
  show()
  await said('Choose the column that holds “Cost of a piece”.')
  expect(button('Start').disabled).toBe(true)

  choose(column('Einkauf'), 'unitCost')
  await said('Everything needed is there.')
  expect(file.columns.map(({ field }) => field)).toEqual(['sku', 'unitCost', null])
  await until(() => expect(button('Start').disabled).toBe(false))

  button('Start').click()
  await said('Stop')
  expect(asked).toContain('POST /start')
  button('Stop').click()
  await said('You can go on later')
  expect(asked).not.toContain('POST /stop')
  button('Stop').click()
  await said('Somebody stopped this import.')
  expect(button('Go on').disabled).toBe(false)
})

test('a field that another column is given is taken from the first', async () => {
  show()
  await said('Choose the column')
  choose(column('Lager'), 'sku')
  await until(() => expect([column('Artikel').value, column('Lager').value]).toEqual(['kept', 'sku']))
  await until(() => expect(file.columns.map(({ field }) => field)).toEqual([null, null, 'sku']))
})

test.each([
  ['imports.nothing-readable', 'None of the first rows could be read', false],
  ['imports.given-up', 'It stood still after several tries', true],
  ['imports.new-to-this-page', 'The server did not say why', true],
])('what failed with %s says so, and can be gone on with: %#', async (problem, words, goesOn) => {
  file = { ...file, status: 'failed', problem }
  show()
  await said(words)
  expect([...document.querySelectorAll('button')].some(({ textContent }) => textContent === 'Go on')).toBe(goesOn)
})
