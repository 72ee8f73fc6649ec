import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersInBothThemes } from './axe.ts'
import { openBrowser } from './browser.ts'
import { type RunningDesk, startDesk } from './desk.ts'
import { demo, fillWithDemo } from './stage.ts'
import { openVisit } from './visit.ts'

// The end of the demo data: from inside it, and from the workspace beside it.

const own = { email: 'ada@nordlicht.example', password: 'four quiet grey geese' }

let dataFolder: string
let desk: RunningDesk
let browser: Browser

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'amends-demo-'))
  await fillWithDemo(dataFolder, 30)
  ;[desk, browser] = await Promise.all([startDesk({ dataFolder }), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await desk?.stop()
  await rm(dataFolder, { recursive: true, force: true })
})

test('an agent of the demo sees only its ribbon', async () => {
  const visit = await openVisit(browser, desk.url, { email: demo.agent, password: demo.password })
  await visit.open('/')
  await visit.page.getByText('Demo data', { exact: true }).waitFor()
  expect(await visit.page.getByRole('button', { name: 'Wipe demo data' }).count()).toBe(0)
  await visit.close()
})

test('its manager wipes it by the ribbon after one question, and is led to the set-up; the own workspace stays', async () => {
  const setUp = await openVisit(browser, desk.url, null)
  const workspace = {
    workspaceName: 'Nordlicht',
    language: 'en',
    zone: 'Europe/Berlin',
    currency: 'EUR',
    name: 'Ada Wong',
  }
  await setUp.send('POST', '/api/setup', { ...workspace, ...own })
  await setUp.close()
  const ada = await openVisit(browser, desk.url, own)
  await ada.open('/')
  await ada.page.getByText('A demo workspace stands beside yours.').waitFor()

  const { page, ...visit } = await openVisit(browser, desk.url, { email: demo.manager, password: demo.password })
  await visit.open('/')
  await page.getByRole('button', { name: 'Wipe demo data' }).click()
  const dialog = page.getByRole('dialog', { name: 'Wipe the demo data?' })
  expect(await barriersInBothThemes(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect((await visit.get<{ state: string }>('/api/demo')).state).toBe('ready')
  await page.getByRole('button', { name: 'Wipe demo data' }).click()
  await dialog.getByRole('button', { name: 'Wipe demo data' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect((await visit.get<{ state: string }>('/api/demo')).state).toBe('none')
  expect(await page.getByRole('button', { name: 'Manager' }).count()).toBe(0)
  await visit.close()

  await ada.open('/')
  await ada.page.getByText('Set up your desk').waitFor()
  expect(await ada.page.getByText('A demo workspace stands beside yours.').count()).toBe(0)
})
