import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simplify } from './text.han.ts'
import { stem } from './text.stem.ts'
import { excerpt, fold, sentences, words } from './text.ts'

describe('sentences', () => {
  test.each([
    ['Where is it? I paid 3.50 EUR. Thanks', ['Where is it?', 'I paid 3.50 EUR.', 'Thanks']],
    ['我要退货。请尽快处理！谢谢', ['我要退货。', '请尽快处理！', '谢谢']],
    ['「返品したい。」と書いた。', ['「返品したい。」', 'と書いた。']],
    ['Hello\n\n- one\n- two', ['Hello', '- one', '- two']],
    ['What?! No...', ['What?!', 'No...']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(sentences(text)).toEqual(expected)
  })
})

test('words keep their apostrophes and leave digits out', () => {
  expect(words("Don't ship l’ordine 66 à Łódź")).toEqual(["Don't", 'ship', 'l’ordine', 'à', 'Łódź'])
})

describe('fold', () => {
  test.each([
    ['ＡＢＣ１２３', 'abc123'],
    ['Größe', 'grosse'],
    ['Œuvre ÆØÅ Łódź', 'oeuvre aeoa lodz'],
    ['退貨申請', '退货申请'],
    ['ｶﾞｽ', 'ガス'],
    ['がか', 'がか'],
    ['don’t', "don't"],
    ['pass\u200bword', 'password'],
    ['한국어', '한국어'],
  ])('%j → %j', (text, expected) => {
    expect(fold(text)).toBe(expected)
  })

  test('folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
})

test('simplify maps one character to one', () => {
  expect(simplify('臺灣的訂單還沒收到')).toBe('台湾的订单还没收到')
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => simplify(text).length === text.length))
})

describe('stem: inflections of one word meet', () => {
  test.each([
    ['en', ['refund', 'refunds', 'refunded', 'refunding']],
    ['en', ['cancel', 'cancels', 'cancelled', 'canceled', 'cancelling']],
    ['en', ['delivery', 'deliveries', 'delivered']],
    ['de', ['erstattung', 'erstattungen', 'erstatten', 'erstattet']],
    ['de', ['lieferung', 'lieferungen', 'liefern', 'liefert']],
    ['fr', ['rembourser', 'remboursement', 'remboursements', 'rembourse', 'remboursez']],
    ['it', ['rimborso', 'rimborsi', 'rimborsare', 'rimborsato']],
    ['es', ['devolucion', 'devoluciones']],
    ['es', ['cancelar', 'cancelado', 'cancelacion', 'cancelando']],
    ['nl', ['bestelling', 'bestellingen', 'bestellen', 'bestelde']],
    ['sv', ['leverans', 'leveransen']],
    ['pl', ['zamowienie', 'zamowienia']],
  ] as const)('%s %j', (language, forms) => {
    expect(new Set(forms.map((form) => stem(form, language))).size).toBe(1)
  })
})

test('an excerpt is one line, within its limit, cut at a word', () => {
  expect(excerpt('Where  is\nmy parcel?', 50)).toBe('Where is my parcel?')
  expect(excerpt('one two three four five', 12)).toBe('one two…')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(Array.from(excerpt(text, 40)).length).toBeLessThanOrEqual(40)
    }),
  )
})
