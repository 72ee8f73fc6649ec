import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriersInBothThemes } from './axe.ts'
import { openBrowser } from './browser.ts'
import { type RunningDesk, startDesk } from './desk.ts'
import { openVisit, type Visit } from './visit.ts'

// What an administrator sets, by mouse and by keyboard, each with one mistake on the way.

const person = { email: 'ada@nordlicht.example', password: 'four quiet grey geese' }

let desk: RunningDesk
let browser: Browser
let visit: Visit
let page: Page

beforeAll(async () => {
  ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
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
  visit = await openVisit(browser, desk.url, person)
  page = visit.page
})

afterAll(async () => {
  await browser?.close()
  await desk?.stop()
})

const said = (words: string | RegExp) => page.getByText(words).first().waitFor()
const dialog = (name?: string | RegExp) => page.getByRole('dialog', name ? { name } : {}).last()
const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click()
/** Chooses from a list that is searched by typing. */
const choose = async (label: string, words: string) => {
  await dialog().getByLabel(label, { exact: true }).click()
  await page.getByRole('combobox', { name: label }).last().fill(words)
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
}

describe('stores', () => {
  test('a store is added with what its marketplace knows; a second of its name is refused at the field', async () => {
    await visit.open('/settings/stores/new')
    for (const [name, outcome] of [
      ['Nordlicht DE', 'Store added'],
      ['nordlicht de', 'Another store of this marketplace has this name.'],
    ] as const) {
      await visit.open('/settings/stores/new')
      await choose('Marketplace', 'amazon de')
      await dialog().getByLabel('Name', { exact: true }).fill(name)
      await press('Add store')
      await said(outcome)
    }
    expect(await dialog().getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true')
    expect(await dialog().getByLabel('Time zone').textContent()).toBe('Europe/Berlin')
  })

  test('it is found, opened by the keyboard and deactivated after asking', async () => {
    await visit.open('/settings/stores?q=nordlicht')
    await page.getByRole('link', { name: 'Nordlicht DE' }).focus()
    await page.keyboard.press('Enter')
    await press('Deactivate')
    await dialog(/^Deactivate/)
      .getByRole('button', { name: 'Deactivate', exact: true })
      .click()
    await said('Nordlicht DE is deactivated')
  })
})

test('a marketplace rule gets a new value with its source, and the old one stays in the history', async () => {
  await visit.open('/settings/marketplaces/amazon-fr')
  await page.getByRole('button', { name: /Answer a buyer’s message within/ }).click()
  await press('Record a new value')
  await dialog().getByLabel('Value').fill('1.5')
  await dialog().getByLabel('Holds for').selectOption({ label: 'this marketplace' })
  await dialog().getByLabel('What the source says').fill('Our own promise')
  await press('Record')
  await said('This value does not fit the rule.')
  await dialog().getByLabel('Value').fill('12')
  await press('Record')
  await dialog().getByText('12 hours', { exact: true }).waitFor()
  await dialog().getByText('24 hours', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Answer a buyer’s message within.*12 hours/ }).waitFor()
})

