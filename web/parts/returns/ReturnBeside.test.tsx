import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queries } from '../../api/queries.ts'
import { showLanguage, wantWords } from '../../i18n/text.ts'
import type { CommandId } from '../../keyboard/commands.ts'
import { listenToKeys, useOffered } from '../../keyboard/registry.ts'
import type { Session } from '../../shell/session.ts'
import { ReturnBeside } from './ReturnBeside.tsx'
import type { ReturnOfTicket } from './returns.ts'
import { approval, because, letter, open, option, person, step, stopOf, words } from './samples.ts'

let offered: ReadonlySet<CommandId> = new Set()
function Offered() {
  offered = useOffered()
  return null
}
const untilOffered = (id: CommandId) => vi.waitFor(() => expect(offered).toContain(id), { interval: 5 })

let root: Root
let stop: () => void
let sent: { url: string; body: unknown }[]
let answer: () => Response

function draw(of: Partial<ReturnOfTicket>, onSent: (id: string) => void = () => undefined, wanted = 0): void {
  root.render(
    <QueryClientProvider client={queries}>
      <ReturnBeside
        ticketId="t"
        of={{ request: null, proposal: null, ended: [], ...of }}
        currency="EUR"
        wanted={wanted}
        onSent={onSent}
      />
      <Offered />
    </QueryClientProvider>,
  )
}

async function show(of: Partial<ReturnOfTicket>, onSent?: (id: string) => void): Promise<string> {
  queries.setQueryData(['session'], {
    member: person,
    permissions: { 'returns.work': 'all' },
  } as unknown as Session)
  draw(of, onSent)
  await vi.waitFor(() => expect(page()).not.toBe(''), { interval: 5, timeout: 8_000 })
  return page()
}

const page = () => document.getElementById('page')?.textContent ?? ''
const button = (name: string) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)
const decided = () => sent.find(({ url }) => url.endsWith('/decisions'))?.body
const press = (code: string) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }))

beforeEach(async () => {
  await showLanguage('en')
  await Promise.all([wantWords('returns'), wantWords('policies')])
  document.body.innerHTML = '<div id="page"></div>'
  stop = listenToKeys(document)
  sent = []
  answer = () => Response.json(open({ revision: 5 }))
  vi.stubGlobal('fetch', async (request: Request | string) => {
    // A file is sent without the typed client.
    if (request instanceof Request)
      sent.push({ url: request.url, body: request.body ? await request.json() : undefined })
    return answer()
  })
  root = createRoot(document.getElementById('page') ?? document.body)
})

afterEach(() => {
  root.unmount()
  stop()
  queries.clear()
  vi.unstubAllGlobals()
})

test('a step says what is next, by which rule, with the buyer’s own sentence, and shows its letter in both languages', async () => {
  const hit = because({
    code: 'branch',
    rule: 'R6',
    title: words('It is all in capitals'),
    facts: [{ fact: 'capitalsSentence', value: true, quote: 'FINE. I STILL WANT TO RETURN IT.' }],
  })
  const shown = await show({ request: open({ step: step({ because: [because(), hit] }) }) })
  for (const said of [
    'RMA-7',
    'No-reason return',
    'version 3',
    'Letter 1',
    'rule R6, It is all in capitals',
    'Sentence all in capitals: Yes',
    'FINE. I STILL WANT TO RETURN IT.',
    letter.text,
    letter.meaning,
  ])
    expect(shown).toContain(said)
  expect(shown).not.toContain('The return begins.')
})

test('the letter goes out for the revision and the node that were seen, and who sent it may take it back', async () => {
  const stopped = stopOf({ messageId: 'letter' })
  const onSent = vi.fn()
  await show({ request: open() }, onSent)
  answer = () => Response.json(open({ revision: 5, stops: [stopped] }))
  button('Send the letter')?.click()
  await vi.waitFor(() => expect(onSent).toHaveBeenCalledWith('letter'), { interval: 5 })
  expect(decided()).toEqual({ event: 'go-on', node: 'letter-1', revision: 4 })
})

test('what a letter still lacks is asked for before it can go', async () => {
  answer = () =>
    Response.json({
      variables: [{ name: 'order.number', type: 'text', meaning: words('Order number'), example: '1' }],
    })
  await show({ request: open({ letter: { ...letter, missing: ['order.number'] } }) })
  expect(button('Send the letter')?.disabled).toBe(true)
  await vi.waitFor(() => expect(page()).toContain('Order number'), { interval: 5 })
})

