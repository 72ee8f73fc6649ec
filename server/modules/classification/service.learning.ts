import { setImmediate } from 'node:timers/promises'
import { identifyLanguage } from '../../lib/language.ts'
import { packModel } from '../../lib/softmax.packed.ts'
import { type Example, type Model, trainSlowly } from '../../lib/softmax.ts'
import { type Context, transact } from '../../platform/context.ts'
import { enqueue } from '../../platform/jobs.ts'
import { kinds } from '../sla/index.ts'
import { ownWords } from './rules.capitals.ts'
import { featuresOf } from './rules.features.ts'
import { maskPersonal } from './rules.masking.ts'
import { conceptBooks, deskTraining, shippedExamples } from './rules.shipped.ts'
import { bookFor } from './rules.ts'
import { type Correction, type Kind, type KnownSubTypes, type Learning, subTypes } from './schema.ts'
import { learnJob, readerOf } from './service.reader.ts'
import { readShippedFiles } from './starter/shipped.ts'
import * as intents from './store.intents.ts'
import * as models from './store.models.ts'
import * as store from './store.ts'

/** Corrections come in bursts: a person goes through a queue. One training serves them all. */
const WAIT_MS = 30_000
/** The newest corrections count; older ones speak of other products and other people. */
const MOST_CORRECTIONS = 3_000
/** A colleague's word counts as much as three shipped phrases. */
const CORRECTION_WEIGHT = 3

/**
 * Keeps what a person says a letter is, and lets the desk learn from it. The letter is kept without what points to a
 * person. A second correction of the same ticket takes the place of the first.
 */
export function correct(context: Context, correction: Correction): Promise<void> {
  return transact(context, async (context) => {
    const own = ownWords(correction.text)
    const language = correction.language ?? (await languageOf(context, own))
    await store.keepCorrection(context.db, {
      id: context.newId(),
      ticketId: correction.ticketId ?? null,
      text: maskPersonal(`${correction.subject}\n${own}`),
      language,
      kind: correction.kind,
      subType: correction.subType,
      by: context.actor.id,
      at: context.now(),
    })
    await enqueue(context, learnJob, {}, { key: 'learn', startAfter: new Date(context.now().getTime() + WAIT_MS) })
  })
}

/** Empties what was learnt from letters on these tickets; how many there were, and of which kind, stays known. */
export async function forgetCorrections(context: Context, ticketIds: readonly string[]): Promise<void> {
  await store.emptyCorrections(context.db, ticketIds)
  await intents.emptyConfirmations(context.db, ticketIds)
}

async function languageOf(context: Context, text: string): Promise<string> {
  const { languages } = await readerOf(context)
  return identifyLanguage(languages, text).language ?? 'en'
}

/** Trains the workspace's model anew from the shipped phrases and its corrections. The same corrections, the same model. */
export async function learn(context: Context): Promise<void> {
  const files = await readShippedFiles()
  if (await isLearnt(context, files.model.version)) return
  // Whoever corrects while the model is trained waits for the next one.
  const at = context.now()
  const corrections = await store.newestCorrections(context.db, MOST_CORRECTIONS)
  const books = conceptBooks(files.concepts)
  const taught = corrections.map(
    ({ text, language, kind, subType }): Example => ({
      label: `${kind}/${subType ?? ''}`,
      features: featuresOf(text, bookFor(books, language)),
      weight: CORRECTION_WEIGHT,
    }),
  )
  const model = await trainBetweenRequests([...shippedExamples(files), ...taught])
  const id = context.newId()
  await transact(context, (context) =>
    models.keepModel(context.db, {
      id,
      packed: packModel(model, id),
      shippedVersion: files.model.version,
      learntFrom: corrections.length,
      at,
    }),
  )
}

/** Whether the present model knows every correction and the phrases that the desk now ships. */
async function isLearnt(context: Context, shippedVersion: string): Promise<boolean> {
  const { lastAt } = await store.correctionsSoFar(context.db)
  if (lastAt === null) return true
  const { modelId, learntAt } = await store.readState(context.db)
  if (modelId === null || learntAt === null || lastAt > learntAt) return false
  return (await models.shippedVersionOf(context.db, modelId)) === shippedVersion
}

/** Training takes seconds of one core; the process answers its requests in between. */
async function trainBetweenRequests(examples: readonly Example[]): Promise<Model> {
  const steps = trainSlowly(examples, deskTraining)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await setImmediate()
  }
}

/** What the desk has learnt here, and which sub-types it knows. */
export async function showLearning(context: Context): Promise<Learning> {
  const [state, corrections, { model }] = await Promise.all([
    store.readState(context.db),
    store.correctionsSoFar(context.db),
    readerOf(context),
  ])
  const { count, lastAt } = corrections
  return {
    corrections: count,
    learntAt: state.learntAt,
    learntFrom: state.learntFrom,
    waiting: lastAt !== null && (state.learntAt === null || lastAt > state.learntAt),
    subTypes: knownSubTypes(model.labels),
    settings: { orderPatterns: state.orderPatterns },
  }
}

/** The shipped sub-types, and those that colleagues have taught. */
function knownSubTypes(labels: readonly string[]): KnownSubTypes {
  const known = (kind: Kind) => {
    const shipped: readonly string[] = subTypes[kind]
    const all = labels.filter((label) => label.startsWith(`${kind}/`)).map((label) => label.slice(kind.length + 1))
    return { shipped: [...subTypes[kind]], taught: all.filter((name) => name !== '' && !shipped.includes(name)) }
  }
  return Object.fromEntries(kinds.map((kind) => [kind, known(kind)])) as KnownSubTypes
}
