import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersInBothThemes } from './axe.ts'
import { openBrowser } from './browser.ts'
import { type RunningDesk, startDesk } from './desk.ts'
import { isLetterTo, openPostOffice, type PostOffice } from './post-office.ts'
import { openVisit, type Visit } from './visit.ts'

// A seller opens a store's form; a buyer with a phone writes by it, and has the answer in their mail.

const person = { email: 'ada@nordlicht.example', password: 'four quiet grey geese' }
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let office: PostOffice
let desk: RunningDesk
let browser: Browser
let seller: Visit
let buyer: Visit
let storeId: string
let link: string

beforeAll(async () => {
  ;[office, desk, browser] = await Promise.all([openPostOffice(), startDesk(), openBrowser()])
  const setUp = await openVisit(browser, desk.url, null)
  const workspace = {
    workspaceName: 'Nordlicht',
    language: 'en',
    zone: 'Europe/Berlin',
    currency: 'EUR',
    name: 'Ada Wong',
  }
  await setUp.send('POST', '/api/setup', { ...workspace, ...person })
  await setUp.close()
  seller = await openVisit(browser, desk.url, person)
  const store = { name: 'Nordlicht', marketplace: 'own-shop', signatureName: 'Nordlicht Lampen' }
  storeId = (await seller.send<{ id: string }>('POST', '/api/stores', store)).id
  buyer = await openVisit(browser, desk.url, null, { width: 390 })
})

afterAll(async () => {
  await browser?.close()
  await desk?.stop()
  await office?.close()
})

test('the seller switches the form on, is told what it lacks, and copies its link', async () => {
  const { page } = seller
  await seller.open(`/settings/stores/${storeId}`)
  await page.getByRole('switch', { name: 'Buyers can write by this form' }).click()
  await page.getByText('This store has no mailbox yet').waitFor()
  await seller.send('POST', '/api/channels', {
    kind: 'receiver',
    name: 'Nordlicht',
    address: 'help@nordlicht.example',
    storeId,
    settings: { smtp: { host: '127.0.0.1', port: office.port, security: 'none', user: '' } },
  })
  await page.reload()
  link = await page.getByLabel('Link for buyers').inputValue()
  expect(new URL(link).pathname).toMatch(/^\/f\/[\w-]{64}$/)
  expect(await page.getByText('This store has no mailbox yet').count()).toBe(0)
})

test('the buyer chooses their language, is told what is missing, and no barrier stands in the way', async () => {
  const { page } = buyer
  await buyer.open(new URL(link).pathname)
  await page.getByRole('heading', { name: 'Write to Nordlicht Lampen' }).waitFor()
  await page.getByLabel('Language').selectOption('de')
  await page.getByRole('heading', { name: 'Schreiben Sie an Nordlicht Lampen' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  await page.getByRole('button', { name: 'Senden' }).click()
  await page.getByText('Bitte geben Sie Ihren Namen an.').waitFor()
  expect(await page.locator(':focus').getAttribute('name')).toBe('name')
  for (const label of ['Ihre E-Mail-Adresse', 'Worum geht es?', 'Ihre Nachricht'])
    expect(await page.getByLabel(label).getAttribute('aria-invalid')).toBe('true')
  expect(await barriersInBothThemes(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test('one message with a photo, sent by two clicks, is one ticket; its page shows it', async () => {
  const { page } = buyer
  await page.getByLabel('Ihr Name').fill('Karl Weber')
  await page.getByLabel('Ihre E-Mail-Adresse').fill('karl@buyer.example')
  await page.getByLabel('Bestellnummer').fill('NL-20441')
  await page.getByLabel('Worum geht es?').selectOption({ label: 'Frage zur Garantie' })
  await page.getByLabel('Ihre Nachricht').fill('Das Glas der Lampe hat einen Sprung. Gilt dafür die Garantie?')
  await page.setInputFiles('input[type=file]', { name: 'lampe.png', mimeType: 'image/png', buffer: png })
  await page.getByText('lampe.png').waitFor()
  await page.getByRole('button', { name: 'Senden' }).dblclick()
  await page.getByText(/Ihre Anfrage T-\d+ ist bei uns/).waitFor()
  await page.getByText('Wir antworten an karl@buyer.example').waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
  await page.getByRole('link', { name: 'Zu Ihrer Anfrage' }).click()
  await page.getByRole('heading', { name: /^Ihre Anfrage T-/ }).waitFor()
  await page.getByText('Das Glas der Lampe hat einen Sprung. Gilt dafür die Garantie?').waitFor()
  await page.getByText('1 Foto').waitFor()
  expect(buyer.complaints).toEqual([])
  expect(buyer.strangers).toEqual([])
})

test('the buyer is confirmed and answered by mail, in their language', async () => {
  const confirmed = await office.until(({ to }) => to.includes('karl@buyer.example'))
  expect(confirmed.mail.from?.address).toBe('help@nordlicht.example')
  expect(confirmed.mail.text).toMatch(/T-\d+/)
  const { items } = await seller.get<{ items: { id: string; kind: string; channelKind: string }[] }>(
    '/api/tickets?view=unassigned',
  )
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ kind: 'inquiry', channelKind: 'web-form', language: 'de', orderNumber: 'NL-20441' })
  const text = 'Guten Tag Herr Weber, die Garantie gilt. Wir senden Ihnen heute eine neue Lampe. Nordlicht Lampen'
  await seller.send('POST', `/api/tickets/${items[0]?.id}/messages`, { direction: 'outbound', text })
  const answer = await office.until((mail) => isLetterTo('karl@buyer.example', mail))
  expect(answer.mail.text).toContain('Wir senden Ihnen heute eine neue Lampe.')
  expect(answer.mail.from?.address).toBe('help@nordlicht.example')
})

test('a new link ends the old one', async () => {
  const { page } = seller
  await seller.open(`/settings/stores/${storeId}`)
  await page.getByRole('button', { name: 'Make a new link' }).click()
  await page
    .getByRole('dialog', { name: /^Make a new link/ })
    .getByRole('button', { name: 'Make a new link' })
    .click()
  await page.getByText('The form has a new link').waitFor()
  expect(await page.getByLabel('Link for buyers').inputValue()).not.toBe(link)
  await buyer.open(new URL(link).pathname)
  await buyer.page.getByRole('heading', { name: 'This form is not available' }).waitFor()
})
