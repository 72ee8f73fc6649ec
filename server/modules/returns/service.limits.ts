import { type Context, scopeOf } from '../../platform/context.ts'
import { membersByIds } from '../access/index.ts'
import { listLimits } from './store.parcels.ts'

/** Up to which cost somebody decides alone; null where nothing limits them. */
export type OwnLimit = { readonly amount: number; readonly currency: string } | null

/**
 * The limit of whoever asks: the widest of their roles' limits; none where one of their roles has none set, and for the
 * desk itself. Roles without a row are not limited, so that a workspace that sets none works as before.
 */
export async function ownLimit(context: Context): Promise<OwnLimit> {
  if (context.actor.kind === 'system') return null
  const limits = await listLimits(context.db)
  if (limits.length === 0) return null
  const [member] = await membersByIds(context, [context.actor.id])
  const own = (member?.roleIds ?? []).map((roleId) => limits.find((limit) => limit.roleId === roleId))
  if (own.length === 0 || own.some((limit) => limit === undefined)) return null
  return own.flatMap((limit) => limit ?? []).reduce((widest, limit) => (limit.amount > widest.amount ? limit : widest))
}

/**
 * Whether a cost is above a limit. What is not known, or is in another currency than the limit, is somebody else's to
 * decide: nothing is guessed. What costs nothing never is.
 */
export function isAbove(limit: OwnLimit, cost: number | null, currency: string): boolean {
  if (limit === null || (cost !== null && cost <= 0)) return false
  return cost === null || currency !== limit.currency || cost > limit.amount
}

/** Whether somebody may approve what is above the limits of others, at this cost. */
export const mayApprove = (context: Context, limit: OwnLimit, cost: number | null, currency: string): boolean =>
  scopeOf(context, 'returns.approve') !== undefined && !isAbove(limit, cost, currency)
