import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  hasLeft,
  type OrderFacts,
  objectionsTo,
  obstacleAmong,
  type Progress,
  piecesOf,
  progressOf,
} from './rules.checks.ts'
import { checkCodes, severities, taskKinds } from './schema.ts'

const facts = (change: Partial<OrderFacts> = {}): OrderFacts => ({
  progress: 'waiting',
  fulfilment: 'merchant',
  pieces: new Map([['LAMP', 2]]),
  returned: 0,
  confidence: 'certain',
  openKinds: [],
  ...change,
})
const told = (...asked: Parameters<typeof objectionsTo>) =>
  objectionsTo(...asked).map(({ code, severity }) => `${severity} ${code}`)

const progresses: readonly Progress[] = ['unknown', 'cancelled', 'waiting', 'partly-sent', 'sent', 'delivered']

describe('how far the order is', () => {
  test.each([
    [
      'change-address',
      ['warn status-unknown', 'stop cancelled', '', 'block partly-sent', 'block sent', 'stop delivered'],
    ],
    ['change-item', ['warn status-unknown', 'stop cancelled', '', 'block partly-sent', 'block sent', 'stop delivered']],
    ['cancel', ['warn status-unknown', 'stop cancelled', '', 'block partly-sent', 'block sent', 'stop delivered']],
    [
      'exchange',
      ['warn status-unknown', 'stop cancelled', 'block not-sent', 'warn partly-sent', 'warn not-delivered', ''],
    ],
    ['resend', ['warn status-unknown', 'stop cancelled', 'block not-sent', 'warn partly-sent', '', 'warn delivered']],
    ['invoice', ['', 'warn cancelled', 'warn not-sent', '', '', '']],
  ] as const)('%s', (kind, expected) => {
    expect(progresses.map((progress) => told(kind, facts({ progress }), {}).join())).toEqual(expected)
  })

  const line = (shippedAt: Date | null) => ({ shippedAt }) as never
  const parcel = (deliveredAt: Date | null) => ({ deliveredAt }) as never
  const day = new Date('2026-03-02T12:00:00Z')
  test.each([
    ['cancelled', [line(day)], [], 'cancelled'],
    ['delivered', [], [], 'delivered'],
    ['shipped', [line(day)], [], 'sent'],
    ['shipped', [line(day)], [parcel(day)], 'delivered'],
    ['shipped', [line(day)], [parcel(day), parcel(null)], 'sent'],
    ['unshipped', [line(null)], [], 'waiting'],
    ['pending', [], [], 'waiting'],
    ['unshipped', [line(day), line(null)], [], 'partly-sent'],
    ['unshipped', [line(day), line(day)], [], 'sent'],
    ['unshipped', [line(null)], [parcel(null)], 'partly-sent'],
    ['unknown', [line(null)], [], 'unknown'],
  ] as const)('%s with lines %j and parcels %j is %s', (status, lines, shipments, progress) => {
    expect(progressOf({ status, lines: [...lines], shipments: [...shipments] })).toBe(progress)
  })

  test('has left from the first piece on', () => {
    expect(progresses.filter(hasLeft)).toEqual(['partly-sent', 'sent', 'delivered'])
  })
})

describe('who sends the goods', () => {
  test.each([
    ['change-address', ['stop marketplace-address']],
    ['change-item', ['stop marketplace-item']],
    ['cancel', ['block marketplace-cancel']],
    ['exchange', ['block marketplace-replacement']],
    ['resend', ['block marketplace-replacement']],
    ['invoice', []],
  ] as const)('the marketplace: %s', (kind, expected) => {
    const all = told(kind, facts({ fulfilment: 'marketplace' }), {})
    expect(all.filter((code) => code.includes('marketplace'))).toEqual(expected)
    expect(told(kind, facts({ fulfilment: null }), {}).join()).not.toContain('marketplace')
  })
})

describe('what else stands against it', () => {
  test.each([
    ['no order', 'cancel', null, {}, ['stop order-unknown']],
    ['the same again', 'cancel', facts({ openKinds: ['cancel'] }), {}, ['stop open-task']],
    ['another task', 'cancel', facts({ openKinds: ['invoice'] }), {}, ['warn other-task']],
    ['an unsure order', 'cancel', facts({ confidence: 'low' }), {}, ['warn link-unsure']],
    ['a likely order', 'cancel', facts({ confidence: 'likely' }), {}, []],
    ['what came back', 'resend', facts({ progress: 'sent', returned: 1 }), {}, ['warn returned']],
    ['what came back, for an invoice', 'invoice', facts({ progress: 'sent', returned: 1 }), {}, []],
    ['another SKU', 'resend', facts({ progress: 'sent' }), { sku: 'SOFA', quantity: 1 }, ['stop line-unknown']],
    ['too many', 'resend', facts({ progress: 'sent' }), { sku: 'LAMP', quantity: 3 }, ['stop quantity-over']],
    ['all of them', 'resend', facts({ progress: 'sent' }), { sku: 'LAMP', quantity: 2 }, []],
    ['the same item', 'change-item', facts(), { sku: 'LAMP', newSku: 'LAMP', quantity: 1 }, ['stop same-item']],
    ['the same item in exchange', 'exchange', facts({ progress: 'delivered' }), { sku: 'LAMP', newSku: 'LAMP' }, []],
  ] as const)('%s', (_what, kind, order, wanted, expected) => {
    expect(told(kind, order, wanted)).toEqual(expected)
  })

  test('pieces of a SKU on several lines are counted together', () => {
    const lines = [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 2 },
      { sku: 'A', quantity: 3 },
    ]
    expect([...piecesOf(lines)]).toEqual([
      ['A', 4],
      ['B', 2],
    ])
  })
})

const order = fc.record({
  progress: fc.constantFrom(...progresses),
  fulfilment: fc.constantFrom('marketplace' as const, 'merchant' as const, null),
  pieces: fc.constant(new Map([['LAMP', 2]])),
  returned: fc.nat(3),
  confidence: fc.constantFrom('certain' as const, 'likely' as const, 'low' as const),
  openKinds: fc.subarray([...taskKinds]),
})
const wanted = fc.record(
  {
    sku: fc.constantFrom('LAMP', 'SOFA'),
    newSku: fc.constantFrom('LAMP', 'SOFA'),
    quantity: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: [] },
)

describe('whatever the order', () => {
  test('checks answer, the same for the same, the gravest first', () => {
    fc.assert(
      fc.property(fc.constantFrom(...taskKinds), fc.option(order), wanted, (kind, order, wanted) => {
        const found = objectionsTo(kind, order, wanted)
        expect(objectionsTo(kind, order, wanted)).toEqual(found)
        const weights = found.map(({ severity }) => severities.indexOf(severity))
        expect(weights).toEqual([...weights].sort())
        expect(found.every(({ code }) => checkCodes.includes(code))).toBe(true)
        expect(new Set(found.map(({ code }) => code)).size).toBe(found.length)
      }),
    )
  })

  test('overriding helps against what blocks, never against what stops', () => {
    fc.assert(
      fc.property(fc.constantFrom(...taskKinds), fc.option(order), wanted, (kind, order, wanted) => {
        const found = objectionsTo(kind, order, wanted)
        const left = obstacleAmong(found, checkCodes)
        expect(left?.severity).toBe(found.some(({ severity }) => severity === 'stop') ? 'stop' : undefined)
        expect(obstacleAmong(found, []) === undefined).toBe(found.every(({ severity }) => severity === 'warn'))
      }),
    )
  })
})
