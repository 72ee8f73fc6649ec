import type { ColumnType, Generated } from 'kysely'
import type { RuleCode, RuleUnit, RuleValue, sourceKinds } from './schema.rules.ts'
import type { MarketplaceKind } from './schema.ts'

export interface StoreTables {
  marketplaces: {
    workspace_id: Generated<string>
    code: string
    kind: MarketplaceKind
    external_id: string | null
    name_zh: string
    name_en: string
    country: string | null
    languages: string[]
    currency: string
    zone: string
    mail_domains: string[]
    notice_domains: string[]
    order_number_patterns: string[]
  }
  marketplace_rules: {
    workspace_id: Generated<string>
    id: string
    scope: string
    code: RuleCode
    value: ColumnType<RuleValue, string, never>
    unit: RuleUnit
    currency: string | null
    source_kind: (typeof sourceKinds)[number]
    source_text: string
    source_reference: string
    note_zh: string
    note_en: string
    valid_from: string | null
    valid_to: string | null
    shipped: boolean
    recorded_at: Date
    recorded_by: string | null
  }
  stores: {
    workspace_id: Generated<string>
    id: string
    marketplace: string
    name: string
    external_seller_id: string | null
    signature_name: string
    default_language: string
    currency: string
    zone: string
    active: Generated<boolean>
    created_at: Date
    updated_at: Date
  }
}
