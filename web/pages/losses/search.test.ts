import { expect, test } from 'vitest'
import { asked, readLossSearch } from './search.ts'

test('an address says period, cuts and the opened line; what is not understood is left out', () => {
  const search = {
    by: 'month',
    basis: 'ordered',
    from: '2026-01-01',
    until: 'soon',
    category: '',
    sku: 42,
    agent: 'Lin',
  }
  expect(readLossSearch(search)).toEqual({ by: 'month', basis: 'ordered', from: '2026-01-01', category: '', sku: '42' })
  expect(readLossSearch({ tab: 'ledger', without: true, state: 'cost-missing', line: 'x', group: 'agent' })).toEqual({
    tab: 'ledger',
    without: true,
    state: 'cost-missing',
    line: 'x',
  })
})

test('what is not known is asked for as such, and differs from what is not asked for', () => {
  expect(asked({ category: '', version: '', until: '2026-01-31' })).toEqual({
    category: '',
    policyVersionId: '',
    last: '2026-01-31',
  })
  expect(asked({})).toEqual({})
})
