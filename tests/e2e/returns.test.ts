import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderRow } from '../fixtures/order-rows.ts'
import { barriersInBothThemes } from './axe.ts'
import { answerField, countKeys, rowWith, said } from './inbox.ts'
import { demo, openStage, type Stage } from './stage.ts'
import { arrive, type BuyersCase } from './story.ts'
import type { Visit } from './visit.ts'

// A return beside its ticket: begun, its letters sent by the keyboard, its answers confirmed by one key.

let stage: Stage
let agent: Visit

beforeAll(async () => {
  stage = await openStage({ tickets: 30 })
  agent = await stage.visit(demo.agent)
  await agent.send('PUT', '/api/availabilities/me', { state: 'on-duty' })
})

afterAll(() => stage?.close())

const wantsBack: BuyersCase = {
  store: 'kitto@desk.demo',
  buyer: { name: 'Emma Clark', address: 'emma.clark.55911@mail.example' },
  order: 'K-7559111',
  language: 'en',
  subject: 'Return of my order K-7559111',
  text: 'Hello,\n\nthe chair from my order K-7559111 arrived. It is fine, but I do not like the colour. I want to return it.\n\nThank you,\nEmma',
  more: 'No, I still want to return it. Please tell me how.',
}

/** The order is known, and its buyer writes. */
async function arriveAbout(reader: Visit, about: BuyersCase): Promise<void> {
  const manager = await stage.visit(demo.manager)
  const { items } = await manager.get<{ items: { id: string; name: string }[] }>('/api/stores?limit=100')
  const delivered = { orderStatus: 'delivered', title: 'Dining chair', quantity: 1 } as const
  await manager.send('POST', '/api/orders/rows', {
    storeId: items.find(({ name }) => name.startsWith('Kitto'))?.id,
    rows: [orderRow(about.order, { ...delivered, buyerAddress: about.buyer.address })],
  })
  await manager.close()
  await arrive(stage, reader, about)
}

