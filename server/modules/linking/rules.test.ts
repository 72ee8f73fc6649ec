import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameKey, numberKey } from '../../lib/text.keys.ts'
import { findIdentifiers } from '../classification/index.ts'
import type { OrderTraits } from '../orders/index.ts'
import { numbersIn, readClues, readSaid } from './rules.clues.ts'
import { isNear, wordsNamed } from './rules.traits.ts'
import { chooseOrder } from './rules.ts'

describe('the numbers that a text names', () => {
  test.each([
    ['Order 302-1234567-7654321!', ['30212345677654321']],
    ['注文３０２－１２３４５６７－７６５４３２１です', ['30212345677654321']],
    ['3O2-l234567-7654321', ['30212345677654321']],
    ['302–1234567–7654321 and 11-22222-33333', ['30212345677654321', '112222233333']],
    ['my order #1001', ['1001']],
    ['it is 1001', ['1001']],
    ['K-12345 or k 12345', ['K12345', '12345']],
    ['ill, Ill, Oil, I will', []],
    ['12 days, 50 %', []],
  ])('%s', (text, numbers) => {
    const found = numbersIn(text, 'text').map(({ folded }) => folded)
    expect(found).toEqual(expect.arrayContaining(numbers))
    if (numbers.length === 0) expect(found).toEqual([])
  })

  test('however its hyphens are written, an Amazon number is read', () => {
    const parts = fc.tuple(fc.stringMatching(/^\d{3}$/), fc.stringMatching(/^\d{7}$/), fc.stringMatching(/^\d{7}$/))
    const sign = fc.constantFrom('-', ' ', '', '–', ' - ', '.', '－')
    fc.assert(
      fc.property(parts, sign, fc.constantFrom('', 'Order ', 'Nr. ', '注文'), (parts, sign, before) => {
        const found = numbersIn(`${before}${parts.join(sign)}, please`, 'text')
        expect(found[0]).toMatchObject({ folded: parts.join(''), shaped: true })
      }),
    )
  })
})

test.each([
  ['30212345677654321', '30212345677654327', true],
  ['30212345677654321', '3021234567765432', true],
  ['3021234567765432', '30212345677654321', true],
  ['30221345677654321', '30212345677654321', true],
  ['12345', 'K12345', true],
  ['12345', '99912345', true],
  ['30212345677654321', '30212345677654321', false],
  ['30212345677654321', '30212345677654388', false],
  ['1001', '1002', false],
])('%s is near %s: %s', (written, number, near) => expect(isNear(written, number)).toBe(near))

test.each([
  ['Oslo two-seat sofa', 'the oslo sofa wobbles', 2],
  ['Oslo two-seat sofa', 'the sofa wobbles', 0],
  ['Lamp', 'my lamp', 1],
  ['Lamp', 'my lamps', 0],
  ['フィヨルド フロアランプ', 'フィヨルド フロアランプが届きません', 2],
])('of “%s”, “%s” names %d words', (title, text, count) => expect(wordsNamed(title, readSaid(text))).toBe(count))

const at = new Date('2026-03-01T00:00:00Z')
const emily = 'k3xj0@marketplace.amazon.de'
const order = (id: string, change: Partial<OrderTraits> & { number?: string } = {}): OrderTraits => {
  const number = change.number ?? '302-1234567-7654321'
  return {
    id,
    numberFolded: numberKey(number),
    storeId: 'berlin',
    orderedAt: new Date('2026-02-20T00:00:00Z'),
    buyerKey: nameKey('Emily Carter'),
    buyerAddress: emily,
    items: [{ sku: 'SOFA-2', asin: null, title: 'Oslo two-seat sofa' }],
    trackingNumbers: ['00340434161094000001'],
    ...change,
    number,
  }
}
const asked = (
  text: string,
  change: { address?: string | null; name?: string; subject?: string; typed?: string } = {},
) => {
  const { address = emily, name = 'Emily Carter', subject = '', typed = null } = change
  const letters = [{ subject, text, quoted: null, authorName: name, address }]
  return { ...readClues(letters, typed, (text) => findIdentifiers(text)), storeId: 'berlin', at }
}
const codes = (reasons: readonly { code: string }[] | undefined) => reasons?.map(({ code }) => code)

