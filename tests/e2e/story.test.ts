import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { barriersInBothThemes } from './axe.ts'
import { answerField, beginAnswer, openTicket, rowWith, said, untilText } from './inbox.ts'
import { demo, openStage, type Stage } from './stage.ts'
import { arrive, type BuyersCase, cases, playStory, threadingFaults } from './story.ts'
import { openVisit, type Visit } from './visit.ts'

// The product as an agent meets it: a desk with demo data, a real browser, buyers who write by SMTP.

/** A buyer who only asks: on a return nobody may write freely. */
const asking = (about: BuyersCase, question: string): BuyersCase => ({
  ...about,
  subject: about.order,
  text: `${about.buyer.name.endsWith('Weber') ? 'Guten Tag' : 'Hello'}, ${question} ${about.order}`,
})

let stage: Stage
let agent: Visit

beforeAll(async () => {
  stage = await openStage()
  agent = await stage.visit(demo.agent)
  await agent.send('PUT', '/api/availabilities/me', { state: 'on-duty' })
})

afterAll(() => stage?.close())

beforeEach(async () => {
  await agent.open('/inbox/mine')
  await agent.page.getByRole('row').first().waitFor()
})

test('an answer that is taken back becomes a draft again, and one mail is answered in its own ticket', async () => {
  const { page } = agent
  const undone = asking(
    cases('55101').amazon,
    'could you tell me when my order will arrive? The tracking page has not moved.',
  )
  await arrive(stage, agent, undone)
  await openTicket(page, undone.order)
  await beginAnswer(page)
  await page.keyboard.type('Dear Ann, this was sent too early and must not go out.')
  await page.keyboard.press('Control+Enter')
  const answer = said(page, 'Answer by').filter({ hasText: 'sent too early' })
  await answer.getByRole('button', { name: 'Undo' }).click()
  await answer.filter({ hasText: 'Taken back' }).waitFor()
  await untilText(answerField(page), (text) => text.includes('sent too early'))

  await page.keyboard.press('Escape')
  await agent.open('/inbox/mine')
  const about = cases('55102').amazon
  const told = await playStory(stage, agent, about)
  expect(threadingFaults(told, about.store)).toEqual([])
  expect(told.keystrokes).toBeLessThanOrEqual(3)
  expect(told.heldMs).toBeGreaterThan(9_900)
  expect(told).toMatchObject({ tickets: 1, saidByBuyer: 2, letterLanguage: 'en' })
  expect(told.events).toEqual(expect.arrayContaining(['buyer-wrote', 'acknowledged', 'assigned', 'answered', 'sent']))
  expect(told.events.lastIndexOf('buyer-wrote')).toBeGreaterThan(told.events.lastIndexOf('answered'))
  // By now the one that was taken back would have gone out long since.
  expect(stage.office.delivered.filter(({ raw }) => raw.includes('sent too early'))).toEqual([])
})

test('what is typed survives a reload at once, and waits on another machine', async () => {
  const { page } = agent
  const about = asking(
    cases('55103').shop,
    'wann kommt meine Bestellung an? Die Sendungsverfolgung zeigt nichts Neues.',
  )
  await arrive(stage, agent, about)
  const ticketId = await openTicket(page, about.order)
  await beginAnswer(page)
  await page.keyboard.type('Guten Tag Herr Weber, ich kümmere mich darum.')
  await page.reload()
  await untilText(answerField(page), (text) => text === 'Guten Tag Herr Weber, ich kümmere mich darum.')
  const keptHere = await page.evaluate(() => JSON.stringify({ ...localStorage }))
  expect(keptHere).toContain('amends.sealed-draft.')
  expect(keptHere).not.toContain('mmere mich')
  const onServer = () => agent.get<{ text: string }[]>(`/api/tickets/${ticketId}/drafts`)
  await expect.poll(async () => (await onServer())[0]?.text, { timeout: 10_000 }).toContain('kümmere mich')

  const elsewhere = await stage.visit(demo.agent)
  await elsewhere.open(new URL(page.url()).pathname)
  await untilText(answerField(elsewhere.page), (text) => text === 'Guten Tag Herr Weber, ich kümmere mich darum.')
  await elsewhere.close()
  await agent.open('/inbox/mine')
  await rowWith(page, about.order).getByText('Draft').waitFor()
})

