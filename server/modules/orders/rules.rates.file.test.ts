import { expect, test } from 'vitest'
import { ratesInFile } from './rules.rates.file.ts'

const read = (text: string, since = '2000-01-01') => ratesInFile(text, { source: 'ECB', since })

test('the history of the European Central Bank: a column for each currency, N/A and a comma at the end', () => {
  const file = 'Date,USD,JPY,CYP,\n2026-09-29,1.0876,163.25,N/A,\n2026-09-28,1.0871,163.1,N/A,\n'
  expect(read(file, '2026-09-29')).toEqual({
    rates: [
      { day: '2026-09-29', from: 'EUR', to: 'USD', rate: '1.0876', source: 'ECB' },
      { day: '2026-09-29', from: 'EUR', to: 'JPY', rate: '163.25', source: 'ECB' },
    ],
    faults: [],
  })
})

test('its file of one day', () => {
  expect(read('Date, USD, JPY, \n29 September 2026, 1.0876, 163.25, \n')?.rates).toHaveLength(2)
})

test.each([
  ['day,from,to,rate,source\n2026-09-29,USD,CNY,7.1,Bank\n', 'Bank'],
  ['\ufeff日期;源币种;目标币种;汇率\r\n2026-09-29;USD;CNY;7.1\r\n\r\n', 'ECB'],
  ['"Date"\t"From"\t"To"\t"Rate"\n"2026-09-29"\t"USD"\t"CNY"\t"7.1"', 'ECB'],
])('a table of four columns: %j', (file, source) => {
  expect(read(file)).toEqual({
    rates: [{ day: '2026-09-29', from: 'USD', to: 'CNY', rate: '7.1', source }],
    faults: [],
  })
})

test('what cannot be read is named by row and column, and the rest is read', () => {
  expect(read('Date,USD,JPY\n29.09.2026,1.1,160\n2026-09-28,1,160\n2026-02-30,1.1,160\n2026-09-27,-1,1e3\n')).toEqual({
    rates: [
      { day: '2026-09-28', from: 'EUR', to: 'USD', rate: '1', source: 'ECB' },
      { day: '2026-09-28', from: 'EUR', to: 'JPY', rate: '160', source: 'ECB' },
    ],
    faults: [
      { row: 1, heading: 'Date', value: '29.09.2026' },
      { row: 3, heading: 'Date', value: '2026-02-30' },
      { row: 4, heading: 'USD', value: '-1' },
      { row: 4, heading: 'JPY', value: '1e3' },
    ],
  })
  expect(read('day,from,to,rate\n2026-09-29,US,CNY,0\n2026-09-29,USD,USD,1\n')?.faults).toEqual([
    { row: 1, heading: 'from', value: 'US' },
    { row: 1, heading: 'rate', value: '0' },
    { row: 2, heading: '', value: 'USD USD' },
  ])
})

test('headings that are neither are refused', () => {
  expect(read('sku,cost\nA,1\n')).toBeNull()
  expect(read('')).toBeNull()
})
