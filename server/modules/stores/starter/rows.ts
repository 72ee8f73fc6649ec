import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type MarketplaceRule, type RuleCode, RuleSource, ruleCodes, StarterRule } from '../schema.rules.ts'
import { Bilingual, Marketplace } from '../schema.ts'
import marketplaceRows from './marketplaces.json' with { type: 'json' }
import ruleRows from './rules.json' with { type: 'json' }
import sourceRows from './sources.json' with { type: 'json' }
import titleRows from './titles.json' with { type: 'json' }

/** A shipped rule of one scope, without what only a row in the books has. */
export type ShippedRule = Pick<
  MarketplaceRule,
  'scope' | 'code' | 'value' | 'unit' | 'currency' | 'source' | 'note' | 'validFrom' | 'validTo'
>

/** The marketplaces that every workspace begins with. */
export const shippedMarketplaces: readonly Marketplace[] = Value.Parse(Type.Array(Marketplace), marketplaceRows)

const sources = Value.Parse(Type.Record(Type.String(), RuleSource), sourceRows)

/** The rules that every workspace begins with: one row per scope. */
export const shippedRules: readonly ShippedRule[] = Value.Parse(Type.Array(StarterRule), ruleRows).flatMap(spread)

function spread(rule: StarterRule): ShippedRule[] {
  const { scopes, sources: keys, from, to, currency, ...rest } = rule
  const row = {
    ...rest,
    source: joined(keys),
    currency: currency ?? null,
    validFrom: from ?? null,
    validTo: to ?? null,
  }
  return scopes.map((scope) => ({ ...row, scope }))
}

/** Several sources in one: the words of each, under the trust of the first. */
function joined(keys: readonly string[]): RuleSource {
  const found = keys.map((key) => {
    const source = sources[key]
    if (!source) throw new Error(`the starter rules name the unknown source ${key}`)
    return source
  })
  const words = (part: 'text' | 'reference') =>
    found
      .map((source) => source[part])
      .filter(Boolean)
      .join('; ')
  return { kind: found[0]?.kind ?? 'memory', text: words('text'), reference: words('reference') }
}

/** What each rule is called on the screen. */
export const ruleTitles = new Map<RuleCode, Bilingual>(
  titled(Value.Parse(Type.Record(Type.String(), Bilingual), titleRows)),
)

function titled(rows: Record<string, Bilingual>): [RuleCode, Bilingual][] {
  return ruleCodes.map((code) => {
    const title = rows[code]
    if (!title) throw new Error(`the rule ${code} has no title`)
    return [code, title]
  })
}
