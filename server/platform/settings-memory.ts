import { sql } from 'kysely'
import type { Context } from './context.ts'
import { tablesOf } from './db.ts'
import type { Services } from './services.ts'

/** What a process has looked up of one workspace, good for as long as its settings bear this stamp. */
interface Known {
  readonly stamp: string
  readonly memory: Map<string, Promise<unknown>>
}

/** Workspaces that a process remembers settings of; the one it has not served for longest is forgotten first. */
const mostWorkspaces = 20
/** Answers of one workspace: a few hundred stores with their templates. */
const mostAnswers = 2_000

const known = new WeakMap<Services, Map<string, Known>>()

/**
 * The context of a piece of work that changes no setting and goes by those of the moment at which it begins: what it looks
 * up by `recall` the process remembers until one of the workspace's settings is changed. The database tells: whatever
 * changes a table of settings (migration 0021) changes their stamp in the same transaction, by whichever process.
 */
export async function withSettings(context: Context): Promise<Context> {
  const stamp = context.settingsStamp ?? (await readStamp(context))
  return { ...context, settingsStamp: stamp, memory: memoryOf(context.services, context.workspaceId, stamp) }
}

/**
 * Lets one transaction at a time change a workspace's settings, from here to its end. Whoever replaces a whole list calls it
 * first: what another has put into the list meanwhile would be seen neither when it is emptied nor when it is filled.
 */
export async function holdSettings({ db }: Context): Promise<void> {
  await sql`select hold_settings()`.execute(tablesOf<Record<never, never>>(db))
}

async function readStamp({ db }: Context): Promise<string> {
  const { rows } = await sql<{ stamp: string | null }>`select settings_stamp() as stamp`.execute(
    tablesOf<Record<never, never>>(db),
  )
  return rows[0]?.stamp ?? ''
}

function memoryOf(services: Services, workspaceId: string, stamp: string): Map<string, Promise<unknown>> {
  const workspaces = known.get(services) ?? new Map<string, Known>()
  known.set(services, workspaces)
  const found = workspaces.get(workspaceId)
  const kept = found?.stamp === stamp ? found : { stamp, memory: new Map<string, Promise<unknown>>() }
  // Put last again: a map keeps the order in which it was filled.
  workspaces.delete(workspaceId)
  workspaces.set(workspaceId, kept)
  const [longestUnserved] = workspaces.keys()
  if (workspaces.size > mostWorkspaces && longestUnserved !== undefined) workspaces.delete(longestUnserved)
  return kept.memory
}

/**
 * A setting, looked up once by a process for as long as no setting changes; a fresh look in a context that was not made
 * `withSettings`. What is answered is shared: nobody changes it. `look` may read nothing but tables of settings.
 */
export function recall<Value>({ memory }: Context, key: string, look: () => Promise<Value>): Promise<Value> {
  if (!memory) return look()
  const remembered = memory.get(key)
  if (remembered) return remembered as Promise<Value>
  const looked = look()
  if (memory.size >= mostAnswers) memory.clear()
  memory.set(key, looked)
  // Who has asked hears of a failure; who asks next has it tried again.
  looked.catch(() => memory.delete(key))
  return looked
}