const stranger = { address: 'other@buyer.test', name: 'Somebody Else' }
const other = order('other', {
  number: '304-0000000-1111111',
  items: [{ sku: 'LAMP-1', asin: null, title: 'Fjord floor lamp' }],
})
test.each([
  ['number and alias', asked('302-1234567-7654321'), [order('it'), other], 'it', 'certain', ['number', 'address']],
  [
    'number, no address known',
    asked('302-1234567-7654321'),
    [order('it', { buyerAddress: null })],
    'it',
    'certain',
    ['number', 'name'],
  ],
  [
    'number from somebody else',
    asked('302-1234567-7654321', stranger),
    [order('it')],
    'it',
    'likely',
    ['number', 'other-buyer'],
  ],
  [
    'another’s number from a buyer with an order',
    asked('302-1234567-7654321'),
    [order('it', { buyerAddress: 'b@c.test', buyerKey: 'x y' }), other],
    'it',
    'low',
    ['number', 'other-buyer'],
  ],
  [
    'number of another store',
    asked('302-1234567-7654321', stranger),
    [order('it', { storeId: 'london' })],
    'it',
    'low',
    ['number', 'other-buyer', 'other-store'],
  ],
  [
    'a short number alone',
    asked('order 1001', stranger),
    [order('it', { number: '#1001' })],
    'it',
    'low',
    ['number-folded', 'other-buyer'],
  ],
  [
    'a short number and the alias',
    asked('order #1001'),
    [order('it', { number: '#1001' })],
    'it',
    'certain',
    ['number', 'address'],
  ],
  [
    'two of the buyer’s numbers, one in the subject',
    asked('304-0000000-1111111', { subject: '302-1234567-7654321' }),
    [order('it'), other],
    'it',
    'low',
    ['number', 'address', 'several'],
  ],
  ['a slip', asked('302-1234567-7654312'), [order('it'), other], 'it', 'likely', ['number-near', 'address']],
  ['a number nobody knows', asked('309-9999999-9999999'), [order('it')], undefined, undefined, undefined],
  ['the only order', asked('where is it?'), [order('it')], 'it', 'likely', ['address', 'only-order']],
  [
    'the only order, long ago',
    asked('where?'),
    [order('it', { orderedAt: new Date('2025-11-01T00:00:00Z') })],
    'it',
    'low',
    ['address', 'only-order', 'long-ago'],
  ],
  ['the goods decide', asked('the Oslo sofa broke'), [order('it'), other], 'it', 'likely', ['address', 'item']],
  ['other goods than the only order’s', asked('SKU: DESK-77'), [order('it')], 'it', 'low', ['address', 'item-differs']],
  [
    'nothing decides',
    asked('it broke'),
    [order('it', { orderedAt: new Date('2026-02-25T00:00:00Z') }), other],
    'it',
    'low',
    ['address', 'several'],
  ],
  [
    'the name alone',
    asked('it broke', { address: 'new@mail.test' }),
    [order('it')],
    'it',
    'low',
    ['name', 'other-buyer'],
  ],
  [
    'a first name is nobody',
    asked('it broke', { address: 'new@mail.test', name: 'Emily' }),
    [],
    undefined,
    undefined,
    undefined,
  ],
  [
    'ordered after the letter',
    asked('302-1234567-7654321'),
    [order('it', { orderedAt: new Date('2026-03-09T00:00:00Z') })],
    'it',
    'low',
    ['number', 'address', 'ordered-later'],
  ],
  [
    'the tracking number',
    asked('tracking 00340434161094000001', stranger),
    [order('it')],
    'it',
    'likely',
    ['tracking', 'other-buyer'],
  ],
  [
    'the number typed by a person',
    asked('see 304-0000000-1111111', { typed: '302-1234567-7654321' }),
    [order('it'), other],
    'it',
    'certain',
    ['number', 'address'],
  ],
])('%s', (_, facts, orders, id, confidence, reasons) => {
  const { chosen } = chooseOrder(facts, orders)
  expect([chosen?.orderId, chosen?.confidence, codes(chosen?.reasons)]).toEqual([id, confidence, reasons])
})

test('the order of the candidates decides nothing, and whoever is not chosen is offered', () => {
  const orders = fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-f]{3}$/),
      number: fc.constantFrom('302-1234567-7654321', '304-0000000-1111111', '#1001'),
      storeId: fc.constantFrom('berlin', 'london'),
      buyerAddress: fc.constantFrom(emily, null, 'b@c.test'),
      orderedAt: fc.date({ min: new Date('2025-09-01'), max: new Date('2026-03-04'), noInvalidDate: true }),
    }),
    { selector: ({ id }) => id, maxLength: 6 },
  )
  const text = fc.constantFrom(
    'it broke',
    '302-1234567-7654321',
    '#1001',
    '304 0000000 1111111 and 302-1234567-7654321',
  )
  fc.assert(
    fc.property(orders, text, (made, text) => {
      const all = made.map(({ id, ...change }) => order(id, change))
      const choice = chooseOrder(asked(text), all)
      expect(chooseOrder(asked(text), all.toReversed())).toEqual(choice)
      const offered = [choice.chosen, ...choice.others].flatMap((one) => (one ? [one.orderId] : []))
      expect(offered.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
    }),
  )
})
