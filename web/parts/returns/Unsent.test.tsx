import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queries } from '../../api/queries.ts'
import { showLanguage, wantWords } from '../../i18n/text.ts'
import type { ReturnRequest } from './returns.ts'
import { open } from './samples.ts'
import { Unsent } from './Unsent.tsx'

let root: Root
let asked: string[]
const page = () => document.getElementById('page')?.textContent ?? ''
const button = () => document.querySelector<HTMLButtonElement>('button[data-next]')

beforeEach(async () => {
  await showLanguage('en')
  await wantWords('returns')
  document.body.innerHTML = '<div id="page"></div>'
  asked = []
  vi.stubGlobal('fetch', async ({ method, url }: Request) => {
    asked.push(`${method} ${url.replace(/^.*\/api/, '')}`)
    return Response.json({})
  })
  root = createRoot(document.getElementById('page') ?? document.body)
})

afterEach(() => {
  root.unmount()
  queries.clear()
  vi.unstubAllGlobals()
})

async function show(change: Partial<ReturnRequest>): Promise<string> {
  root.render(
    <QueryClientProvider client={queries}>
      <Unsent request={open({ stage: 'waiting', ...change })} />
      <i>drawn</i>
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(page()).toContain('drawn'), { interval: 5 })
  return page()
}

const unsent = { messageId: 'm', reason: '550 no such mailbox', bounced: true }

test('a letter that came back is said with its reason, and goes out again by the button of the next step', async () => {
  expect(await show({ unsent })).toContain('The letter came back550 no such mailbox')
  button()?.click()
  await vi.waitFor(() => expect(asked).toEqual(['POST /tickets/t/messages/m/retry']), { interval: 5 })
})

test('what the desk itself could not do is said in words', async () => {
  const shown = await show({ unsent: { ...unsent, reason: 'desk.not-composed ENOENT', bounced: false } })
  expect(shown).toContain('The letter could not be sent')
  expect(shown).not.toContain('desk.not-composed')
})

test('who may not work on it is told, and offered nothing; where all has gone nothing is said', async () => {
  const { may } = open()
  expect(await show({ unsent, may: { ...may, work: false } })).toContain('The letter came back')
  expect(button()).toBeNull()
  root.render(<i>nothing</i>)
  await vi.waitFor(() => expect(page()).toBe('nothing'), { interval: 5 })
  expect(await show({ unsent: null })).toBe('drawn')
})
