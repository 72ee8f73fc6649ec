import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queries } from '../../api/queries.ts'
import { showLanguage, wantWords } from '../../i18n/text.ts'
import { runCommand } from '../../keyboard/registry.ts'
import type { Session } from '../../shell/session.ts'
import { ActionsOfTicket } from './ActionsOfTicket.tsx'
import type { Department } from './actions.ts'

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children }: { readonly children: React.ReactNode }) => <span>{children}</span>,
}))

const quality: Department = {
  id: 'd',
  name: 'Quality',
  field: 'quality',
  limitSeconds: 86_400,
  calendarId: null,
  active: true,
  memberIds: ['m'],
  members: [{ id: 'm', name: 'Fang' }],
}

let root: Root

async function show(permissions: readonly string[], departments: readonly Department[] = [quality]) {
  vi.stubGlobal('fetch', async (request: Request) =>
    Response.json({ items: request.url.includes('departments') ? departments : [] }),
  )
  queries.setQueryData(['session'], {
    permissions: Object.fromEntries(permissions.map((name) => [name, 'all'])),
  } as unknown as Session)
  root.render(
    <QueryClientProvider client={queries}>
      <ActionsOfTicket ticketId="t" />
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(document.body.textContent).toContain('No department was asked.'), { interval: 5 })
}

beforeEach(async () => {
  await showLanguage('en')
  await wantWords('actions')
  document.body.innerHTML = '<div id="page"></div>'
  root = createRoot(document.getElementById('page') ?? document.body)
})

afterEach(() => {
  root.unmount()
  queries.clear()
  vi.unstubAllGlobals()
})

const said = (words: string) =>
  vi.waitFor(() => expect(document.body.textContent).toContain(words), { interval: 5, timeout: 8_000 })

test('the command opens the form, with the only department chosen', async () => {
  await show(['actions.ask'])
  runCommand('ticket.ask-department')
  await said('What is asked')
  expect([...document.querySelectorAll('option')].map(({ textContent }) => textContent)).toContain('Fang')
})

test('where no department can be asked it says who adds one', async () => {
  await show(['actions.ask'], [{ ...quality, active: false }])
  runCommand('ticket.ask-department')
  await said('A manager adds departments')
})

test('who may only read is offered nothing', async () => {
  await show([])
  expect(document.querySelectorAll('button')).toHaveLength(0)
})
