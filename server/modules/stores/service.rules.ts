import { changesBetween } from '../../lib/changes.ts'
import { DAY, isoDate } from '../../lib/time.ts'
import { wallTimeAt } from '../../lib/time.zone.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { recall } from '../../platform/settings-memory.ts'
import { refusalAt } from './errors.ts'
import { everywhere, inForce, planRuleChange, ruleAt, ruleFault, rulesInForce, shortestDays } from './rules.ts'
import {
  type MarketplaceRule,
  type RuleChange,
  type RuleCode,
  type RuleView,
  ruleMeasures,
  unitsOfMeasure,
  type ValueOf,
} from './schema.rules.ts'
import { type Marketplace, marketplaceKinds } from './schema.ts'
import { marketplaceOf, marketplaceOrRefuse, requireReachOverAll } from './service.ts'
import { ruleTitles, shippedMarketplaces, shippedRules } from './starter/rows.ts'
import * as rows from './store.rules.ts'
import * as store from './store.ts'

/** One rule as other modules use it: its value typed by the code, and the words and source to show beside it. */
export interface RuleFinding<Code extends RuleCode> extends Omit<MarketplaceRule, 'code' | 'value'> {
  readonly code: Code
  readonly value: ValueOf<Code>
}

/**
 * The rule of a marketplace at a moment, the marketplace's own row before its kind's before the general one; undefined
 * where none is known. The moment counts in the marketplace's zone.
 */
export async function ruleValue<Code extends RuleCode>(
  context: Context,
  marketplaceCode: string,
  code: Code,
  at: Date,
): Promise<RuleFinding<Code> | undefined> {
  const marketplace = await marketplaceOf(context, marketplaceCode)
  if (!marketplace) return undefined
  const found = await rows.rulesOfScopes(context.db, scopesOf(marketplace), code)
  // The tables hold for each code only values of its measure: `ruleFault` guards every way in.
  return ruleAt(found, marketplace, code, dayAt(marketplace, at)) as RuleFinding<Code> | undefined
}

/**
 * For how many days after delivery a marketplace lets its sellers keep who bought an order; undefined where no rule says
 * so, and nothing need be emptied.
 */
export async function keptDaysOf(context: Context, marketplaceCode: string, at: Date): Promise<number | undefined> {
  const rule = await ruleValue(context, marketplaceCode, 'buyer-data.kept-for', at)
  return rule && shortestDays(rule.value, rule.unit)
}

/** Every rule of a marketplace in force at a moment, one per code. */
export async function rulesOf(context: Context, marketplaceCode: string, at: Date): Promise<RuleView[]> {
  const marketplace = await marketplaceOrRefuse(context, marketplaceCode)
  const found = await recall(context, `stores.rules ${marketplaceCode}`, () =>
    rows.rulesOfScopes(context.db, scopesOf(marketplace)),
  )
  return rulesInForce(found, marketplace, dayAt(marketplace, at)).map(readable)
}

/** Every row that ever bore on one rule of a marketplace, newest first: its own, its kind's and the general ones. */
export async function ruleHistory(context: Context, marketplaceCode: string, code: RuleCode): Promise<RuleView[]> {
  const marketplace = await marketplaceOrRefuse(context, marketplaceCode)
  return (await rows.rulesOfScopes(context.db, scopesOf(marketplace), code)).map(readable)
}

/** Records a new value from a day on. The row that held until then ends on that day; nothing is overwritten. */
export async function recordRule(context: Context, change: RuleChange): Promise<RuleView> {
  requireReachOverAll(context)
  refuseFaultyRule(context, change)
  return transact(context, async (context) => {
    await refuseUnknownScope(context, change.scope)
    await rows.lockRules(context.db, change.scope, change.code)
    const history = await rows.rulesOfScopes(context.db, [change.scope], change.code)
    const plan = planRuleChange(history, change.validFrom, change.validTo ?? null)
    if (plan.ended) await rows.endRule(context.db, plan.ended, change.validFrom)
    const recorded: MarketplaceRule = {
      ...change,
      id: context.newId(),
      currency: change.currency ?? null,
      note: change.note ?? history[0]?.note ?? { en: '', 'zh-CN': '' },
      validTo: plan.validTo,
      shipped: false,
      recordedAt: context.now(),
      recordedBy: context.actor.kind === 'system' ? null : context.actor.id,
    }
    await rows.insertRules(context.db, [recorded])
    await emit(context, 'stores.rule-changed', { ruleId: recorded.id })
    await recordAudit(context, {
      action: 'stores.rule-recorded',
      subject: ruleSubject(recorded),
      changes: changesBetween(history[0] && telling(history[0]), telling(recorded)),
    })
    return readable(recorded)
  })
}

