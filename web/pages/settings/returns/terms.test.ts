import { expect, test } from 'vitest'
import { limitsOf, type Terms, termsOf, typedOf } from './terms.ts'

const terms: Terms = {
  storeId: 's',
  storeName: 'Kitto',
  returnAddress: 'Kai 1',
  currency: 'EUR',
  outboundShipping: 590,
  returnShipping: null,
  restockingCost: 0,
}

test('what is shown is saved again as it was', () => {
  const { storeId: _, storeName: __, ...change } = terms
  expect(typedOf(terms)).toMatchObject({ outboundShipping: '5.90', returnShipping: '', restockingCost: '0.00' })
  expect(termsOf(typedOf(terms))).toEqual(change)
  expect(termsOf(typedOf({ ...terms, currency: 'JPY' }))).toMatchObject({ outboundShipping: 590 })
})

test.each([
  [
    { currency: 'eur', returnShipping: '7,5' },
    { currency: 'EUR', returnShipping: 750 },
  ],
  [
    { currency: 'ＥＵＲ', returnShipping: '１２' },
    { currency: 'EUR', returnShipping: 1_200 },
  ],
  [{ currency: 'EURO' }, ['currency']],
  [{ returnShipping: '-1', restockingCost: 'much' }, ['returnShipping', 'restockingCost']],
  [{ currency: 'JPY', outboundShipping: '5.90', restockingCost: '' }, ['outboundShipping']],
])('%j is read as %j', (change, wanted) => {
  const read = termsOf({ ...typedOf(terms), ...change })
  if (Array.isArray(wanted)) expect(read).toEqual(wanted)
  else expect(read).toMatchObject(wanted)
})

test('a role without an amount has no limit, one of zero decides nothing that costs', () => {
  const typed = [
    { roleId: 'a', amount: '', currency: '' },
    { roleId: 'b', amount: '0', currency: 'cny' },
    { roleId: 'c', amount: '99.5', currency: 'USD' },
  ]
  expect(limitsOf(typed)).toEqual([
    { roleId: 'b', amount: 0, currency: 'CNY' },
    { roleId: 'c', amount: 9_950, currency: 'USD' },
  ])
  expect(limitsOf([...typed, { roleId: 'd', amount: '5', currency: '' }])).toEqual(['d'])
})
