import type { Context } from '../../platform/context.ts'
import { scopeOf } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { readWorkspace } from '../access/index.ts'
import { listMarketplaces, type Store, storesOf } from '../stores/index.ts'
import { dayIn, monthAfter, unknownMonth } from './rules.days.ts'
import { added, alarmOf, endOf, figureOf, nothing, personWords, plus, type Summed, stepsOf } from './rules.rate.ts'
import {
  type CutQuery,
  type Dimension,
  dimensions,
  type LossCuts,
  type LossRate,
  type RateQuery,
} from './schema.figures.ts'
import { settingsOf } from './service.settings.ts'
import { workState } from './store.dues.ts'
import { type Grouping, type Sums, sumsOf } from './store.figures.ts'
import type { LineFilter } from './store.lines.ts'

const noVersion = '00000000-0000-0000-0000-000000000000'

/** The stores whose losses the actor may see, less those that a question leaves out; undefined where that is all. */
export async function storesAsked(
  context: Context,
  { storeId, marketplace }: { readonly storeId?: string; readonly marketplace?: string },
): Promise<string[] | undefined> {
  const isAll = scopeOf(context, 'losses.read') === 'all'
  if (isAll && storeId === undefined && marketplace === undefined) return undefined
  const of =
    marketplace === undefined ? null : (await storesOf(context)).filter((each) => each.marketplace === marketplace)
  const asked = of === null ? (storeId === undefined ? null : [storeId]) : of.map(({ id }) => id)
  const narrowed = asked !== null && storeId !== undefined ? asked.filter((id) => id === storeId) : asked
  if (isAll) return narrowed ?? undefined
  const own = context.actor.storeIds
  return narrowed === null ? [...own] : narrowed.filter((id) => own.includes(id))
}

type Filters = Pick<RateQuery, 'storeId' | 'marketplace' | 'category' | 'sku' | 'reason' | 'fault' | 'policyVersionId'>

/** A question's cuts, as stores of this module ask for them. */
export async function filterOf(
  context: Context,
  { storeId, marketplace, policyVersionId, ...cuts }: Filters,
): Promise<LineFilter> {
  const { category, sku, reason, fault } = cuts
  return {
    ...{ category, sku, reason, fault },
    policyVersionId: policyVersionId === '' ? noVersion : policyVersionId,
    storeIds: await storesAsked(context, { ...(storeId && { storeId }), ...(marketplace && { marketplace }) }),
  }
}

/** What a question is about: whole steps, whose days they are, the settings that hold, and the cuts. */
async function asked(context: Context, query: RateQuery) {
  const [workspace, settings] = [await readWorkspace(context), await settingsOf(context)]
  const basis = query.basis ?? settings.basis
  // Only the month of an order is kept.
  const by = basis === 'ordered' ? 'month' : (query.by ?? 'week')
  const starts = stepsOf(by, dayIn(workspace.zone, context.now()), query)
  const [first, last] = [starts?.[0], starts?.at(-1)]
  if (!starts || first === undefined || last === undefined) throw new Refusal('losses.period-too-long')
  return {
    period: { first, last: endOf(by, last), by, basis, zone: workspace.zone },
    span: { grain: basis === 'ordered' ? ('cohort' as const) : by, first, last, end: endOf(by, last) },
    currency: workspace.currency,
    filter: await filterOf(context, query),
    starts,
    settings,
  }
}

/** The return loss rate of a period, step by step, with and without reasons of quality. */
export async function returnLossRate(context: Context, query: RateQuery): Promise<LossRate> {
  const { period, span, currency, filter, starts, settings } = await asked(context, query)
  const sums = await sumsOf(context.db, { ...span, filter, groupBy: 'start', limit: 1_000 })
  const byStart = new Map(sums.map((each) => [each.name, each]))
  return {
    ...{ period, currency, alarm: alarmOf(settings, query.category) },
    total: figureOf(added(sums)),
    points: starts.map((start) => ({ start, ...figureOf(byStart.get(start) ?? nothing) })),
    ...(await workState(context.db)),
  }
}

/** Groups that are told one by one; all others together. */
const mostGroups = 100

