import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { customerOnRoll, readCustomer } from '../customers/index.ts'
import type { CustomerFollowUps } from './schema.ts'
import { judgeAll } from './service.round.ts'
import { asFollowUps } from './service.ts'
import { activePlans } from './store.plans.ts'
import { followUpsOf } from './store.ts'

const mostShown = 20

/**
 * What a customer was asked, which plan has them now, and when they are due next or why they are not; of one who has become
 * part of another, the other's.
 */
export async function followUpsOfCustomer(context: Context, customerId: string): Promise<CustomerFollowUps> {
  const found = await readCustomer(context, customerId)
  if (!found) throw new Refusal('customers.not-found')
  const items = await asFollowUps(context, await followUpsOf(context.db, found.id, mostShown))
  const customer = await customerOnRoll(context, found.id)
  const plans = await activePlans(context.db)
  const [judged] = customer ? await judgeAll(context, [customer], plans) : []
  const decision = judged?.decision ?? { kind: 'no-plan' as const }
  const plan = 'planId' in decision ? plans.find(({ id }) => id === decision.planId) : undefined
  return {
    items,
    next: {
      kind: decision.kind,
      planName: plan?.name ?? null,
      weeks: plan?.weeks ?? null,
      dueAt: 'dueAt' in decision ? decision.dueAt : null,
      reason: 'reason' in decision ? decision.reason : null,
    },
  }
}
