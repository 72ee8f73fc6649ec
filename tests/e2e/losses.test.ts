import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersInBothThemes } from './axe.ts'
import { demo, openStage, type Stage } from './stage.ts'
import type { Visit } from './visit.ts'

// The return loss rate, from its figure to the lines behind it and to a booking that is put right.

interface Rate {
  readonly total: { readonly loss: number; readonly parcels: number; readonly rate: number | null }
  readonly waiting: boolean
}

let stage: Stage
let manager: Visit

beforeAll(async () => {
  stage = await openStage({ tickets: 10 })
  manager = await stage.visit(demo.manager)
})

afterAll(() => stage?.close())

const rate = () => manager.get<Rate>('/api/loss-rate?by=month')

test('from the rate to a SKU, to its lines, to a booking that is taken back; the rate falls by it', async () => {
  const { page } = manager
  // Reports were read in with the demo; the ledger goes over them at its next beats.
  await expect.poll(async () => (await rate()).waiting, { timeout: 90_000, interval: 500 }).toBe(false)
  const before = (await rate()).total
  expect(before.rate).toBeGreaterThan(0)

  await manager.open('/losses?by=month')
  await page.getByRole('link', { name: /^Return loss rate \d/ }).waitFor()
  await page
    .getByRole('link', { name: /^From 20.* Open its lines\.$/ })
    .first()
    .waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
  await page.getByRole('combobox', { name: 'By what' }).selectOption('sku')
  await page.getByRole('row').filter({ hasText: 'NH-S4' }).getByRole('link', { name: /¥/ }).click()
  await page.getByRole('link', { name: 'Refund', exact: true }).first().click()
  const booking = page.getByRole('region', { name: 'Booking' })
  await booking.getByText('NH-S4').waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])

  await booking.getByRole('button', { name: /^Reverse/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('The parcel came back unopened')
  await dialog.getByRole('button', { name: /^Reverse/ }).click()
  await page.getByText('Reversal', { exact: true }).first().waitFor()
  const after = (await rate()).total
  expect(after.loss).toBeLessThan(before.loss)
  expect(after.parcels).toBe(before.parcels)
  expect(manager.complaints).toEqual([])
})
