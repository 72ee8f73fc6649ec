import { changesBetween } from '../../lib/changes.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { holdSettings } from '../../platform/settings-memory.ts'
import { listRoles } from '../access/index.ts'
import { marketplaceOf, storeOrRefuse, storesOf } from '../stores/index.ts'
import type { LimitsChange, ReturnSettings, TermsChange } from './schema.settings.ts'
import * as parcels from './store.parcels.ts'

/** Where returns of each store go and what they cost by rule, and up to which cost each role decides alone. */
export async function showSettings(context: Context): Promise<ReturnSettings> {
  const [stores, terms, limits, roles] = await Promise.all([
    storesOf(context),
    parcels.listTerms(context.db),
    parcels.listLimits(context.db),
    listRoles(context),
  ])
  const currencies = new Map<string, string>()
  for (const { marketplace } of stores)
    if (!currencies.has(marketplace))
      currencies.set(marketplace, (await marketplaceOf(context, marketplace))?.currency ?? 'USD')
  return {
    terms: stores.map(({ id, name, marketplace }) => {
      const known = terms.find(({ storeId }) => storeId === id)
      return {
        storeId: id,
        storeName: name,
        returnAddress: known?.returnAddress ?? '',
        currency: known?.currency ?? currencies.get(marketplace) ?? 'USD',
        outboundShipping: known?.outboundShipping ?? null,
        returnShipping: known?.returnShipping ?? null,
        restockingCost: known?.restockingCost ?? null,
      }
    }),
    limits: roles
      .filter(({ permissions }) => 'returns.work' in permissions)
      .map(({ id, nameEn, nameZh }) => {
        const limit = limits.find(({ roleId }) => roleId === id)
        return {
          roleId: id,
          roleName: { en: nameEn, 'zh-CN': nameZh },
          limit: limit ? { currency: limit.currency, amount: limit.amount } : null,
        }
      }),
  }
}

/** Sets where returns of a store go and what they cost by rule. */
export function changeTerms(context: Context, storeId: string, change: TermsChange): Promise<ReturnSettings> {
  return transact(context, async (context) => {
    const { name } = await storeOrRefuse(context, storeId)
    const before = await parcels.readTerms(context.db, storeId)
    await parcels.saveTerms(context.db, { storeId, ...change })
    await recordAudit(context, {
      action: 'returns.terms-changed',
      subject: { kind: 'store', id: storeId, name },
      changes: changesBetween(before && { ...before }, { storeId, ...change }),
    })
    return showSettings(context)
  })
}

/** Sets up to which cost each role decides alone; a role that is not named decides everything. */
export function changeLimits(context: Context, { limits }: LimitsChange): Promise<ReturnSettings> {
  return transact(context, async (context) => {
    const roles = new Set((await listRoles(context)).map(({ id }) => id))
    if (limits.some(({ roleId }) => !roles.has(roleId))) throw new Refusal('returns.role-unknown')
    await holdSettings(context)
    const before = await parcels.listLimits(context.db)
    const last = new Map(limits.map((limit) => [limit.roleId, limit]))
    await parcels.replaceLimits(context.db, [...last.values()])
    const byRole = (rows: readonly parcels.Limit[]) =>
      Object.fromEntries(rows.map(({ roleId, amount, currency }) => [roleId, `${amount} ${currency}`]))
    await recordAudit(context, {
      action: 'returns.limits-changed',
      subject: { kind: 'settings', id: 'returns' },
      changes: changesBetween(byRole(before), byRole([...last.values()])),
    })
    return showSettings(context)
  })
}
