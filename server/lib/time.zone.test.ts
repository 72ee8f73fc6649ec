import { Temporal } from '@js-temporal/polyfill'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf, isZone, stretchAt, wallTimeAt } from './time.zone.ts'

const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Havana',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Asia/Kolkata',
  'UTC',
]
const years = { min: Date.UTC(1975, 0), max: Date.UTC(2036, 11) }

const wall = (text: string) => Date.parse(`${text}Z`)
const shownBy = (zone: string, instant: string) => new Date(wallTimeAt(zone, Date.parse(instant))).toISOString()

describe('wall time', () => {
  test('agrees with Temporal in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer(years), (zone, instant) => {
        const shown = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime()
        expect(wallTimeAt(zone, instant)).toBe(shown.toZonedDateTime('UTC').epochMilliseconds)
      }),
      { numRuns: 3_000 },
    )
  })

  test('agrees with Temporal on the second of every change of the clocks', () => {
    for (const zone of zones) {
      let change = Temporal.Instant.fromEpochMilliseconds(years.min)
        .toZonedDateTimeISO(zone)
        .getTimeZoneTransition('next')
      for (; change && change.epochMilliseconds < years.max; change = change.getTimeZoneTransition('next')) {
        const stretch = stretchAt(zone, change.epochMilliseconds)
        expect(stretch.from).toBe(change.epochMilliseconds)
        expect(stretch.offset).toBe(change.offsetNanoseconds / 1e6)
        expect(stretchAt(zone, change.epochMilliseconds - 1).until).toBe(change.epochMilliseconds)
      }
    }
  })

  test('is what people there read', () => {
    expect(shownBy('America/New_York', '2024-03-10T06:59:59Z')).toBe('2024-03-10T01:59:59.000Z')
    expect(shownBy('America/New_York', '2024-03-10T07:00:00Z')).toBe('2024-03-10T03:00:00.000Z')
    expect(shownBy('Pacific/Apia', '2011-12-30T10:00:00Z')).toBe('2011-12-31T00:00:00.000Z')
  })
})

describe('the instant of a wall time', () => {
  test('agrees with Temporal, gaps and doubled hours included', () => {
    const near = fc.tuple(fc.constantFrom(...zones), fc.integer(years), fc.integer({ min: -90, max: 90 }))
    fc.assert(
      fc.property(near, ([zone, instant, minutes]) => {
        const start = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
        const change = start.getTimeZoneTransition('next') ?? start
        const local = change.toPlainDateTime().add({ minutes })
        const expected = local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
        expect(instantOf(zone, local.toZonedDateTime('UTC').epochMilliseconds)).toBe(expected)
      }),
      { numRuns: 3_000 },
    )
  })

  test('skips a gap by its length and takes the first of two', () => {
    expect(instantOf('Europe/Berlin', wall('2026-03-29T02:30:00'))).toBe(Date.parse('2026-03-29T01:30:00Z'))
    expect(instantOf('Europe/Berlin', wall('2026-10-25T02:30:00'))).toBe(Date.parse('2026-10-25T00:30:00Z'))
  })
})

test('only zones with a name are zones', () => {
  expect(['Asia/Shanghai', 'UTC', 'Mars/Olympus', '+08:00', ''].map(isZone)).toEqual([true, true, false, false, false])
})
