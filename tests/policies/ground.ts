import {
  type GuardRow,
  shippedGuardRows,
  shippedPolicies,
  type ValidationGround,
} from '../../server/modules/policies/index.ts'
import { shippedMarketplaces, shippedRules } from '../../server/modules/stores/starter/rows.ts'
import { shippedLetters } from '../../server/modules/templates/starter/rows.ts'

/** Every shipped rule of marketplaces and of the law. */
export const guardRows: readonly GuardRow[] = [...shippedRules, ...shippedGuardRows]

export const day = '2026-11-23'

/** Where a shipped policy must serve: every shipped marketplace, and the own shop for buyers of four countries. */
export const places: ValidationGround['places'] = shippedMarketplaces.flatMap(({ code, kind, country }) =>
  (country === null ? ['US', 'DE', 'GB', 'CN'] : [country]).map((country) => ({
    marketplace: code,
    marketplaceKind: kind,
    country,
  })),
)

/** What shipped policies are looked at against: the letters that ship, in the languages in which all of them do. */
export const shippedGround: ValidationGround = {
  templates: new Map(shippedLetters().map(({ key, texts }) => [key, new Set(Object.keys(texts))])),
  languages: ['en', 'de', 'fr', 'it', 'es', 'ja'],
  guardRows,
  day,
  places,
}

export function shippedPolicy(key: string) {
  const policy = shippedPolicies.find((one) => one.key === key)
  if (!policy) throw new Error(`no policy ships as ${key}`)
  return policy
}