const groupings: Readonly<Record<Dimension, Grouping>> = {
  ...{ store: 'store', marketplace: 'store', category: 'category', sku: 'sku' },
  ...{ reason: 'reason', fault: 'fault', policyVersion: 'policyVersion' },
}
/** What parcels know nothing of: the cost of all of them stands beside each, so that the parts add up to the whole rate. */
const ofLosses: ReadonlySet<Dimension> = new Set(['reason', 'fault', 'policyVersion'])

/** The same figures, cut by one dimension, the largest loss first. A person is none, and is refused with the reason (R4). */
export async function lossCuts(context: Context, query: CutQuery): Promise<LossCuts> {
  const groupBy = dimensions.find((dimension) => dimension === query.groupBy)
  if (groupBy === undefined) {
    if (personWords.has(query.groupBy)) throw new Refusal('losses.not-by-person')
    const message = `one of: ${dimensions.join(', ')}`
    throw new Refusal('request.invalid', { errors: [{ field: 'groupBy', message }] })
  }
  const { period, span, currency, filter, settings } = await asked(context, query)
  const question = { ...span, filter, limit: groupBy === 'sku' ? mostGroups : 2_000 }
  const found = await sumsOf(context.db, { ...question, groupBy: groupings[groupBy] })
  const all = groupBy === 'sku' ? added(await sumsOf(context.db, { ...question, groupBy: 'nothing' })) : added(found)
  const groups = (await named(context, groupBy, found)).slice(0, mostGroups)
  const rest = plus(all, added(groups.map(({ sums }) => sums)), -1)
  const whole = ({ cost, parcels, shippedWithoutCost, shippedWithoutRate }: Summed) => ({
    ...{ cost, parcels, shippedWithoutCost, shippedWithoutRate },
  })
  const shown = ofLosses.has(groupBy)
    ? groups
        .filter(({ sums }) => sums.lines !== 0 || sums.loss !== 0)
        .map((each) => ({ ...each, sums: { ...each.sums, ...whole(all) } }))
    : groups
  return {
    ...{ period, currency, groupBy, total: figureOf(all) },
    items: shown.map(({ key, name, sums }) => ({
      ...{ key, name, alarm: alarmOf(settings, groupBy === 'category' ? key : query.category) },
      ...figureOf(sums),
    })),
    others: found.length > mostGroups || (groupBy === 'sku' && found.length === mostGroups) ? figureOf(rest) : null,
  }
}

interface Named {
  readonly key: string
  readonly name: string
  readonly sums: Summed
}

/** Groups by what they are called; those of stores put together by marketplace where that is asked for. */
async function named(context: Context, groupBy: Dimension, found: readonly Sums[]): Promise<Named[]> {
  const keyOf = (name: string) => (groupBy === 'policyVersion' && name === noVersion ? '' : name)
  if (groupBy !== 'store' && groupBy !== 'marketplace')
    return found.map((sums) => ({ key: keyOf(sums.name), name: '', sums }))
  const stores = new Map((await storesOf(context)).map((store) => [store.id, store]))
  if (groupBy === 'store')
    return found.map((sums) => ({ key: sums.name, name: stores.get(sums.name)?.name ?? '', sums }))
  return byMarketplace(context, found, stores)
}

async function byMarketplace(
  context: Context,
  found: readonly Sums[],
  stores: ReadonlyMap<string, Store>,
): Promise<Named[]> {
  const names = new Map((await listMarketplaces(context)).map(({ code, name }) => [code, name[context.language]]))
  const groups = new Map<string, Summed>()
  for (const sums of found) {
    const code = stores.get(sums.name)?.marketplace ?? ''
    groups.set(code, plus(groups.get(code) ?? nothing, sums))
  }
  return [...groups]
    .map(([key, sums]) => ({ key, name: names.get(key) ?? '', sums }))
    .sort((one, other) => other.sums.loss - one.sums.loss)
}

/** The span of lines that belong to a period by a basis. */
export function spanOfLines(
  basis: 'booked' | 'ordered',
  { first, last }: { readonly first?: string | undefined; readonly last?: string | undefined },
): Pick<LineFilter, 'first' | 'last' | 'firstMonth' | 'lastMonth'> {
  if (basis === 'ordered') {
    const firstMonth = first === undefined ? unknownMonth : `${first.slice(0, 7)}-01`
    return { firstMonth, lastMonth: last === undefined ? monthAfter('9998-01-01') : `${last.slice(0, 7)}-01` }
  }
  return { first: first ?? '0001-01-01', last: last ?? '9999-12-31' }
}
