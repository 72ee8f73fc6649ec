import type { Context } from '../../platform/context.ts'
import { customerOnRoll } from '../customers/index.ts'
import { armOf } from './rules.arms.ts'
import * as counts from './store.counts.ts'
import * as store from './store.ts'

/** A return that is about to begin, and the version in force on which it would. */
interface Beginning {
  readonly policyId: string
  readonly versionId: string
  readonly returnRequestId: string
  readonly buyerKey: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The version on which a return begins, where its policy has an experiment that runs: that of the buyer's arm, noted in the
 * same transaction. Undefined, and noted nowhere, where there is none, where another version than the control is in force,
 * or where the buyer is an important customer and such are spared.
 */
export async function chooseVersion(context: Context, begun: Beginning): Promise<string | undefined> {
  const experiment = await store.runningOf(context.db, begun.policyId)
  if (!experiment) return undefined
  const arms = await store.armsOf(context.db, experiment.id)
  if (arms[0]?.versionId !== begun.versionId) return undefined
  if (experiment.sparesImportant && (await isImportant(context, begun.buyerKey))) return undefined
  const weights = arms.map(({ weight }) => weight)
  const arm = arms[armOf(experiment.id, begun.buyerKey, weights)]
  if (!arm) return undefined
  const assignment = { experimentId: experiment.id, requestId: begun.returnRequestId, position: arm.position }
  await counts.insertAssignment(context.db, assignment, context.now())
  return arm.versionId
}

/** A buyer whom the desk does not know as a customer is nobody important. */
async function isImportant(context: Context, buyerKey: string): Promise<boolean> {
  if (!uuid.test(buyerKey)) return false
  return (await customerOnRoll(context, buyerKey))?.important ?? false
}
