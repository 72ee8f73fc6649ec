import { setImmediate } from 'node:timers/promises'
import { identifyLanguage } from '../../lib/language.ts'
import { packModel, unpackModel } from '../../lib/softmax.packed.ts'
import { type Example, type Model, trainSlowly } from '../../lib/softmax.ts'
import { type Context, transact } from '../../platform/context.ts'
import { enqueue } from '../../platform/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { ownWords } from './rules.capitals.ts'
import { type IntentFiles, intentBooks, intentFeatures, intentTraining, openIntents } from './rules.intent.shipped.ts'
import { type IntentModel, intentOf } from './rules.intent.ts'
import { maskPersonal } from './rules.masking.ts'
import { deskTraining } from './rules.shipped.ts'
import type { Intent, IntentProposal } from './schema.intent.ts'
import { languageTable } from './service.shipped.ts'
import { readIntentFiles } from './starter/shipped.ts'
import * as store from './store.intents.ts'

export const learnIntentsJob = 'classification.learn-intents'

/** Confirmations come one after another while a queue is worked off; one training serves them all. */
const WAIT_MS = 30_000
const MOST_CONFIRMATIONS = 3_000
/** A colleague's word counts as much as three shipped replies. */
const CONFIRMATION_WEIGHT = 3
/** Workspaces with a model of their own that a process keeps; each takes about half a megabyte. */
const MOST_MODELS = 50

/** A buyer's reply to a return letter. */
export interface Reply {
  readonly text: string
  /** ISO 639-1; found out from the text when it is not given. */
  readonly language?: string
}

/** What a person says a reply means. */
export interface Confirmation extends Reply {
  readonly proposed: Intent
  readonly confirmed: Intent
  /** The message that was read: its second confirmation takes the place of its first. */
  readonly messageId?: string
  /** The ticket it stands on: when that is erased, what was learnt from it is emptied. */
  readonly ticketId?: string
}

interface Shelf {
  readonly files: Promise<IntentFiles>
  shipped?: IntentModel
  readonly own: Map<string, { readonly id: string; readonly model: IntentModel }>
}

const shelves = new WeakMap<Services, Shelf>()

function shelfOf(services: Services): Shelf {
  const found = shelves.get(services)
  if (found) return found
  const shelf: Shelf = { files: readIntentFiles(), own: new Map() }
  shelves.set(services, shelf)
  return shelf
}

/**
 * What a buyer's reply to a return letter means, with the sentence that shows it (R5–R7): a proposal, which a person confirms.
 * Nothing is kept. Takes less than two milliseconds; the first reply of a process opens the files.
 */
export async function proposeIntent(context: Context, reply: Reply): Promise<IntentProposal> {
  const [model, language] = await Promise.all([modelOf(context), languageOf(reply)])
  return intentOf(reply.text, language, model)
}

/**
 * Keeps what a person says a reply means, and lets the desk learn from it. The reply is kept without what points to a person.
 * Said twice of one message, the last word counts.
 */
export function confirmIntent(context: Context, confirmation: Confirmation): Promise<void> {
  return transact(context, async (context) => {
    await store.keepConfirmation(context.db, {
      id: context.newId(),
      messageId: confirmation.messageId ?? null,
      ticketId: confirmation.ticketId ?? null,
      text: maskPersonal(ownWords(confirmation.text)),
      language: await languageOf(confirmation),
      proposed: confirmation.proposed,
      confirmed: confirmation.confirmed,
      by: context.actor.id,
      at: context.now(),
    })
    await enqueue(
      context,
      learnIntentsJob,
      {},
      { key: 'learn-intents', startAfter: new Date(context.now().getTime() + WAIT_MS) },
    )
  })
}

/** Trains the workspace's model anew from the shipped replies and its confirmations. The same ones, the same model. */
export async function learnIntents(context: Context): Promise<void> {
  const files = await shelfOf(context.services).files
  if (await isLearnt(context, files.intentModel.version)) return
  // Whoever confirms while the model is trained waits for the next one.
  const at = context.now()
  const confirmed = await store.newestConfirmations(context.db, MOST_CONFIRMATIONS)
  const books = intentBooks(files.intentPhrases)
  const taught = confirmed.map(
    ({ text, language, confirmed: label }): Example => ({
      label,
      features: intentFeatures(text, language, books),
      weight: CONFIRMATION_WEIGHT,
    }),
  )
  const model = await trainBetweenRequests([...intentTraining(files), ...taught])
  const id = context.newId()
  await transact(context, (context) =>
    store.keepIntentModel(context.db, {
      id,
      packed: packModel(model, id),
      shippedVersion: files.intentModel.version,
      learntFrom: confirmed.length,
      at,
    }),
  )
}

async function isLearnt(context: Context, shippedVersion: string): Promise<boolean> {
  const lastAt = await store.lastConfirmedAt(context.db)
  if (lastAt === null) return true
  const state = await store.readIntentState(context.db)
  return state !== undefined && lastAt <= state.learntAt && state.shippedVersion === shippedVersion
}

/** Training takes a second of one core; the process answers its requests in between. */
async function trainBetweenRequests(examples: readonly Example[]): Promise<Model> {
  const steps = trainSlowly(examples, deskTraining)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await setImmediate()
  }
}

async function languageOf({ text, language }: Reply): Promise<string> {
  return language ?? identifyLanguage(await languageTable(), ownWords(text)).language ?? 'en'
}

async function modelOf(context: Context): Promise<IntentModel> {
  const shelf = shelfOf(context.services)
  const files = await shelf.files
  shelf.shipped ??= openIntents(files)
  const state = await store.readIntentState(context.db)
  if (!state) return shelf.shipped
  // The desk was updated: the workspace's model serves on until it has been trained with the new replies.
  if (state.shippedVersion !== files.intentModel.version)
    await enqueue(context, learnIntentsJob, {}, { key: 'learn-intents' })
  const known = shelf.own.get(context.workspaceId)
  if (known?.id === state.id) return known.model
  const packed = await store.readIntentModel(context.db)
  if (!packed) return shelf.shipped
  const model = { ...shelf.shipped, model: unpackModel(packed) }
  shelf.own.delete(context.workspaceId)
  shelf.own.set(context.workspaceId, { id: packed.version, model })
  const [oldest] = shelf.own.keys()
  if (shelf.own.size > MOST_MODELS && oldest !== undefined) shelf.own.delete(oldest)
  return model
}