test('keys move through the list, and the sheet tells them all', async () => {
  const { page } = agent
  await page.keyboard.press('j')
  await page.locator('[role=row][aria-selected=true][aria-rowindex="1"]').waitFor()
  await page.keyboard.press('j')
  await page.locator('[role=row][aria-selected=true][aria-rowindex="2"]').waitFor()
  await page.keyboard.press('k')
  await page.locator('[role=row][aria-selected=true][aria-rowindex="1"]').waitFor()
  await page.keyboard.press('Shift+Slash')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const title of ['Use the suggested letter', 'Resolve and open the next', 'Commands and search'])
    await sheet.getByText(title, { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+KeyK')
  await page.getByRole('dialog').getByRole('combobox').fill('dark')
  await page.keyboard.press('Enter')
  await page.locator('html[data-theme=dark]').waitFor()
  await page.keyboard.press('Shift+KeyD')
  await page.locator('html[data-theme=light]').waitFor()
})

test('a key right after a move means the ticket moved to, however quickly it comes', async () => {
  const { page } = agent
  await agent.open('/inbox/all')
  const at = (row: number) => page.locator(`[role=row][aria-selected=true][aria-rowindex="${row}"]`)
  // Both have been open before, so that nothing is left to fetch.
  for (const [key, row] of [
    ['j', 1],
    ['j', 2],
    ['k', 1],
  ] as const) {
    await page.keyboard.press(key)
    await at(row).waitFor()
    await answerField(page).waitFor()
  }
  await pressAtOnce(page, ['KeyJ', 'KeyN'])
  await at(2).waitFor()
  await page.getByRole('textbox', { name: 'Internal note' }).waitFor()
  const second = await page.locator('[role=row][aria-rowindex="2"] a').getAttribute('href')
  await page.waitForURL((url) => url.pathname === second?.split('?')[0])

  // What was asked of a ticket that is still being fetched is done when it comes.
  await agent.open('/inbox/all')
  const { promise: asked, resolve: letCome } = Promise.withResolvers<void>()
  await page.route(/\/api\/tickets\/[^/?]+$/, async (route) => {
    await asked
    await route.continue()
  })
  for (const key of ['j', 'j', 'j', 'n']) await page.keyboard.press(key)
  letCome()
  await at(3).waitFor()
  await page.getByRole('textbox', { name: 'Internal note' }).waitFor()
  await page.unrouteAll({ behavior: 'wait' })
})

test('the order of a ticket stands beside it, opens by its key, and shows its buyer to who may see it', async () => {
  const manager = await stage.visit(demo.manager)
  const { page } = manager
  const { items } = await manager.get<{ items: { id: string; name: string }[] }>('/api/stores?limit=100')
  const storeId = items.find(({ name }) => name === 'Nordhaus US')?.id
  if (!storeId) throw new Error('the demo has no store in the United States')
  const orderNumber = '114-5550001-5550002'
  // The newest of all stands first in the list of orders.
  const today = new Date().toISOString()
  const asked = {
    subject: `Lamp of ${orderNumber}`,
    text: 'Where is my lamp?',
    channelKind: 'phone',
    buyer: { name: 'Bea Nolan' },
  }
  const ticket = await manager.send<{ id: string }>('POST', '/api/tickets', { ...asked, storeId, orderNumber })
  await manager.open(`/inbox/all/${ticket.id}`)
  await manager.send('POST', '/api/orders/rows', {
    storeId,
    rows: [{ ...rowOf(orderNumber), orderedAt: today, shippedAt: today }],
  })
  await page.reload()
  for (const words of ['Floor lamp', '1Z999AA1', 'No cost recorded']) await page.getByText(words).first().waitFor()
  await page.keyboard.press('o')
  await page.getByRole('heading', { name: orderNumber }).waitFor()
  expect(await page.getByText('Ann Quill').count()).toBe(0)
  await page.getByRole('button', { name: 'Show name and place' }).click()
  await page.getByText('Ann Quill').waitFor()
  await page.getByText('98101 Seattle WA').waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByText('Choose an order').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Tickets of this order' }).click()
  await rowWith(page, orderNumber).waitFor()
  expect(manager.complaints).toEqual([])
  await manager.close()
})

test('a customer is opened by keys, shows their whole story, and is marked as important with a reason', async () => {
  const manager = await stage.visit(demo.manager)
  const { page } = manager
  const { items } = await manager.get<{ items: { customer: { name: string } | null }[] }>('/api/tickets?view=all')
  const name = items.find(({ customer }) => customer?.name)?.customer?.name
  if (!name) throw new Error('no ticket of the demo has a customer with a name')
  await manager.open('/')
  for (const key of ['g', 'u']) await page.keyboard.press(key)
  await page.getByRole('searchbox').fill(name)
  await page.getByRole('gridcell').filter({ hasText: name }).first().click()
  await page.getByRole('region', { name: 'History' }).getByRole('link').first().waitFor()
  await page.getByText('within a year').first().waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('checkbox', { name: 'Important customer' }).check()
  await page.getByLabel('Why they are important').fill('Orders every month')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Important because: Orders every month').waitFor()
  await page.getByRole('region', { name: 'History' }).getByRole('link').first().click()
  await page.waitForURL((url) => url.pathname.startsWith('/inbox/all/'))
  expect(manager.complaints).toEqual([])
  await manager.close()
})

test('language and theme change without a reload and stay', async () => {
  const { page } = agent
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }))
  await page
    .getByRole('button', { name: '切换为中文' })
    .or(page.getByRole('button', { name: '中文' }))
    .first()
    .click()
  await page.locator('html[lang=zh-CN]').waitFor()
  await page.getByRole('link', { name: '收件箱' }).first().waitFor()
  await page.keyboard.press('Shift+KeyD')
  await page.locator('html[data-theme=dark]').waitFor()
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true)
  await page.reload()
  await page.locator('html[lang=zh-CN][data-theme=dark]').waitFor()
  await page.getByRole('link', { name: '收件箱' }).first().waitFor()
  await page.keyboard.press('Shift+KeyD')
  await page.locator('button[lang=en]').click()
  await page.locator('html[lang=en][data-theme=light]').waitFor()
  await page.getByRole('link', { name: 'Inbox' }).first().waitFor()
})

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  test('axe-core finds nothing on sign-in and inbox, light or dark, and the demo lets one in', async () => {
    const visitor = await openVisit(stage.browser, stage.desk.url, null, { language })
    const { page } = visitor
    // An address that leads out of the house is none to go to.
    await visitor.open('/login?to=//elsewhere.test/here')
    const asAgent = page.getByRole('button', { name: language === 'en' ? 'Agent' : '客服专员', exact: true })
    await asAgent.waitFor()
    expect(await barriersInBothThemes(page)).toEqual([])
    await asAgent.click()
    await page.waitForURL(({ pathname }) => pathname === '/')
    await visitor.send('PATCH', '/api/profile', { language })
    await visitor.open('/inbox/all')
    await page.getByRole('row').first().getByRole('link').click()
    await page.locator('textarea').waitFor()
    await page.getByRole('article').first().waitFor()
    expect(await barriersInBothThemes(page)).toEqual([])
    await visitor.send('PATCH', '/api/profile', { language: 'en' })
    await visitor.close()
  })
})

