import { expect, test } from 'vitest'
import { formatsOf } from './formats.ts'

const now = new Date('2026-11-22T06:00:00Z')
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000)

test('relative under 24 hours, absolute after, with the year when it is another', () => {
  const zh = formatsOf('zh-CN', 'Asia/Shanghai')
  const en = formatsOf('en', 'UTC')
  expect(zh.moment(ago(5), now)).toBe('5分钟前')
  expect(zh.moment(ago(180), now)).toBe('3小时前')
  expect(en.moment(ago(23 * 60), now)).toBe('23 hr. ago')
  expect(zh.moment(ago(25 * 60), now)).toBe('11月21日 13:00')
  expect(en.moment(new Date('2025-03-02T14:05:00Z'), now)).toContain('2025')
})

test('the clock has 24 hours, also at midnight', () => {
  expect(formatsOf('en', 'UTC').clock(new Date('2026-01-01T00:07:00Z'))).toBe('00:07')
  expect(formatsOf('zh-CN', 'Asia/Shanghai').clock(new Date('2026-01-01T16:07:00Z'))).toBe('00:07')
})

test('a span shows its two largest units', () => {
  const zh = formatsOf('zh-CN', 'UTC')
  const en = formatsOf('en', 'UTC')
  expect(zh.span(52 * 60_000)).toBe('52分')
  expect(zh.span(-(14 * 60 + 16) * 60_000)).toBe('14小时16分')
  expect(en.span((2 * 1_440 + 3 * 60 + 9) * 60_000)).toBe('2d 3h')
  expect(en.span(20_000)).toBe('0m')
})

test('money comes from minor units, in its own currency', () => {
  const en = formatsOf('en', 'UTC')
  expect(en.money(38_999, 'USD')).toBe('$389.99')
  expect(en.money(1_500, 'JPY')).toBe('¥1,500')
})
