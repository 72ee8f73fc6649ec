import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { ErasedPart, Traces, Whose } from '../customers/index.ts'
import { tellsOf } from './rules.erasure.ts'
import { readRows } from './service.reading.ts'
import * as store from './store.erasure.ts'

/**
 * Looks through the kept files for rows that tell of a customer. Refuses `customers.erasure-waits` while such a file is
 * being read in, or is about to be: its rows would come in after the orders were emptied.
 */
export async function tracesInImports(context: Context, whose: Whose): Promise<Partial<Traces>> {
  const isTheirs = tellsOf({
    orderNumbers: whose.traces.orders.map(({ number }) => number),
    addresses: whose.contacts.flatMap(({ kind, address, written }) => (kind === 'phone' ? [] : [address, written])),
    names: whose.names,
    phones: whose.contacts.flatMap(({ kind, written }) => (kind === 'phone' ? [written] : [])),
  })
  const importIds: string[] = []
  for (const file of await store.keptFiles(context.db)) {
    if (!(await tells(context, file, isTheirs))) continue
    if (file.status === 'waiting' || file.status === 'running') throw new Refusal('customers.erasure-waits')
    importIds.push(file.id)
  }
  return { importIds }
}

async function tells(
  { services: { storage } }: Context,
  { sha256, format }: store.KeptFile,
  isTheirs: ReturnType<typeof tellsOf>,
): Promise<boolean> {
  if (!(await storage.has(sha256))) return false
  const bytes = storage.open(sha256)
  try {
    for await (const batch of readRows(bytes, format)) if (batch.some(({ cells }) => isTheirs(cells))) return true
    return false
  } catch {
    // What cannot be read as somebody has said that it is written may tell of anybody: it goes.
    return true
  } finally {
    bytes.destroy()
  }
}

/** Lets go of the kept files that tell of a customer, whole: rows of others in them were read in long ago. */
export async function eraseImports(context: Context, { traces }: Whose): Promise<ErasedPart> {
  const files = await store.dropKeptFiles(context.db, traces.importIds, context.now())
  return { counts: files.length > 0 ? { imports: files.length } : {}, files, more: false }
}

/** Which of these files imports hold. */
export const filesOfImports = (context: Context, files: readonly string[]): Promise<string[]> =>
  store.heldByImports(context.db, files)
