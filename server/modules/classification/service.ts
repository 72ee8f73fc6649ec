import { changesBetween } from '../../lib/changes.ts'
import { makePhraseBook } from '../../lib/text.phrases.ts'
import { recordAudit, recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { isTelling } from './rules.identifiers.ts'
import type { PriorityFacts } from './rules.priority.ts'
import { readLetter } from './rules.ts'
import type { Classification, ClassificationSettings, KeywordRule, NewKeywordRule, Trial } from './schema.ts'
import { readerOf } from './service.reader.ts'
import * as store from './store.ts'

/** A letter to be classified, and what is known besides. */
export interface Letter {
  readonly subject: string
  readonly text: string
  /** The language of the ticket so far; a letter that plainly is in another wins. */
  readonly language?: string
  /** Languages of the store's marketplace. */
  readonly expectedLanguages?: readonly string[]
  /** amazon, ebay, own-shop: the order numbers of that form come first. */
  readonly marketplaceKind?: string
  readonly facts?: PriorityFacts
}

/**
 * What a letter is about, in which language, how pressing it is, and why (PRODUCT.md "Classify", "Urgent and angry
 * detection"; REQUIREMENTS T10, X2). Takes about a millisecond; the first letter of a process loads the models.
 */
export async function classify(context: Context, letter: Letter): Promise<Classification> {
  const reader = await readerOf(context)
  const expectedLanguages = [...(letter.language ? [letter.language] : []), ...(letter.expectedLanguages ?? [])]
  return readLetter(reader, { ...letter, expectedLanguages }, context.now())
}

/** Why a letter would be classified so; nothing is kept. */
export function tryLetter(context: Context, trial: Trial): Promise<Classification> {
  const { subject, text, expectedLanguages, vip, deadlineAt } = trial
  const facts = { ...(vip !== undefined && { vip }), ...(deadlineAt && { deadlineAt: new Date(deadlineAt) }) }
  return classify(context, { subject, text, facts, ...(expectedLanguages && { expectedLanguages }) })
}

export async function listRules(context: Context): Promise<{ items: KeywordRule[] }> {
  return { items: await store.listRules(context.db) }
}

/** More rules than these nobody keeps in mind; what needs more is learnt from corrections. */
const MOST_RULES = 500

/** Adds a phrase that decides from now on. */
export function addRule(context: Context, rule: NewKeywordRule): Promise<KeywordRule> {
  refuseEmpty(rule)
  return transact(context, async (context) => {
    if ((await store.countRules(context.db)) >= MOST_RULES)
      throw new Refusal('classification.too-many-rules', { most: MOST_RULES })
    const added = await store.insertRule(context.db, context.newId(), rule, context.now())
    if (!added) throw new Refusal('classification.phrase-taken', { phrase: rule.phrase })
    await store.countRuleChange(context.db)
    await recordChange(context, 'classification.rule-added', 'keyword-rule', { after: added, name: added.phrase })
    return added
  })
}

/** Puts a rule anew. */
export function changeRule(context: Context, id: string, rule: NewKeywordRule): Promise<KeywordRule> {
  refuseEmpty(rule)
  return transact(context, async (context) => {
    if (await store.isPhraseTaken(context.db, rule, id))
      throw new Refusal('classification.phrase-taken', { phrase: rule.phrase })
    const before = (await store.listRules(context.db)).find((known) => known.id === id)
    const changed = await store.updateRule(context.db, id, rule, context.now())
    if (!changed) throw new Refusal('classification.rule-not-found')
    await store.countRuleChange(context.db)
    const name = changed.phrase
    await recordChange(context, 'classification.rule-changed', 'keyword-rule', { before, after: changed, name })
    return changed
  })
}

export function removeRule(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    const before = (await store.listRules(context.db)).find((known) => known.id === id)
    if (!before || !(await store.deleteRule(context.db, id))) throw new Refusal('classification.rule-not-found')
    await store.countRuleChange(context.db)
    await recordChange(context, 'classification.rule-removed', 'keyword-rule', { before, name: before.phrase })
  })
}

/** A phrase of signs alone, or of one Latin letter, would never or always be found. */
function refuseEmpty({ phrase }: NewKeywordRule): void {
  const { exact, begins, ends } = makePhraseBook([{ text: phrase, meaning: true }])
  const words = [...exact.keys(), ...begins.keys(), ...ends.flatMap(({ steps }) => steps.map(({ word }) => word))]
  if (!words.some((word) => word.length >= 2 || /\p{Lo}/u.test(word)))
    throw new Refusal('classification.phrase-empty', { phrase })
}

/** Says how the own shop's order numbers look. */
export async function saveSettings(
  context: Context,
  settings: ClassificationSettings,
): Promise<ClassificationSettings> {
  const vague = settings.orderPatterns.find((pattern) => !isTelling(pattern))
  if (vague !== undefined) throw new Refusal('classification.pattern-vague', { pattern: vague })
  return transact(context, async (context) => {
    const { orderPatterns } = await store.readState(context.db)
    await store.countRuleChange(context.db, settings.orderPatterns)
    await recordAudit(context, {
      action: 'classification.settings-changed',
      subject: { kind: 'settings', id: 'classification' },
      changes: changesBetween({ orderPatterns }, { orderPatterns: settings.orderPatterns }),
    })
    return settings
  })
}
