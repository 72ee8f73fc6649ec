import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersInBothThemes } from './axe.ts'
import { openBrowser } from './browser.ts'
import { type RunningDesk, startDesk } from './desk.ts'
import { openVisit, type Visit } from './visit.ts'

// The first minutes with an empty desk.

let desk: RunningDesk
let browser: Browser
let visit: Visit

beforeAll(async () => {
  ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
  visit = await openVisit(browser, desk.url, null)
})

afterAll(async () => {
  await browser?.close()
  await desk?.stop()
})

test('an empty desk asks for its workspace or offers demo data, and lets its first member in', async () => {
  const { page } = visit
  await visit.open('/')
  await page.getByRole('heading', { name: 'Set up your desk' }).waitFor()
  await page.getByRole('button', { name: 'Load demo data' }).waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
  await page.getByRole('textbox', { name: /^Workspace/ }).fill('Nordlicht Handel')
  await page.getByRole('textbox', { name: /^Your name/ }).fill('Ada Wong')
  await page.getByRole('textbox', { name: /^E-mail/ }).fill('ada@nordlicht.example')
  await page.locator('input[autocomplete=new-password]').fill('four quiet grey geese')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByRole('button', { name: 'Account of Ada Wong' }).waitFor()
})

test('an inbox without tickets says how to get some', async () => {
  await visit.open('/inbox/open')
  await visit.page
    .getByRole('heading', { name: 'No tickets yet' })
    .or(visit.page.getByText('No tickets yet'))
    .first()
    .waitFor()
})

test('signing out leads to the sign-in; a wrong password is told, the right one leads back to where one was', async () => {
  const { page } = visit
  await page.getByRole('button', { name: 'Account of Ada Wong' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await visit.open('/settings/me')
  const email = page.getByRole('textbox', { name: /^E-mail/ })
  const password = page.locator('input[autocomplete=current-password]')
  await email.fill('ada@nordlicht.example')
  await password.fill('four loud grey geese')
  await password.press('Enter')
  await page.getByRole('alert').first().waitFor()
  await password.fill('four quiet grey geese')
  await password.press('Enter')
  await page.getByRole('heading', { name: 'My settings' }).first().waitFor()
  expect(new URL(page.url()).pathname).toBe('/settings/me')
})