test('a label that the letter may not link to goes along as a file, or the letter does not go', async () => {
  await show({ request: open({ letter: { ...letter, needsLabel: true } }) })
  expect(button('Send the letter')?.disabled).toBe(true)
  answer = () => Response.json({ id: 'file', filename: 'label.pdf', contentType: 'application/pdf', size: 3 })
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('nothing takes the label')
  Object.defineProperty(input, 'files', { value: [new File(['pdf'], 'label.pdf')] })
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await vi.waitFor(() => expect(button('Send the letter')?.disabled).toBe(false), { interval: 5 })
  answer = () => Response.json(open({ revision: 5 }))
  button('Send the letter')?.click()
  await vi.waitFor(() => expect(decided()).toMatchObject({ event: 'go-on', uploadIds: ['file'] }), { interval: 5 })
})

test('only who may change letters can, and only with a reason', async () => {
  await show({ request: open() })
  expect(button('Change the words…')).toBeUndefined()
  queries.setQueryData(['session'], {
    member: person,
    permissions: { 'returns.work': 'all', 'messages.edit-letter': 'all' },
  } as unknown as Session)
  await vi.waitFor(() => expect(button('Change the words…')).toBeDefined(), { interval: 5 })
  button('Change the words…')?.click()
  await vi.waitFor(() => expect(button('Send the letter')?.disabled).toBe(true), { interval: 5 })
})

test('what the buyer means is proposed with the sentence that shows it, and said by one key', async () => {
  const intent = {
    intent: 'insists' as const,
    confidence: 0.93,
    sentence: 'I still want to return it.',
    reasons: [{ code: 'intent.rule' as const }],
    messageId: 'b',
  }
  const waits = step({ kind: 'await', awaits: 'answer', template: null })
  const shown = await show({ request: open({ stage: 'answer', step: waits, letter: null, intent }) })
  for (const said of ['They seem to insist', '93 % sure', intent.sentence, 'Shown by their own words.'])
    expect(shown).toContain(said)
  await untilOffered('return.pick-3')
  press('Digit3')
  await vi.waitFor(() => expect(decided()).toEqual({ event: 'answer', answer: 'gives-up', revision: 4 }), {
    interval: 5,
  })
})

