import { randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { Unfit } from './config.forms.ts'
import { type Bases, type Setting, settings } from './config.settings.ts'
import { reasonOf } from './folder.ts'

export { settings } from './config.settings.ts'

type Values = { readonly [Name in keyof typeof settings]: ReturnType<(typeof settings)[Name]['parse']> }

/** The settings as written in the environment; `secret` may still have to be made. */
export interface Settings extends Omit<Values, 'publicUrl'> {
  /** origin without a slash at the end */
  readonly publicUrl: string
}

/** Everything a process is told from outside. */
export interface Config extends Omit<Settings, 'secret'> {
  /** 32 characters or more */
  readonly secret: string
}

/** The folder that holds run.mjs, migrations and the web's sources. */
export const projectRoot = resolve(import.meta.dirname, '../..')

/**
 * Reads and checks all settings. Pure: touches neither disk nor network. An empty variable counts as unset.
 * @param cwd where relative paths start
 * @throws CannotStart naming every wrong setting at once, with what is expected; a secret's value is not repeated
 */
export function readConfig(env: NodeJS.ProcessEnv, cwd: string, root = projectRoot): Settings {
  const wrong: string[] = []
  const bases: Bases = { cwd, root }
  const read = <Value>(setting: Setting<Value>): Value | undefined => {
    const text = env[setting.name]?.trim()
    try {
      return setting.parse(text === '' ? undefined : text, bases)
    } catch (error) {
      if (!(error instanceof Unfit)) throw error
      wrong.push(`${setting.name}${setting.secret ? '' : `=${text}`} must be ${error.message}`)
      return undefined
    }
  }
  // Every key of the table, each parsed by its own row: the types follow the table, which Object.fromEntries forgets.
  const values = Object.fromEntries(
    Object.entries<Setting<unknown>>(settings).map(([name, setting]) => [name, read(setting)]),
  ) as unknown as Values
  if (values.backupFolder !== null && values.backupSecret === null && wrong.length === 0)
    wrong.push('AMENDS_BACKUP_SECRET must be set where AMENDS_BACKUP_FOLDER is')
  if (wrong.length > 0)
    throw new CannotStart(
      `${wrong.length === 1 ? 'A setting is' : 'Some settings are'} wrong: ${wrong.join('; ')}.`,
      'Correct it in the environment. All settings: docs/settings.md',
    )
  return { ...values, publicUrl: values.publicUrl ?? originAt(values.host, values.port) }
}

/** The address of a process in the browser; a wildcard address is no place to go to. */
export function originAt(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** Names in the environment that look like ours and are not: usually a slip of the pen. */
export function unknownSettings(env: NodeJS.ProcessEnv): string[] {
  const known = new Set(Object.values<Setting<unknown>>(settings).map((setting) => setting.name))
  return Object.keys(env)
    .filter((name) => name.startsWith('AMENDS_') && !name.startsWith('AMENDS_TEST_') && !known.has(name))
    .sort()
}

/**
 * Completes the settings with the secret: the one given, else the one kept in the data folder, else a new one of 32
 * random bytes that is on disk (mode 0600) before it is used. The data folder must exist.
 * @throws CannotStart when the kept secret cannot be read or written
 */
export async function withSecret(given: Settings): Promise<Config> {
  return { ...given, secret: given.secret ?? (await keptSecret(given.dataFolder)) }
}

async function keptSecret(folder: string): Promise<string> {
  const path = join(folder, 'secret')
  try {
    const kept = await readSecret(path)
    if (kept !== null) return kept
    const made = randomBytes(32).toString('base64url')
    const half = `${path}.half-${randomBytes(4).toString('hex')}`
    const file = await open(half, 'wx', 0o600)
    await file.writeFile(`${made}\n`)
    await file.sync()
    await file.close()
    // link() refuses an existing name: of two first starts at once, both end with the secret of the first.
    const failure = await link(half, path).then(() => null, reasonOf)
    await rm(half)
    if (failure !== null && failure !== 'EEXIST') throw new Error(failure)
    return (await readSecret(path)) ?? made
  } catch (error) {
    if (error instanceof CannotStart) throw error
    throw new CannotStart(
      `The secret in ${path} cannot be read or made (${reasonOf(error)}).`,
      'Start Amends as the user who started it the first time, or set AMENDS_SECRET.',
      { cause: error },
    )
  }
}

async function readSecret(path: string): Promise<string | null> {
  const kept = await readFile(path, 'utf8').catch((error: unknown) => {
    if (reasonOf(error) === 'ENOENT') return null
    throw error
  })
  if (kept === null || kept.trim().length >= 32) return kept?.trim() ?? null
  throw new CannotStart(
    `The secret in ${path} is damaged (shorter than 32 characters).`,
    'Put the file back from a backup. Without it, stored mailbox passwords must be entered again: then delete the file.',
  )
}
