import type { Context } from '../../platform/context.ts'
import { writeLetter } from '../messages/index.ts'
import type { Step } from '../policies/index.ts'
import { knownValues, outerLinksPermitted, type SentValues, versionInUse } from '../templates/index.ts'
import { valuesOfFacts } from './rules.facts.ts'
import { letterValues } from './rules.step.ts'
import type { StepLetter } from './schema.ts'
import type { Situation } from './service.step.ts'
import * as parcels from './store.parcels.ts'

/**
 * The letter of a step, written out for its buyer; null where the step has none, or the workspace has it no more.
 * `filledIn` is what somebody gives where the desk does not know it.
 */
export async function letterOf(
  context: Context,
  situation: Situation,
  filledIn: SentValues = {},
): Promise<StepLetter | null> {
  const { step, request, ticket } = situation
  const key = step.kind === 'letter' || step.kind === 'act' ? step.template : null
  if (key === null || !(await versionInUse(context, key, ticket.language))) return null
  const known = await valuesFor(context, situation)
  const { storeId, marketplaceKind } = ticket
  // Where letters may hold no link, the label goes along as a file.
  if (!(await outerLinksPermitted(context, { storeId, marketplaceKind }))) delete known['return.label_url']
  const values = { ...filledIn, ...known }
  const letter = await writeLetter(context, request.ticketId, key, knownValues(values))
  return {
    key,
    title: { en: letter.titleEn, 'zh-CN': letter.titleZh },
    language: letter.language,
    subject: letter.subject,
    text: letter.text,
    meaning: letter.meaning,
    missing: letter.missing,
    needsLabel: promisesLabel(step) && !isMarketplaces(situation) && !values['return.label_url'],
    values,
  }
}

const promisesLabel = (step: Step): boolean => step.kind === 'act' && step.moves.some((move) => move.do === 'label')

/** The marketplace sends the label itself. */
const isMarketplaces = ({ found }: Situation): boolean => found.facts.labelPayer?.value === 'marketplace'

async function valuesFor(context: Context, situation: Situation): Promise<SentValues> {
  const { request, found, step } = situation
  const [terms, parcel, refunds] = await Promise.all([
    parcels.readTerms(context.db, request.storeId),
    parcels.readParcel(context.db, request.id),
    parcels.refundsOf(context.db, request.id),
  ])
  const given = refunds.filter(({ reversedAt }) => reversedAt === null)
  return letterValues(step, {
    facts: valuesOfFacts(found.facts),
    currency: request.currency,
    rma: request.rma,
    item: request.title,
    orderNumber: request.orderNumber,
    address: terms?.returnAddress ?? '',
    labelUrl: parcel?.labelUrl ?? null,
    now: context.now(),
    itemWithin: itemWithin(situation, step),
    refunded: given.length === 0 ? null : given.reduce((sum, { amount }) => sum + amount, 0),
  })
}

/** How many days the policy waits for the item after an act. */
function itemWithin({ version }: Situation, step: Step): number | null {
  if (step.kind !== 'act') return null
  const node = version.nodes.get(step.node)
  const next = node?.kind === 'act' ? version.nodes.get(node.to) : undefined
  return next?.kind === 'wait' && next.awaits === 'item' ? next.wait : null
}
