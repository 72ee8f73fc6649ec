import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inForce, nearness, planRuleChange, ruleAt, ruleFault, rulesInForce, shortestDays } from './rules.ts'
import { type RuleCode, type RuleRow, ruleCodes } from './schema.rules.ts'
import { shippedMarketplaces, shippedRules } from './starter/rows.ts'

const germany = { code: 'amazon-de', kind: 'amazon' } as const
const code: RuleCode = 'return.refund-within'

const row = (id: string, scope: string, validFrom: string | null = null, validTo: string | null = null): RuleRow => ({
  id,
  scope,
  code,
  validFrom,
  validTo,
})

describe('ruleAt', () => {
  const general = row('1', '*')
  const kind = row('2', 'amazon')
  const own = row('3', 'amazon-de', '2026-01-26')
  const others = row('4', 'amazon-fr')

  test.each([
    ['the general one alone', [general], '2026-03-01', '1'],
    ['the kind before the general', [general, kind], '2026-03-01', '2'],
    ['the marketplace before its kind', [own, kind, general], '2026-03-01', '3'],
    ['the kind while the own is not yet in force', [own, kind], '2026-01-25', '2'],
    ['the own on its first day', [own, kind], '2026-01-26', '3'],
    ["none, where all are another's", [others], '2026-03-01', undefined],
  ])('%s', (_what, rows, day, expected) => {
    expect(ruleAt(rows, germany, code, day)?.id).toBe(expected)
  })

  test('a row no longer holds on its last bound', () => {
    const ended = row('1', 'amazon', null, '2026-01-26')
    expect(ruleAt([ended], germany, code, '2026-01-25')?.id).toBe('1')
    expect(ruleAt([ended], germany, code, '2026-01-26')).toBeUndefined()
  })
})

const days = fc
  .integer({ min: 0, max: 60 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10))
const bound = fc.option(days, { nil: null })
const rows = fc
  .array(
    fc.record({
      scope: fc.constantFrom('*', 'amazon', 'ebay', 'amazon-de', 'amazon-fr'),
      validFrom: bound,
      validTo: bound,
    }),
    {
      maxLength: 12,
    },
  )
  .map((list) => list.map((each, index) => ({ ...each, id: String(index).padStart(2, '0'), code })))

test('the ruling row holds, is of this place, and no nearer or later one was passed over', () => {
  fc.assert(
    fc.property(rows, days, (list, day) => {
      const ruling = ruleAt(list, germany, code, day)
      const eligible = list.filter((each) => inForce(each, day) && nearness(each.scope, germany) > 0)
      if (!ruling) return eligible.length === 0
      return eligible.every(
        (each) =>
          nearness(each.scope, germany) < nearness(ruling.scope, germany) ||
          (each.scope === ruling.scope && (each.validFrom ?? '') <= (ruling.validFrom ?? '')),
      )
    }),
  )
})

test('the order of the rows does not matter', () => {
  fc.assert(
    fc.property(rows, days, (list, day) => {
      expect(ruleAt([...list].reverse(), germany, code, day)).toEqual(ruleAt(list, germany, code, day))
    }),
  )
})