test('a return is begun and its letter sent by three keys; the next answer is confirmed by one, its letter by one more', async () => {
  const { page } = agent
  await agent.open('/inbox/mine')
  await page.getByRole('row').first().waitFor()
  await arriveAbout(agent, wantsBack)
  await rowWith(page, wantsBack.order).getByRole('link').click()
  await answerField(page).waitFor()
  const card = page.getByRole('region', { name: 'Return', exact: true })
  const begin = card.getByRole('button', { name: 'Begin the return' })
  await begin.waitFor()

  const first = await countKeys(page)
  await page.keyboard.press('b')
  await begin.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  const send = card.getByRole('button', { name: 'Send the letter' })
  await send.and(page.locator(':focus')).waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
  await page.keyboard.press('Enter')
  await said(page, 'Answer by').filter({ hasText: 'Goes out in' }).waitFor()
  expect(await first()).toBeLessThanOrEqual(3)

  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await said(page, 'Answer by').filter({ hasText: 'Taken back' }).waitFor()
  await send.waitFor()
  expect(await answerField(page).inputValue()).toBe('')

  const again = await countKeys(page)
  await page.keyboard.press('y')
  await send.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await said(page, 'Answer by').filter({ hasText: 'Goes out in' }).waitFor()
  expect(await again()).toBeLessThanOrEqual(3)
  const letter = await stage.buyers.letterTo(wantsBack.buyer.address)
  await card.getByText('Waits for the buyer').waitFor()

  await stage.buyers.write({
    from: `${wantsBack.buyer.name} <${wantsBack.buyer.address}>`,
    to: letter.mail.replyTo?.[0]?.address ?? wantsBack.store,
    subject: `Re: ${wantsBack.subject}`,
    text: wantsBack.more,
    inReplyTo: letter.mail.messageId ?? '',
    references: [letter.mail.messageId ?? ''],
  })
  await card.getByText('They seem to insist').waitFor()
  await card.getByText('I still want to return it', { exact: false }).first().waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])
  const insisted = await countKeys(page)
  await page.keyboard.press('1')
  await send
    .or(card.getByRole('button', { name: 'Carry out and send' }))
    .and(page.locator(':focus'))
    .waitFor()
  await page.keyboard.press('Enter')
  await said(page, 'Answer by').filter({ hasText: 'Goes out in' }).waitFor()
  expect(await insisted()).toBeLessThanOrEqual(2)
})

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a damaged chair: a fact is stated, a resolution chosen, the goods graded with a photo, the return ended with a reason', async () => {
  const manager = await stage.visit(demo.manager, { language: 'zh-CN' })
  const { page } = manager
  const about = {
    ...wantsBack,
    order: 'K-7559122',
    buyer: { name: 'Tom Reed', address: 'tom.reed.55922@mail.example' },
  }
  await manager.open('/inbox/all')
  await page.getByRole('row').first().waitFor()
  await arriveAbout(manager, {
    ...about,
    subject: 'Return of my order K-7559122',
    text: 'Hello, the chair from my order K-7559122 arrived broken, one leg is cracked. I want to return it. Tom',
  })
  await rowWith(page, about.order).getByRole('link').click()
  const card = page.getByRole('region', { name: '退货决策' })
  const begin = card.getByRole('button', { name: '开始退返品流程' })
  await card.getByRole('button', { name: '更正' }).click()
  await card.getByLabel('退货原因').selectOption('damaged')
  await begin.click()
  await card.getByText('请买家提供照片').first().waitFor()

  await card.getByRole('button', { name: '填写信息…' }).last().click()
  const state = page.getByRole('dialog', { name: '填写信息' })
  await state.getByLabel('信息', { exact: true }).selectOption('photos')
  await state.getByLabel('照片数').fill('2')
  expect(await barriersInBothThemes(page)).toEqual([])
  await state.getByRole('button', { name: '确定' }).click()
  const resolutions = card.getByRole('list', { name: '处置方案' })
  await resolutions.getByText('留用并部分退款').waitFor()
  expect(await barriersInBothThemes(page)).toEqual([])

  await card.getByText('退货包裹与退款').click()
  await card.getByRole('button', { name: '验货…' }).click()
  const grade = page.getByRole('dialog', { name: '验货' })
  await grade.getByLabel('商品状况').selectOption('damaged')
  await grade.getByLabel('退货处置').selectOption('spare-parts')
  await grade.locator('input[type=file]').setInputFiles({ name: 'leg.png', mimeType: 'image/png', buffer: onePixel })
  await grade.getByRole('button', { name: '移除 leg.png' }).waitFor()
  await grade.getByRole('button', { name: '保存' }).click()
  await card.getByRole('img', { name: 'leg.png' }).waitFor()
  await card.getByText('拆作配件').waitFor()
  await card.getByRole('button', { name: '退款…' }).click()
  const refund = page.getByRole('dialog', { name: '登记退款' })
  await refund.getByLabel(/金额/).fill('12.50')
  await refund.getByRole('button', { name: '保存' }).click()
  await card.getByText('退款 €12.50').waitFor()
  await page.getByText(/验货：损坏/).waitFor()

  await card.getByRole('button', { name: '另行结束…' }).click()
  const end = page.getByRole('dialog', { name: '另行结束申请' })
  await end.getByLabel('结果').selectOption('refunded')
  await end.getByLabel('原因').fill('电话商定')
  await end.getByRole('button', { name: '结束申请' }).click()
  await page.getByText(/另行结束 RMA-\d+，结果“已退款”：电话商定/).waitFor()
  const ended = card.getByRole('region', { name: '已结束的退返品申请' })
  await ended.getByText(/^RMA-\d+$/).click()
  await ended.getByText('质量问题或损坏').waitFor()
  await ended.getByRole('img', { name: 'leg.png' }).waitFor()
  await manager.close()
})
