import { expect, test } from 'vitest'
import { later } from '../../../i18n/en/later.ts'
import { actionsOf, partOf, parts } from './actions.ts'
import { asQuery, asText, everything, exportAddress, isNarrow } from './entries.ts'

test('a filter asks for whole days, the last one to its end', () => {
  const [from, until] = [new Date('2026-03-02T00:00'), new Date('2026-03-04T00:00')]
  expect(asQuery({ ...everything, from, until })).toEqual({
    from: from.toISOString(),
    until: new Date('2026-03-05T00:00').toISOString(),
  })
  expect(asQuery(everything)).toEqual({})
  expect(isNarrow(everything)).toBe(false)
})

test('the export is of what is filtered', () => {
  const filter = { ...everything, action: 'stores.*', subject: { id: 'a b&c', name: 'x' } }
  expect(exportAddress(filter)).toBe('/api/audit-entries/export?action=stores.*&subject=a+b%26c')
})

test.each([
  [null, '—'],
  ['', '—'],
  [[], '—'],
  [['en', 'de'], 'en, de'],
  [false, 'false'],
  [0, '0'],
  [[{ from: '09:00' }], '[{"from":"09:00"}]'],
])('%j reads %s', (value, shown) => expect(asText(value)).toBe(shown))

test('every action that has words can be filtered by, under its part of the desk, and no other', () => {
  const worded = Object.keys(later.audit).filter((key) => key.includes('.'))
  expect(parts.flatMap(actionsOf).sort()).toEqual(worded.sort())
  for (const part of parts) expect(later.audit).toHaveProperty(`part-${part}`)
  expect([partOf('stores.*'), partOf('sla.policy-changed'), partOf(null)]).toEqual(['stores', 'sla', undefined])
})