describe('planRuleChange', () => {
  const record = (history: RuleRow[], id: string, validFrom: string, end: string | null): RuleRow[] => {
    const plan = planRuleChange(history, validFrom, end)
    const changed = history.map((each) => (each.id === plan.ended ? { ...each, validTo: validFrom } : each))
    return [...changed, row(id, 'amazon', validFrom, plan.validTo)]
  }

  test('whatever is recorded in whatever order, one row at most holds on any day, and the newest on its first', () => {
    const change = fc.record({ validFrom: days, end: bound })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 10 }), fc.boolean(), (changes, began) => {
        let history = began ? [row('start', 'amazon')] : []
        for (const [index, { validFrom, end }] of changes.entries()) {
          const wanted = end && end > validFrom ? end : null
          const before = history
          history = record(history, `change-${index}`, validFrom, wanted)
          expect(ruleAt(history, germany, code, validFrom)?.id).toBe(`change-${index}`)
          expect(history).toHaveLength(before.length + 1)
        }
        for (let day = 0; day <= 61; day++) {
          const date = new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10)
          expect(history.filter((each) => inForce(each, date)).length).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('days before the change keep the row that they had', () => {
    fc.assert(
      fc.property(fc.uniqueArray(days, { minLength: 2, maxLength: 6 }), days, (starts, day) => {
        let history = [row('start', 'amazon')]
        for (const validFrom of [...starts].sort()) {
          const held = ruleAt(history, germany, code, day)
          history = record(history, validFrom, validFrom, null)
          if (day < validFrom) expect(ruleAt(history, germany, code, day)?.id).toBe(held?.id)
        }
      }),
    )
  })

  test('a second value for the same first day takes the place of the first, which stays as a row that never held', () => {
    const once = record([row('start', 'amazon')], 'wrong', '2026-02-01', null)
    const twice = record(once, 'right', '2026-02-01', null)
    expect(twice.find(({ id }) => id === 'wrong')).toMatchObject({ validFrom: '2026-02-01', validTo: '2026-02-01' })
    expect(ruleAt(twice, germany, code, '2026-02-01')?.id).toBe('right')
    expect(ruleAt(twice, germany, code, '2026-01-31')?.id).toBe('start')
  })
})

describe('ruleFault', () => {
  test.each([
    ['hours as hours', 'message.answer-within', 24, 'hours', null],
    ['hours as percent', 'message.answer-within', 24, 'percent', 'unit'],
    ['part of an hour', 'message.answer-within', 1.5, 'hours', 'value'],
    ['a share over the whole', 'restocking-fee.max-late', 120, 'percent', 'value'],
    ['yes for a flag', 'restocking-fee.allowed', true, 'flag', null],
    ['a number for a flag', 'restocking-fee.allowed', 1, 'flag', 'value'],
    ['a list for a list', 'message.forbidden-content', [], 'list', null],
    ['blanks for words', 'appeal.submit-through', ' ', 'text', 'value'],
    ['a day that no month has', 'standards.evaluated-on', 32, 'day-of-month', 'value'],
    ['megabytes in parts', 'dispute.evidence-size-max', 1.75, 'megabytes', null],
    ['money of no currency', 'dispute.fee', 2000, 'minor-units', 'currency'],
  ] as const)('%s', (_what, ruleCode, value, unit, fault) => {
    expect(ruleFault({ code: ruleCode, value: Array.isArray(value) ? [...value] : (value as number), unit })).toBe(
      fault,
    )
  })

  test('an end that is not after the beginning', () => {
    const rule = {
      code: 'message.answer-within',
      value: 24,
      unit: 'hours',
      validFrom: '2026-02-01',
      validTo: '2026-02-01',
    } as const
    expect(ruleFault(rule)).toBe('end')
  })
})

describe('what is shipped', () => {
  const numbered = shippedRules.map((rule, index) => ({ ...rule, id: String(index) }))
  const places = new Map(shippedMarketplaces.map((place) => [place.code, place]))
  const valueAt = (place: string, ruleCode: RuleCode, day: string) => {
    const found = places.get(place)
    if (!found) throw new Error(`no marketplace ${place}`)
    return ruleAt(numbered, found, ruleCode, day)?.value
  }

  test('26 marketplaces, each once, with a zone and currency that the world knows', () => {
    expect(places.size).toBe(26)
    for (const { zone, currency } of places.values()) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
      expect(Intl.supportedValuesOf('currency')).toContain(currency)
    }
  })

  test('every rule fits what its code measures, says where it comes from, and speaks both languages', () => {
    for (const rule of shippedRules) {
      expect([rule.code, ruleFault(rule)]).toEqual([rule.code, null])
      expect(rule.source.kind === 'memory' || rule.source.kind === 'own' || rule.source.reference !== '').toBe(true)
      expect(rule.note['zh-CN']).toMatch(/\p{Script=Han}/u)
      expect(rule.note.en).not.toBe('')
      expect(rule.scope === 'amazon' || rule.scope === 'ebay' || places.has(rule.scope)).toBe(true)
    }
  })

  test('every code has a row, and no two rows of one scope and code hold on the same day', () => {
    expect(new Set(shippedRules.map((rule) => rule.code))).toEqual(new Set(ruleCodes))
    for (const rule of numbered) {
      const twins = numbered.filter((other) => other.scope === rule.scope && other.code === rule.code && other !== rule)
      for (const twin of twins) expect(inForce(rule, twin.validFrom ?? '0000-01-01')).toBe(false)
    }
  })

  test.each([
    ['amazon-jp', 'message.answer-within', '2026-06-01', 24],
    ['amazon-de', 'return.refund-within', '2026-01-25', 2],
    ['amazon-de', 'return.refund-within', '2026-01-26', 4],
    ['amazon-us', 'restocking-fee.max-in-policy', '2026-01-05', 0],
    ['amazon-us', 'safe-t.file-within', '2026-01-05', 30],
    ['amazon-us', 'return.marketplace-authorises', '2026-01-05', true],
    ['amazon-uk', 'return.marketplace-authorises', '2026-01-05', undefined],
    ['ebay-fr', 'return.respond-within', '2026-01-05', 3],
    ['ebay-fr', 'return.withdrawal-period', '2026-01-05', 14],
    ['ebay-us', 'restocking-fee.allowed', '2026-01-05', false],
    ['own-shop', 'restocking-fee.max-in-policy', '2026-01-05', 15],
    ['amazon-us', 'appeal.funds-request-after', '2024-10-24', 90],
    ['amazon-us', 'appeal.funds-request-after', '2024-10-25', 60],
  ] as const)('%s: %s on %s', (place, ruleCode, day, value) => {
    expect(valueAt(place, ruleCode, day)).toEqual(value)
  })

  test('a marketplace shows each of its rules once', () => {
    const shown = rulesInForce(numbered, germany, '2026-01-05').map((rule) => rule.code)
    expect(new Set(shown).size).toBe(shown.length)
    expect(shown[0]).toBe('message.answer-within')
  })
})

test.each([
  [36, 'hours', 1.5],
  [30, 'calendar-days', 30],
  [10, 'business-days', 10],
  [2, 'months', 56],
] as const)('%i %s are at least %d days', (value, unit, days) => {
  expect(shortestDays(value, unit)).toBe(days)
})
