import { expect, test } from 'vitest'
import { isByWish } from './rules.reasons.ts'

test.each([
  ['UNWANTED_ITEM', true],
  ['CR-UNWANTED_ITEM', true],
  ['APPAREL_TOO_SMALL', true],
  ['DEFECTIVE', false],
  ['CR-DEFECTIVE', false],
  ['cr-switcheroo', false],
  ['UNDELIVERABLE_REFUSED', false],
  ['AMZ-PG-APP-TOO-LATE', false],
  ['', false],
])('%s is by the buyer’s own wish: %s', (reason, byWish) => expect(isByWish(reason)).toBe(byWish))
