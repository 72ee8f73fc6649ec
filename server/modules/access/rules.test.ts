import { describe, expect, test } from 'vitest'
import { exceeds, joinPermissions, keyOfRole, slugOf, weaknessOf, widen } from './rules.ts'

describe('the key of a new role', () => {
  test.each([
    ['Night agent', [], 'night-agent'],
    ['Night agent', ['night-agent', 'night-agent-2'], 'night-agent-3'],
    ['Rücksendungen & Co.', [], 'ru-cksendungen-co'],
    ['夜班', [], 'role'],
    ['夜班', ['role'], 'role-2'],
  ])('%s beside %j is %s', (name, taken, key) => {
    expect(keyOfRole(name, taken)).toBe(key)
  })
})

test('a workspace whose name has nothing latin is called so', () => {
  expect([slugOf('Nordhaus GmbH'), slugOf('善后')]).toEqual(['nordhaus-gmbh', 'workspace'])
})

describe('several roles together', () => {
  test('of each permission the widest reach counts', () => {
    const joined = joinPermissions([
      { 'tickets.read': 'own', 'stores.read': 'all' },
      { 'tickets.read': 'stores', 'stores.read': 'team' },
    ])
    expect([...joined]).toEqual([
      ['tickets.read', 'stores'],
      ['stores.read', 'all'],
    ])
  })

  test.each([
    ['own', 'own', undefined],
    ['stores', 'team', 'tickets.read'],
    ['own', 'all', undefined],
    ['all', undefined, 'tickets.read'],
  ] as const)('wanting %s while holding %s exceeds: %s', (wanted, held, expected) => {
    const holds = new Map(held ? [['tickets.read', held] as const] : [])
    expect(exceeds(new Map([['tickets.read', wanted]]), holds)).toBe(expected)
  })

  test('who serves all stores reaches all with `stores`', () => {
    const held = new Map([['tickets.read', 'stores'] as const])
    expect([widen(held, true).get('tickets.read'), widen(held, false).get('tickets.read')]).toEqual(['all', 'stores'])
  })
})

describe('a password that somebody would try', () => {
  const common = new Set(['password123', 'qwertyuiop'])
  const about = ['amends', '善后', 'Nordhaus GmbH', '陈经理', 'first@desk.test']
  test.each([
    ['Password123', 'common'],
    ['QWERTYUIOP', 'common'],
    ['ababababab', 'common'],
    ['nordhaus-2026', 'names-you'],
    ['First.Desk.Amends!', 'names-you'],
    ['善后陈经理123456', 'names-you'],
    ['a long enough password', undefined],
    ['amends nobody anything', undefined],
    ['7731 9052 4418', undefined],
    ['正确的马电池订书钉很多', undefined],
  ])('%s: %s', (password, weakness) => {
    expect(weaknessOf(password, about, common)).toBe(weakness)
  })
})
