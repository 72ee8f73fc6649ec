import { describe, expect, test } from 'vitest'
import { shoutedSentence } from './rules.capitals.ts'

describe('shouted', () => {
  test.each([
    ['I WANT MY MONEY BACK', 'I WANT MY MONEY BACK'],
    ['Hello. TAKE IT BACK! Regards', 'TAKE IT BACK!'],
    ['UNACCEPTABLE', 'UNACCEPTABLE'],
    ['ICH WILL MEIN GELD ZURÜCK!!!', 'ICH WILL MEIN GELD ZURÜCK!!!'],
    ["C'EST INADMISSIBLE, REMBOURSEZ MOI", "C'EST INADMISSIBLE, REMBOURSEZ MOI"],
    ['ORDER 112-1234567-7654321 NEVER CAME, I WANT A REFUND', 'ORDER 112-1234567-7654321 NEVER CAME, I WANT A REFUND'],
    ['WHERE IS MY PARCEL Mr', 'WHERE IS MY PARCEL Mr'],
    ['ГДЕ МОЙ ЗАКАЗ', 'ГДЕ МОЙ ЗАКАЗ'],
  ])('%j', (text, sentence) => {
    expect(shoutedSentence(text)).toBe(sentence)
  })
})

describe('not shouted', () => {
  test.each([
    ['two words', 'VERY BAD'],
    ['eleven letters', 'TAKENITBACK'],
    ['a third in small letters', 'I WANT my money back'],
    ['an order number', 'Order B0C5XYZ123. OK.'],
    ['ids alone', 'ASIN B0ABC12345 SKU SOFA-3-BLK 1Z999AA10123456784'],
    ['carriers and acronyms', 'UPS DHL FEDEX USB HDMI LED TV OK'],
    ['capitals of Chinese letters', '我要退货。请尽快处理。HDMI 接口坏了'],
    ['German nouns', 'Die Rechnung, die Lieferung, der Artikel'],
    ['an address', 'JEAN DUPONT\n12 RUE DE LA PAIX\n75002 PARIS'],
    ['an English address', '14 HIGH STREET\nLONDON SW1A 1AA'],
    ['quoted history', 'thanks\n\n> I WANT MY MONEY BACK NOW'],
    ['words in quotation marks', 'On the box stands "DO NOT OPEN THIS SIDE" only'],
    ['a signature', 'Thanks for your help\n\n-- \nJOHN SMITH SALES DEPARTMENT LTD'],
    ['nothing', ''],
  ])('%s', (_what, text) => {
    expect(shoutedSentence(text)).toBeUndefined()
  })
})

test('order numbers of the own shop are taken away too', () => {
  expect(shoutedSentence('MEIN PAKET ABCD-1234-EFGH', ['@@@@-####-@@@@'])).toBeUndefined()
})
