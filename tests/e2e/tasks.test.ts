import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderRow } from '../fixtures/order-rows.ts'
import { barriersInBothThemes } from './axe.ts'
import { answerField, openTicket, said, untilText } from './inbox.ts'
import { demo, openStage, type Stage } from './stage.ts'
import { arrive, cases } from './story.ts'
import type { Visit } from './visit.ts'

// What a buyer asks of an order, from the first check to the letter that tells it.

let stage: Stage
let agent: Visit

beforeAll(async () => {
  stage = await openStage({ tickets: 30 })
  agent = await stage.visit(demo.agent)
  await agent.send('PUT', '/api/availabilities/me', { state: 'on-duty' })
})

afterAll(() => stage?.close())

test('an order is cancelled: checked, asked about, carried out, told by its letter, and done in time', async () => {
  const { page } = agent
  const about = {
    ...cases('55901').amazon,
    subject: 'Please cancel 113-2255901-6677889',
    text: 'Hello, please cancel my order 113-2255901-6677889, I bought it twice. Thank you, Ann',
  }
  const manager = await stage.visit(demo.manager)
  const { items } = await manager.get<{ items: { id: string; marketplace: string }[] }>('/api/stores?limit=100')
  const waits = { orderStatus: 'unshipped', shippedAt: null, carrier: '', trackingNumber: null } as const
  await manager.send('POST', '/api/orders/rows', {
    storeId: items.find(({ marketplace }) => marketplace === 'amazon-us')?.id,
    rows: [orderRow(about.order, { ...waits, buyerAddress: about.buyer.address, title: 'Floor lamp', quantity: 1 })],
  })
  await manager.close()
  await agent.open('/inbox/mine')
  await page.getByRole('row').first().waitFor()
  await arrive(stage, agent, about)
  await openTicket(page, about.order)

  const card = page.getByRole('region', { name: 'Order tasks' })
  await card.getByText('Nothing was asked of this order yet.').waitFor()
  await page.keyboard.press('Shift+KeyP')
  const begin = page.getByRole('dialog', { name: 'Begin an order task' })
  await begin.getByLabel('What the buyer wants').selectOption('cancel')
  await begin.getByText('Nothing stands against it.').waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
  await begin.getByLabel('Reason').fill('Bought twice')
  await begin.getByRole('button', { name: 'Begin an order task' }).click()
  await card.getByText('Checked', { exact: true }).waitFor()

  await card.getByRole('button', { name: 'Asked somebody…' }).click()
  const ask = page.getByRole('dialog', { name: 'Who was asked?' })
  await ask.getByLabel('Who was asked').selectOption('warehouse')
  await ask.getByRole('button', { name: 'Save' }).click()
  await card.getByText('Asked', { exact: true }).waitFor()
  await card.getByRole('button', { name: 'Carried out' }).click()
  await card.getByRole('button', { name: 'Put the letter into the answer' }).click()
  await untilText(answerField(page), (text) => text.includes(`cancelled your order ${about.order} (Floor lamp)`))
  await page.keyboard.press('Control+Enter')
  await said(page, 'Answer by').filter({ hasText: 'Goes out in' }).waitFor()
  const letter = await stage.buyers.letterTo(about.buyer.address)
  expect(letter.mail.text).toContain('Nothing will be shipped.')
  await card.getByText('Done', { exact: true }).waitFor()
  await card.getByText('in time').waitFor()

  await agent.open('/order-tasks?state=ended')
  await page.getByRole('row').filter({ hasText: about.order }).getByText('in time').waitFor()
  await page.getByRole('tab', { name: 'Timeliness' }).click()
  await page.getByText('Order timeliness rate').waitFor()
  await page
    .getByRole('link', { name: /: open \d+ tasks$/ })
    .first()
    .waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
})

test('on a phone the bar keeps the places of each hour; order tasks and follow-ups stand under More', async () => {
  const phone = await stage.visit(demo.agent, { width: 390 })
  await phone.open('/')
  const bar = phone.page.getByRole('navigation', { name: 'Main navigation' })
  expect(await bar.getByRole('link').allInnerTexts()).toEqual(['Home', 'Inbox', 'Orders', 'Customers', 'Settings'])
  await bar.getByRole('button', { name: /More/ }).click()
  await phone.page.getByRole('menuitem', { name: /^Follow.ups$/ }).waitFor()
  await phone.page.getByRole('menuitem', { name: 'Tasks' }).click()
  await phone.page.getByRole('heading', { name: 'Order tasks' }).waitFor()
  await phone.close()
})