test('the pages complained of nothing and asked nobody else', () => {
  expect(agent.complaints).toEqual([])
  expect(agent.strangers).toEqual([])
})

/** A line of an order as a marketplace's report tells it. */
const rowOf = (orderNumber: string) => ({
  ...{
    orderNumber,
    orderedAt: '2026-11-10T08:12:00Z',
    changedAt: null,
    orderStatus: 'shipped',
    fulfilment: 'merchant',
  },
  ...{ currency: 'USD', buyerName: 'Ann Quill', buyerAddress: null, country: 'US', region: 'WA', city: 'Seattle' },
  ...{ postalCode: '98101', lineId: null, occurrence: 1, sku: 'LAMP-01', asin: null, title: 'Floor lamp', quantity: 1 },
  ...{ lineStatus: 'Shipped', price: 5_999, tax: 480, shipping: 0, shippingTax: 0, giftWrap: 0, giftWrapTax: 0 },
  ...{ discount: 0, shippingDiscount: 0, shippedAt: '2026-11-11T10:00:00Z', carrier: 'UPS' },
  ...{ trackingNumber: '1Z999AA1', others: null },
})

/** All keys within one task of the page, quicker than any hand. */
const pressAtOnce = (page: Page, codes: readonly string[]): Promise<void> =>
  page.evaluate((codes) => {
    for (const code of codes)
      document.body.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }))
  }, codes)