test('a member is invited by a link that is shown once', async () => {
  await visit.open('/settings/members/new')
  await dialog().getByLabel('Name', { exact: true }).fill('Emil Berg')
  await dialog().getByLabel('E-mail address').fill('emil@nordlicht.example')
  await press('Create invitation')
  expect(await dialog().getByLabel('Link', { exact: true }).inputValue()).toMatch(/\/join\//)
  await press('Done')
  await page.getByRole('link', { name: 'Emil Berg' }).waitFor()
  expect(await page.getByText('Invited', { exact: true }).count()).toBe(1)
})

test('an invited member cannot be activated by hand after a deactivation: a new link is offered instead', async () => {
  await visit.open('/settings/members')
  await page.getByRole('link', { name: 'Emil Berg' }).click()
  await press('Deactivate')
  await press('Deactivate')
  await said('Emil Berg is deactivated')
  await visit.open('/settings/members')
  await page.getByRole('link', { name: 'Emil Berg' }).click()
  await press('Activate')
  await said('Emil Berg has not joined yet')
  await press('New invitation link')
  expect(await dialog().getByLabel('Link', { exact: true }).inputValue()).toMatch(/\/join\//)
  await press('Done')
})

test('a role is made after a pattern, by keyboard; it is deleted only when nobody holds it', async () => {
  await visit.open('/settings/members/new?tab=roles')
  await dialog().getByLabel('Name in Chinese').fill('夜班')
  await dialog().getByLabel('Name in English').fill('Night shift')
  await dialog().getByLabel('Starts from').selectOption({ label: 'Auditor' })
  expect(await dialog().getByLabel('Tickets · read: Reach').inputValue()).toBe('all')
  await dialog().getByLabel('Name in English').press('Enter')
  await page.getByRole('link', { name: 'Night shift' }).waitFor()
  await visit.open('/settings/members')
  await page.getByRole('link', { name: 'Emil Berg' }).click()
  await dialog().getByLabel('Night shift').check()
  await press('Save')
  await said('Saved')
  await visit.open('/settings/members?tab=roles')
  await page.getByRole('link', { name: 'Night shift' }).click()
  await press('Delete')
  expect(await barriersInBothThemes(page)).toEqual([])
  await press('Delete')
  await said(/Members who hold this role \(1\): Emil Berg/)
  await visit.open('/settings/members')
  await page.getByRole('link', { name: 'Emil Berg' }).click()
  await dialog().getByLabel('Night shift').uncheck()
  await press('Save')
  await said('Saved')
  await visit.open('/settings/members?tab=roles')
  await page.getByRole('link', { name: 'Night shift' }).click()
  await press('Delete')
  await press('Delete')
  await said('Night shift was deleted')
  await page.getByRole('link', { name: 'Night shift' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Auditor' }).click()
  await dialog().getByRole('button', { name: 'Cancel' }).waitFor()
  expect(await dialog().getByRole('button', { name: 'Delete' }).count()).toBe(0)
})

test('a team is made with its members, renamed and deleted; an empty list says what teams are for', async () => {
  await visit.open('/settings/members?tab=teams')
  await said('No team yet')
  expect(await barriersInBothThemes(page)).toEqual([])
  await page.getByRole('main').getByRole('button', { name: 'Add team' }).first().click()
  await dialog().getByLabel('Name of the team').fill('Returns')
  await dialog().getByRole('button', { name: 'Choose…' }).click()
  await page.getByRole('combobox', { name: 'Add a member' }).last().fill('emil')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await dialog('Add team').getByText('Emil Berg').waitFor()
  await press('Add team')
  await page.getByRole('row', { name: /Returns.*1 member.*Emil Berg/ }).waitFor()
  await visit.open('/settings/members/new?tab=teams')
  await dialog().getByLabel('Name of the team').fill('RETURNS')
  await press('Add team')
  await said('Another team is called “RETURNS” already.')
  await visit.open('/settings/members?tab=teams')
  await page.getByRole('row').getByRole('link', { name: 'Returns' }).click()
  await dialog().getByLabel('Name of the team').fill('Refunds')
  await press('Take Emil Berg away')
  await press('Save')
  await page.getByRole('row', { name: /Refunds.*0 members/ }).waitFor()
  await page.getByRole('link', { name: 'Refunds' }).click()
  await press('Delete')
  await press('Delete')
  await said('Refunds was deleted')
  await said('No team yet')
})

test('a file that is refused says why', async () => {
  await visit.open('/settings/imports')
  const empty = { name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') }
  await page.locator('input[type=file]').setInputFiles(empty)
  await said('This file is empty.')
})

test('a policy is added and explains itself', async () => {
  await visit.open('/settings/policies/new')
  await dialog().getByLabel('Name', { exact: true }).fill('Urgent complaints')
  await dialog().getByLabel('Kind').selectOption('complaint')
  await dialog().getByLabel('Priority').selectOption('urgent')
  await dialog().getByLabel('Solution proposed', { exact: true }).check()
  await dialog().getByLabel('Solution proposed: Limit').fill('90')
  await dialog().getByLabel('Solution proposed: Unit').selectOption('minutes')
  await press('Add policy')
  await said('Policy added')
  await page.getByLabel('Kind').selectOption('complaint')
  await page.getByLabel('Priority').selectOption('urgent')
  await page.getByText('because of the kind · the priority').waitFor()
})

test('a calendar takes times as people type them, and the holidays of a country', async () => {
  await visit.open('/settings/calendars/new')
  await page.getByLabel('Name', { exact: true }).fill('Berlin')
  await page.getByRole('textbox', { name: 'Monday to' }).last().fill('1730')
  await page.getByRole('button', { name: 'Same from Monday to Friday' }).click()
  await said('35 hours a week')
  await page.getByRole('button', { name: 'Add calendar' }).click()
  await said('Calendar added')
  await page.getByLabel('Country').click()
  await page.getByRole('combobox', { name: 'Country' }).last().fill('Germany')
  await page.getByRole('option', { name: /Germany/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await said(/\d+ holidays added/)
})

test('a mailbox is tested before it is kept: what is wrong is said in words, step by step', async () => {
  await visit.open('/settings/channels/new')
  await dialog().getByLabel('E-mail address').fill('help@gmail.com')
  const host = dialog().getByLabel('Server', { exact: true }).first()
  expect(await host.inputValue()).toBe('imap.gmail.com')
  await dialog().getByLabel('Name', { exact: true }).fill('Help')
  await host.fill('127.0.0.1')
  await dialog().getByLabel('Port').first().fill('1')
  await dialog().getByLabel('Send letters by this server').uncheck()
  await press('Test connection')
  await said('IMAP: it does not work yet')
  await said(/nothing listens on this port/)
  await press('Add mailbox')
  await said('Mailbox added')
})

test('a mailbox can be tested again: new reports take the place of the old', async () => {
  await visit.open('/settings/channels/new')
  const fill = async (title: string) => {
    const server = dialog().getByRole('group', { name: title })
    await server.getByLabel('Server', { exact: true }).fill('127.0.0.1')
    await server.getByLabel('Port').fill('1')
  }
  await dialog().getByLabel('Send letters by this server').uncheck()
  await fill('Incoming server (IMAP)')
  await press('Test connection')
  await said('IMAP: it does not work yet')
  await dialog().getByLabel('Send letters by this server').check()
  await fill('Outgoing server (SMTP)')
  await press('Test connection')
  await said('SMTP: it does not work yet')
  await press('Cancel')
  await dialog().waitFor({ state: 'detached' })
})

test('an API token shows its secret once and can be revoked', async () => {
  await visit.open('/settings/tokens/new')
  await dialog().getByLabel('What it is for').fill('Import of orders')
  await dialog().getByLabel('Stores · read').check()
  await press('Create token')
  expect(await dialog().getByLabel('Secret').inputValue()).toMatch(/^amends_/)
  await press('Done')
  await page.getByRole('button', { name: 'Revoke' }).click()
  await press('Revoke')
  await said('Import of orders was revoked')
})

test.each([
  'stores',
  'stores/new',
  'channels',
  'channels/new',
  'channels?tab=quarantine',
  'channels?tab=outgoing',
  'marketplaces',
  'marketplaces/amazon-de',
  'products',
  'imports',
  'policies',
  'policies/new',
  'calendars',
  'calendars/new',
  'members',
  'members/new',
  'members?tab=roles',
  'members/new?tab=roles',
  'members?tab=teams',
  'members/new?tab=teams',
  'assignment',
  'tokens',
  'tokens/new',
  'audit',
])('no barrier on settings/%s', async (path) => {
  await visit.open(`/settings/${path}`)
  await page.locator('h1').first().waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
})
