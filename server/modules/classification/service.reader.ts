import type { LanguageTable } from '../../lib/language.ts'
import { unpackModel } from '../../lib/softmax.packed.ts'
import type { Model } from '../../lib/softmax.ts'
import { makePhraseBook } from '../../lib/text.phrases.ts'
import type { Context } from '../../platform/context.ts'
import { enqueue } from '../../platform/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { recall } from '../../platform/settings-memory.ts'
import type { OwnRule } from './rules.kinds.ts'
import { openShipped, type Shipped } from './rules.shipped.ts'
import type { Reader } from './rules.ts'
import { languageTable } from './service.shipped.ts'
import { offenceModel, readShippedFiles } from './starter/shipped.ts'
import * as models from './store.models.ts'
import * as store from './store.ts'

/** What one process keeps at hand: the shipped rows once, and each workspace's own teaching as long as it is current. */
interface Shelf {
  readonly shipped: Promise<Shipped & { readonly languages: LanguageTable }>
  readonly readers: Map<string, { readonly stamp: string; readonly reader: Reader }>
}

export const learnJob = 'classification.learn'

const shelves = new WeakMap<Services, Shelf>()
/** Workspaces with a model of their own that a process keeps; each takes about three megabytes. */
const MOST_READERS = 20

function shelfOf(services: Services): Shelf {
  const found = shelves.get(services)
  if (found) return found
  const shelf: Shelf = { shipped: openAll(), readers: new Map() }
  shelves.set(services, shelf)
  return shelf
}

async function openAll(): Promise<Shipped & { languages: LanguageTable }> {
  const [files, languages] = await Promise.all([readShippedFiles(), languageTable()])
  return { ...openShipped(files), languages }
}

/** Begins to open what every letter is read with, so that the first one hardly waits for it; resolves with its stop. */
export async function startReading(services: Services): Promise<() => Promise<void>> {
  // The half second that it takes is for the process to be ready in; a letter that comes meanwhile waits for this very one.
  setTimeout(() => void shelfOf(services).shipped.catch(() => undefined), afterStartMs).unref()
  return async () => undefined
}

const afterStartMs = 1_000

/** Everything that reads a letter in this workspace. One small query tells whether the copy at hand is still current. */
export const readerOf = (context: Context): Promise<Reader> =>
  recall(context, 'classification.reader', () => currentReader(context))

async function currentReader(context: Context): Promise<Reader> {
  const shelf = shelfOf(context.services)
  const state = await store.readState(context.db)
  const stamp = `${state.modelId} ${state.rulesVersion}`
  const known = shelf.readers.get(context.workspaceId)
  if (known?.stamp === stamp) return known.reader
  const shipped = await shelf.shipped
  const reader: Reader = {
    ...shipped,
    offence: offenceModel,
    model: await modelOf(context, state.modelId, shipped),
    ownRules: makePhraseBook(await ownRules(context)),
    ownPatterns: state.orderPatterns,
  }
  shelf.readers.delete(context.workspaceId)
  shelf.readers.set(context.workspaceId, { stamp, reader })
  const [oldest] = shelf.readers.keys()
  if (shelf.readers.size > MOST_READERS && oldest !== undefined) shelf.readers.delete(oldest)
  return reader
}

async function modelOf(context: Context, id: string | null, shipped: Shipped): Promise<Model> {
  const kept = id === null ? undefined : await models.readModel(context.db, id)
  if (!kept) return shipped.model
  // The desk was updated: the workspace's model serves on until it has been trained with the new phrases.
  if (kept.shippedVersion !== shipped.version) await enqueue(context, learnJob, {}, { key: 'learn' })
  return unpackModel(kept.packed)
}

async function ownRules(context: Context): Promise<{ text: string; meaning: OwnRule }[]> {
  const rules = await store.listRules(context.db)
  return rules
    .filter(({ active }) => active)
    .map(({ id, phrase, language, kind, subType }) => ({
      text: phrase,
      meaning: { id, label: `${kind}/${subType ?? ''}`, language },
    }))
}
