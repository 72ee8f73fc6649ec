import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersInBothThemes } from './axe.ts'
import { demo, openStage, type Stage } from './stage.ts'
import type { Visit } from './visit.ts'

// A return policy from its draft, by mouse and by keyboard, over a second person's approval into force.

let stage: Stage
let author: Visit

beforeAll(async () => {
  stage = await openStage({ tickets: 10 })
  const manager = await stage.visit(demo.manager)
  const { items: members } = await manager.get<{ items: { id: string; email: string; roleIds: string[] }[] }>(
    '/api/members?limit=100',
  )
  const roles = await manager.get<{ id: string; key: string }[]>('/api/roles')
  const agent = members.find(({ email }) => email === demo.agent)
  const supervisor = roles.find(({ key }) => key === 'supervisor')
  if (!agent || !supervisor) throw new Error('the demo has no agent, or no role of supervisors')
  await manager.send('PATCH', `/api/members/${agent.id}`, { roleIds: [supervisor.id] })
  await manager.close()
  author = await stage.visit(demo.agent)
})

afterAll(() => stage?.close())

test('a draft is written, tried and submitted; its author cannot approve it, a second person publishes it', async () => {
  const { page } = author
  await author.open('/returns/policies')
  await page.getByRole('link', { name: /No-reason return/ }).click()
  await page.getByRole('button', { name: 'New draft from this' }).click()
  await page.getByText('Draft', { exact: true }).first().waitFor()
  await page.getByRole('group', { name: 'Decision: May a restocking fee be asked?' }).waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])

  await page.getByRole('tab', { name: 'Fields' }).click()
  await page.getByLabel('Restocking fee (%)').fill('12')
  await page.getByText('Not saved').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('Saved', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Outline' }).click()
  await page.getByRole('treeitem').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Insert')
  await page.getByRole('dialog', { name: 'Add node' }).getByRole('button', { name: 'Wait' }).click()
  const added = page.getByRole('treeitem', { name: /New wait/ }).first()
  await added.waitFor()
  await added.focus()
  await page.keyboard.press('Delete')
  await added.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await added.waitFor()
  await page.keyboard.press('Control+z')
  await added.waitFor({ state: 'detached' })
  await page.getByText('Not saved').waitFor({ state: 'detached' })
  expect(await barriersInBothThemes(page)).toEqual([])

  await page.getByRole('tab', { name: 'Trial' }).click()
  await page.getByLabel('Marketplace', { exact: true }).selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Insists' }).click()
  await page.getByLabel('Profanity', { exact: true }).selectOption('yes')
  await page.getByText('rule R6', { exact: false }).waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])

  await page.getByRole('button', { name: 'Submit for review' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Submit for review' }).click()
  await page.getByText('In review').first().waitFor()
  expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)

  const second = await stage.visit(demo.manager)
  await second.open('/returns/policies/no-reason-return?panel=difference')
  await second.page.getByText('15').first().waitFor()
  await second.page.getByRole('button', { name: 'Approve' }).click()
  await second.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await second.page.getByRole('button', { name: 'Publish' }).first().click()
  await second.page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await second.page.getByText('v3 is in force').waitFor()
  await second.page.getByRole('tab', { name: 'History' }).click()
  await second.page
    .getByText(/^Approved by/)
    .first()
    .waitFor()
  expect(await barriersInBothThemes(second.page)).toEqual([])
  expect([...author.complaints, ...second.complaints]).toEqual([])
  await second.close()
})

test('on a phone one works in the outline, and the picture is only looked at', async () => {
  const phone = await stage.visit(demo.manager, { width: 390 })
  await phone.open('/returns/policies/quality-return')
  await phone.page.getByRole('tree').waitFor()
  await phone.page.locator('.react-flow').last().waitFor()
  expect(await barriersInBothThemes(phone.page)).toEqual([])
  expect(phone.complaints).toEqual([])
  await phone.close()
})
