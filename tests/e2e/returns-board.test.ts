import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersInBothThemes } from './axe.ts'
import { demo, openStage, type Stage } from './stage.ts'
import type { Visit } from './visit.ts'

// Many returns at once: the board, its calendar, and what they are settled by.

let stage: Stage
let manager: Visit
let rma: string
let ticketId: string

beforeAll(async () => {
  stage = await openStage({ tickets: 30 })
  manager = await stage.visit(demo.manager)
  const { items } = await manager.get<{ items: { id: string }[] }>('/api/tickets?view=all&order=recent&limit=20')
  // The newest ticket that has none: whatever it is about, its buyer wants to give something back.
  for (const { id } of items) {
    const { request } = await manager.get<{ request: object | null }>(`/api/tickets/${id}/return`)
    if (request) continue
    const facts = { reason: 'no-reason', isInPolicy: true, condition: 'original', daysSinceDelivery: 3 }
    ;({ rma } = await manager.send<{ rma: string }>('POST', `/api/tickets/${id}/return`, { facts }))
    ticketId = id
    break
  }
})

afterAll(() => stage?.close())

test('the board leads from a column to a card to its ticket, by keys alone', async () => {
  const { page } = manager
  await manager.open('/')
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.keyboard.press('KeyG')
  await page.keyboard.press('KeyR')
  const column = page.getByRole('region', { name: 'Letter to send' })
  const card = column.getByRole('link').filter({ hasText: rma })
  await card.waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
  for (let pressed = 0; pressed < 50; pressed += 1) {
    await page.keyboard.press('KeyJ')
    if (await card.evaluate((link) => link === document.activeElement)) break
  }
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/inbox/all/${ticketId}`)
})

test('an address that names no view shows the board', async () => {
  const { page } = manager
  await manager.open('/returns?view=heap')
  await page.getByRole('region', { name: 'Letter to send' }).getByRole('link').filter({ hasText: rma }).waitFor()
})

test('filters narrow the board, and say so where nothing is left', async () => {
  const { page } = manager
  await manager.open('/returns')
  await page.getByRole('region', { name: 'Letter to send' }).getByRole('link').first().waitFor()
  await page.getByLabel('Waiting for approval only').check()
  await page.getByText('No returns found').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('region', { name: 'Letter to send' }).getByRole('link').filter({ hasText: rma }).waitFor()
})

test('the calendar opens the returns of a day', async () => {
  const { page } = manager
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  await manager.open(`/returns?view=waits&day=${day}`)
  await page.getByRole('table', { name: 'Returns by the day they are due' }).waitFor()
  await page.getByRole('heading', { name: /^Due on / }).waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
})

test('terms of a store and the limit of a role are kept, and what is none is refused at its field', async () => {
  const { page } = manager
  await manager.open('/settings/returns')
  await page
    .getByRole('button', { name: /^Change/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Return shipping').fill('a lot')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Enter an amount of zero or more').waitFor()
  await dialog.getByLabel('Return shipping').fill('17,35')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Return terms saved').waitFor()
  await page.getByText('17.35').waitFor()
  await page.getByLabel(/^Limit of Agent/).fill('500')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Limits saved').waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
  const { limits } = await manager.get<{ limits: { limit: object | null }[] }>('/api/return-settings')
  expect(limits.flatMap(({ limit }) => limit ?? [])).toEqual([{ currency: 'CNY', amount: 50_000 }])
})
