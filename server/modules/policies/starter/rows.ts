import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type GuardRow, StarterGuardRule } from '../schema.guard.ts'
import { ReturnPolicy } from '../schema.policy.ts'
import guardRules from './guard-rules.json' with { type: 'json' }
import changedOrder from './policies/changed-order.json' with { type: 'json' }
import lateDelivery from './policies/late-delivery.json' with { type: 'json' }
import marketplaceDecided from './policies/marketplace-decided.json' with { type: 'json' }
import noReason from './policies/no-reason-return.json' with { type: 'json' }
import notReceived from './policies/not-received.json' with { type: 'json' }
import quality from './policies/quality-return.json' with { type: 'json' }
import wrongItem from './policies/wrong-item.json' with { type: 'json' }

/**
 * The policies that every workspace begins with, in the order in which they are asked whether a return is theirs: what
 * the marketplace has decided already is nobody else's.
 */
export const shippedPolicies: readonly ReturnPolicy[] = Value.Parse(Type.Array(ReturnPolicy), [
  marketplaceDecided,
  noReason,
  quality,
  wrongItem,
  notReceived,
  lateDelivery,
  changedOrder,
])

/** What the law of a country and the desk itself say, one row per scope; what marketplaces say is the module stores'. */
export const shippedGuardRows: readonly GuardRow[] = Value.Parse(Type.Array(StarterGuardRule), guardRules).flatMap(
  ({ scopes, from, ...rule }) => scopes.map((scope) => ({ ...rule, scope, validFrom: from, validTo: null })),
)
