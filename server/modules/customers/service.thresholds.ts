import { changesBetween } from '../../lib/changes.ts'
import { DAY } from '../../lib/time.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal, refused, wordsOf } from '../../platform/errors.ts'
import { defineHook } from '../../platform/hooks.ts'
import { recall } from '../../platform/settings-memory.ts'
import { togetherIn } from './rules.history.ts'
import { standingOf } from './rules.standing.ts'
import { outOfOrder, previewOf, shippedThresholds } from './rules.thresholds.ts'
import type { Asked, Figures } from './schema.profile.ts'
import type { ThresholdPreview, ThresholdSettings, Thresholds } from './schema.thresholds.ts'
import * as store from './store.thresholds.ts'

/** What a higher storey has counted of each of many buyers since a day, whoever asks; by customer, its own fields only. */
export const customersFigures = defineHook<
  { readonly customers: readonly Asked[]; readonly since: Date },
  ReadonlyMap<string, Partial<Figures>>
>('customers.many-figures')

/** Figures are those of so many days. */
export const figureDays = 365

/** So many are looked at for an estimate: the share of a tier is then known to within some 3 in a hundred (95 %). */
const lookedAt = 1_000

/** The thresholds that hold. */
export const thresholdsOf = async (context: Context): Promise<Thresholds> =>
  (await recall(context, 'customers.thresholds', () => store.readThresholds(context.db))) ?? shippedThresholds

/** The thresholds that hold, and what ships. */
export const showThresholds = async (context: Context): Promise<ThresholdSettings> => ({
  thresholds: await thresholdsOf(context),
  shipped: shippedThresholds,
})

/** Sets from what on a customer is what: at once for everybody, since a standing is reckoned when it is looked at. */
export function changeThresholds(context: Context, wanted: Thresholds): Promise<ThresholdSettings> {
  refuseDisorder(context, wanted)
  return transact(context, async (context) => {
    const before = (await store.readThresholds(context.db)) ?? shippedThresholds
    await store.saveThresholds(context.db, wanted)
    const changes = changesBetween(before, wanted)
    if (changes.length > 0)
      await recordAudit(context, {
        action: 'customers.thresholds-changed',
        subject: { kind: 'settings', id: 'customers' },
        changes,
      })
    return { thresholds: wanted, shipped: shippedThresholds }
  })
}

/**
 * How many customers each tier and risk would have by these thresholds: counted where they are few, else estimated from
 * some picked by chance. Numbers of the whole workspace, of nobody in particular.
 */
export async function previewThresholds(context: Context, wanted: Thresholds): Promise<ThresholdPreview> {
  refuseDisorder(context, wanted)
  const customers = await store.countCustomers(context.db)
  const percent = customers <= lookedAt ? 100 : (100 * lookedAt) / customers
  // Pages are picked by chance and hold more or fewer; to cut off earlier would leave out the newest customers.
  const looked = await store.sampleCustomers(context.db, percent, 2 * lookedAt)
  const since = new Date(context.now().getTime() - figureDays * DAY)
  const told = await context.services.hooks.run(context, customersFigures, { customers: looked, since })
  const standings = looked.map(({ customerId }) =>
    standingOf(togetherIn(told.map((figures) => figures.get(customerId) ?? {})), since, wanted),
  )
  return previewOf(Math.max(customers, looked.length), standings)
}

function refuseDisorder(context: Context, wanted: Thresholds): void {
  const fields = outOfOrder(wanted)
  if (fields.length === 0) return
  const message = wordsOf(refused('customers.threshold-order'), context.language)
  throw new Refusal('customers.threshold-order', { errors: fields.map((field) => ({ field, message })) })
}
