import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../../platform/http.ts'

const closed = { additionalProperties: false }
const Currency = Type.String({ pattern: '^[A-Z]{3}$' })
const Amount = Type.Integer({ minimum: 0, maximum: 100_000_000_000 })

const termFields = {
  returnAddress: Type.String({ maxLength: 1_000 }),
  currency: Currency,
  /** What a return costs by rule where nobody reckons it for the single one; null where that is not known. */
  outboundShipping: Nullable(Amount),
  returnShipping: Nullable(Amount),
  restockingCost: Nullable(Amount),
}

/** Where returns of a store go, and what they cost by rule. */
export const StoreTerms = Type.Object(
  { storeId: Id, storeName: Type.String(), ...termFields },
  { title: 'ReturnTerms' },
)
export type StoreTerms = Static<typeof StoreTerms>
export const TermsChange = Type.Object(termFields, { title: 'ReturnTermsChange', ...closed })
export type TermsChange = Static<typeof TermsChange>

/** Up to which cost a role decides alone; a role without a limit decides everything. */
export const RoleLimit = Type.Object(
  { roleId: Id, currency: Currency, amount: Amount },
  { title: 'ReturnLimit', ...closed },
)
export const ReturnSettings = Type.Object(
  {
    terms: Type.Array(StoreTerms),
    limits: Type.Array(
      Type.Object(
        {
          roleId: Id,
          roleName: Type.Object({ en: Type.String(), 'zh-CN': Type.String() }, { title: 'ReturnRoleName' }),
          limit: Nullable(Type.Object({ currency: Currency, amount: Amount }, { title: 'ReturnLimitAmount' })),
        },
        { title: 'ReturnRoleLimit' },
      ),
    ),
  },
  { title: 'ReturnSettings' },
)
export type ReturnSettings = Static<typeof ReturnSettings>
export const LimitsChange = Type.Object(
  { limits: Type.Array(RoleLimit, { maxItems: 100 }) },
  { title: 'ReturnLimitsChange', ...closed },
)
export type LimitsChange = Static<typeof LimitsChange>

export const StoreParams = Type.Object({ storeId: Id })

/** Refunds as the file that Amazon reads. */
export const RefundFile = Type.Object({ filename: Type.String(), text: Type.String() }, { title: 'ReturnRefundFile' })