test('each resolution says what it costs whom; what is forbidden says why and by which source', async () => {
  const verdict = {
    code: 'refuse-in-policy' as const,
    parameters: {},
    scope: null,
    source: { kind: 'official' as const, text: 'Seller policy', reference: 'https://example.test/rule' },
  }
  const options = [
    option({}),
    option({ key: 'refuse', title: words('Refuse'), state: 'forbidden', verdict }),
    option({ key: 'ask', title: words('Full refund'), state: 'asks', asks: ['category'] }),
  ]
  const shown = await show({
    request: open({ stage: 'choice', step: step({ kind: 'choose', options }), letter: null }),
  })
  for (const said of ['€79.73', '€5.00', 'the return may not be refused', 'Official: Seller policy', 'Find out first'])
    expect(shown).toContain(said)
  expect(document.querySelector('a')?.href).toBe('https://example.test/rule')
  expect(
    [...document.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Choose this'),
  ).toHaveLength(1)
  await untilOffered('return.pick-1')
  press('Digit1')
  expect(document.activeElement?.textContent).toBe('Choose this')
  button('Choose this')?.click()
  await vi.waitFor(() => expect(decided()).toEqual({ event: 'choose', option: 'keep', revision: 4 }), { interval: 5 })
})

test('above one’s limit one asks; once it is granted one chooses', async () => {
  const choose = step({ kind: 'choose', options: [option({ needsApproval: true })] })
  const request = open({ stage: 'choice', step: choose, letter: null, limit: { amount: 5_000, currency: 'EUR' } })
  expect(await show({ request })).toContain('Above what you may decide alone')
  expect(button('Choose this')).toBeUndefined()
  expect(button('Ask for approval…')).toBeDefined()
  const given = { note: 'A regular customer', answer: 'Fine', decidedBy: { id: 'x', name: 'Chen' } }
  draw({ request: { ...request, approval: approval({ state: 'granted', option: 'keep', cost: 7_973, ...given }) } })
  await vi.waitFor(() => expect(button('Choose this')).toBeDefined(), { interval: 5 })
  for (const said of ['Approved', 'A regular customer', 'Chen: Fine']) expect(page()).toContain(said)
})

test.each([
  ['somebody else', 'x', true],
  ['oneself', 'm', false],
])('whether one may approve what %s asked for', async (_, askedBy, isOffered) => {
  const act = step({ kind: 'act', needsApproval: true })
  await show({
    request: open({
      stage: 'act',
      step: act,
      approval: approval({ askedBy: { id: askedBy, name: 'Ann' } }),
      may: { work: true, approve: true, override: false },
    }),
  })
  expect(button('Approve') !== undefined).toBe(isOffered)
})

test('who decided on what is no longer so is told, and the step that is next now is fetched', async () => {
  await show({ request: open() })
  const code = 'returns.changed-meanwhile'
  const detail = 'The return has moved on since you looked at it.'
  answer = () => Response.json({ code, detail }, { status: 409 })
  button('Send the letter')?.click()
  await vi.waitFor(() => expect(page()).toContain(detail), { interval: 5 })
})

test('steps that were taken back stay in the history, struck through, with what the others cost', async () => {
  const stops = [
    stopOf({ undoneAt: '2026-11-20T10:00:05Z' }),
    stopOf({
      begunAt: '2026-11-20T11:00:00Z',
      outcome: 'insists',
      costs: [{ kind: 'refund', amount: 1_250, missing: [] }],
    }),
  ]
  expect(await show({ request: open({ stops }) })).toContain('Letter 1: Insists')
  expect(document.querySelector('s')?.textContent).toBe('Letter 1: Still open')
  expect(page()).toContain('costs €12.50')
})

test('who may only look is shown all and offered nothing', async () => {
  const shown = await show({ request: open({ may: { work: false, approve: false, override: false }, letter: null }) })
  expect(shown).toContain('You may look at returns, not work on them.')
  expect([...document.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([])
})

test('what would begin names its policy, asks what is missing, also of what is stated, and begins with it', async () => {
  const proposal = {
    facts: [],
    policy: null,
    asks: ['reason' as const],
    lines: [{ sku: 'CHAIR', title: 'Chair', quantity: 1 }],
    order: { id: 'o', number: '302-1' },
    mayBegin: true,
  }
  const policy = { key: 'quality-return', title: { en: 'Damaged goods', 'zh-CN': '破损' } }
  answer = () => Response.json({ ...proposal, policy, asks: ['photos'] })
  expect(await show({ proposal })).not.toContain('Damaged goods')
  expect(button('Begin the return')?.disabled).toBe(true)
  const reason = document.querySelector('select')
  if (!reason) throw new Error('nothing asks for the reason')
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(reason, 'damaged')
  reason.dispatchEvent(new Event('change', { bubbles: true }))
  const wanted = { quantity: 1, sku: 'CHAIR', facts: { reason: 'damaged' } }
  await vi.waitFor(() => expect(page()).toContain('Damaged goods'), { interval: 5 })
  expect(sent).toMatchObject([{ url: expect.stringMatching(/\/tickets\/t\/return\/proposal$/), body: wanted }])
  expect(button('Begin the return')?.disabled).toBe(true)
  const photos = document.querySelector('input')
  if (!photos) throw new Error('nothing asks for the photos')
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(photos, '2')
  photos.dispatchEvent(new Event('input', { bubbles: true }))
  await vi.waitFor(() => expect(button('Begin the return')?.disabled).toBe(false), { interval: 5 })
  button('Begin the return')?.click()
  await vi.waitFor(
    () =>
      expect(sent.find(({ url }) => url.endsWith('/return'))?.body).toEqual({
        ...wanted,
        facts: { ...wanted.facts, photos: 2 },
      }),
    { interval: 5 },
  )
})

test('the key of the next step puts the focus on it; from there the key that sends means this letter', async () => {
  await show({ request: open() })
  expect(offered).not.toContain('return.go-on')
  draw({ request: open() }, () => undefined, 1)
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Send the letter'), { interval: 5 })
  await untilOffered('return.go-on')
  const chord = { code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', chord))
  await vi.waitFor(() => expect(decided()).toMatchObject({ event: 'go-on', node: 'letter-1' }), { interval: 5 })
})
