import type { ParseArgsConfig } from 'node:util'
import { type OpenDatabase, openDatabase } from './main.database.ts'
import { readConfig, withSecret } from './platform/config.ts'
import { openFolder } from './platform/folder.ts'
import type { Services } from './platform/services.ts'
import { openServices } from './services.ts'

/** How a command was called. */
export interface Call {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  readonly json: boolean
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  /** Progress, on standard error. */
  readonly say: (line: string) => void
}

/** What a command has to show: words for people, an object for programs (--json). */
export interface Outcome {
  readonly words: string
  readonly json: object
  /** it ran, and what it found is bad: exit code 1 */
  readonly failed?: boolean
}

export interface Command {
  /** 'user add' */
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  readonly run: (call: Call) => Promise<Outcome>
}

/** The command line cannot be understood: exit code 2. */
export class Wrong extends Error {}

/** The text of an option; undefined when it was not given. */
export function optional(call: Call, name: string): string | undefined {
  const value = call.values[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** The text of an option that must be there. */
export function required(call: Call, name: string): string {
  const value = optional(call, name)
  if (value === undefined) throw new Wrong(`--${name} is missing.`)
  return value
}

/** Works on the desk's database, beside a running server or alone, and closes it again. */
export async function withServices<Result>(
  call: Call,
  work: (services: Services, database: OpenDatabase) => Promise<Result>,
): Promise<Result> {
  const settings = readConfig(call.env, call.cwd)
  await openFolder(settings.dataFolder)
  const database = await openDatabase(settings, { share: true, say: call.say })
  try {
    // A command speaks to the person who called it; the log is the server's.
    const config = { ...(await withSecret(settings)), logLevel: 'error' as const }
    const open = await openServices(config, database.serving)
    try {
      return await work(open.services, database)
    } finally {
      await open.close()
    }
  } finally {
    await database.stop()
  }
}