/** Ends a rule on a day without a successor: from then on the more general row rules, or none. */
export async function endRule(context: Context, id: string, on: string): Promise<RuleView> {
  requireReachOverAll(context)
  return transact(context, async (context) => {
    const found = await ruleOrRefuse(context, id)
    await rows.lockRules(context.db, found.scope, found.code)
    const rule = await ruleOrRefuse(context, id)
    if (!inForce(rule, on)) throw refusalAt('on', 'stores.rule-end', context.language)
    await rows.endRule(context.db, id, on)
    await emit(context, 'stores.rule-changed', { ruleId: id })
    await recordAudit(context, {
      action: 'stores.rule-ended',
      subject: ruleSubject(rule),
      changes: changesBetween({ validTo: rule.validTo }, { validTo: on }),
    })
    return readable({ ...rule, validTo: on })
  })
}

const ruleSubject = ({ id, scope, code }: MarketplaceRule) => ({ kind: 'rule', id, name: `${scope} · ${code}` })

/** What of a rule was decided; where its row came from is told by the entry itself. */
const telling = ({ value, unit, currency, validFrom, validTo, note }: MarketplaceRule) => ({
  value,
  unit,
  currency,
  validFrom,
  validTo,
  note,
})

/** Gives the workspace every shipped marketplace and rule that it does not have yet; what it has stays as it is. */
export function seedMarketplaces(context: Context): Promise<void> {
  return transact(context, async (context) => {
    await store.insertMissingMarketplaces(context.db, shippedMarketplaces)
    const recordedAt = context.now()
    const shipped = shippedRules.map((rule) => ({
      ...rule,
      id: context.newId(),
      shipped: true,
      recordedAt,
      recordedBy: null,
    }))
    await rows.insertRules(context.db, shipped, { missingOnly: true })
  })
}

/** A row with what its code is called and how it may be stated. */
function readable(rule: MarketplaceRule): RuleView {
  const title = ruleTitles.get(rule.code) ?? { en: rule.code, 'zh-CN': rule.code }
  return { ...rule, title, units: [...unitsOfMeasure[ruleMeasures[rule.code]]] }
}

const scopesOf = ({ code, kind }: Marketplace): string[] => [code, kind, everywhere]

/** The calendar day of a moment in the marketplace's zone. */
function dayAt({ zone }: Marketplace, at: Date): string {
  return isoDate(Math.floor(wallTimeAt(zone, at.getTime()) / DAY))
}

async function ruleOrRefuse(context: Context, id: string): Promise<MarketplaceRule> {
  const rule = await rows.readRule(context.db, id)
  if (!rule) throw new Refusal('stores.rule-not-found')
  return rule
}

async function refuseUnknownScope(context: Context, scope: string): Promise<void> {
  if (scope === everywhere || (marketplaceKinds as readonly string[]).includes(scope)) return
  if (!(await marketplaceOf(context, scope))) throw refusalAt('scope', 'stores.rule-scope', context.language, { scope })
}

function refuseFaultyRule({ language }: Context, rule: RuleChange): void {
  const fault = ruleFault(rule)
  if (fault === 'unit') {
    const units = unitsOfMeasure[ruleMeasures[rule.code]].join(', ')
    throw refusalAt('unit', 'stores.rule-unit', language, { unit: rule.unit, units })
  }
  if (fault === 'value') throw refusalAt('value', 'stores.rule-value', language)
  if (fault === 'currency') throw refusalAt('currency', 'stores.rule-currency', language)
  if (fault === 'end') throw refusalAt('validTo', 'stores.rule-end', language)
}
