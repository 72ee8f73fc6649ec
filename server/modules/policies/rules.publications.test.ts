import fc from 'fast-check'
import { expect, test } from 'vitest'
import { versionsAt } from './rules.publications.ts'

const day = (number: number) => new Date(Date.UTC(2026, 0, number))
const published = (policyId: string, versionId: string, from: number) => ({
  policyId,
  versionId,
  effectiveAt: day(from),
})

test('of each policy the newest publication whose moment has come counts, in the order of the policies', () => {
  const all = [
    published('b', 'b1', 1),
    published('a', 'a1', 1),
    published('a', 'a2', 5),
    published('a', 'a1', 9),
    published('c', 'c1', 20),
  ]
  expect(versionsAt(all, day(4))).toEqual(['b1', 'a1'])
  expect(versionsAt(all, day(5))).toEqual(['b1', 'a2'])
  expect(versionsAt(all, day(10))).toEqual(['b1', 'a1'])
  expect(versionsAt(all, day(20))).toEqual(['b1', 'a1', 'c1'])
  expect(versionsAt([], day(1))).toEqual([])
})

test('of two publications of one moment the later given counts', () => {
  expect(versionsAt([published('a', 'a1', 3), published('a', 'a2', 3)], day(3))).toEqual(['a2'])
})

test('a publication that is still to come changes nothing', () => {
  const one = fc.record({
    policy: fc.constantFrom('a', 'b'),
    version: fc.nat(9),
    from: fc.integer({ min: 1, max: 20 }),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }), (rows, now) => {
      const all = rows.map(({ policy, version, from }) => published(policy, `${policy}${version}`, from))
      const come = all.filter(({ effectiveAt }) => effectiveAt <= day(now))
      expect(versionsAt(all, day(now)).toSorted()).toEqual(versionsAt(come, day(now)).toSorted())
    }),
  )
})
