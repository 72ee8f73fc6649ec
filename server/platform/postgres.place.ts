import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chown, link, mkdir, open, readFile, realpath, rename, rm, rmdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { CannotStart } from './cannot-start.ts'
import { exists, reasonOf } from './folder.ts'

const run = promisify(execFile)

/** The operating-system user that runs PostgreSQL when we are root: PostgreSQL refuses to be root. */
export interface ClusterUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** Answers who a user name is; null when this machine does not know the name. */
export type UserLookup = (name: string) => Promise<ClusterUser | null>

/** What `postgres.json` in the data folder remembers. It holds passwords: mode 0600. */
export interface Place {
  /** where cluster and log live; relative to the data folder when inside it, so that the folder can be moved */
  readonly home: string
  /** false until the first cluster was made whole: a missing cluster is then no loss */
  readonly made: boolean
  readonly passwords: { readonly superuser: string; readonly owner: string; readonly app: string }
}

export interface Site {
  readonly folder: string
  /** absolute */
  readonly home: string
  readonly cluster: string
  readonly place: Place
  /** null when PostgreSQL runs as the user we are */
  readonly user: ClusterUser | null
}

export interface PlaceOptions {
  readonly folder: string
  readonly log: (line: string) => void
  readonly users: UserLookup
  /** folders to try when the cluster's user cannot enter the data folder, best first */
  readonly elsewhere: readonly string[]
  readonly asRoot: boolean
}

const POINTER = 'postgres.json'

/** Folders that survive a restart of the machine come first; the last resort may be emptied by the system. */
export const ELSEWHERE: readonly string[] = ['/var/lib', '/srv', '/opt', '/var/tmp', tmpdir()]

export const systemUsers: UserLookup = async (name) => {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { name, uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) }
  } catch {
    return null
  }
}

/**
 * Decides where the database lives and who runs it, and remembers it in `postgres.json`: the same answer at every
 * later start. The data folder must exist and be writable.
 * @throws CannotStart when there is no fitting user or folder, or a remembered database is gone
 */
export async function settle(options: PlaceOptions): Promise<Site> {
  const { folder } = options
  const place = await readPlace(folder)
  if (place === null) {
    const user = options.asRoot ? await newUser(options.users) : null
    const home = await newHome(options, user)
    const first: Place = {
      home,
      made: false,
      passwords: { superuser: password(), owner: password(), app: password() },
    }
    // Two first starts at once: the one who comes second takes what the first wrote.
    return siteOf(folder, (await writePlace(folder, first, 'new')) ? first : ((await readPlace(folder)) ?? first), user)
  }
  const cluster = join(resolve(folder, place.home), 'cluster')
  if (place.made && !(await exists(cluster)))
    throw new CannotStart(
      `The database ${cluster}, named in ${join(folder, POINTER)}, is gone or cannot be reached.`,
      `Put it back from a backup, or delete ${join(folder, POINTER)} to begin with an empty database.`,
    )
  return siteOf(folder, place, options.asRoot ? await ownerOf(cluster, options.users) : null)
}

/** Writes down that the cluster is whole: from now on its absence is a loss and not a first start. */
export async function rememberMade(site: Site): Promise<void> {
  if (!site.place.made) await writePlace(site.folder, { ...site.place, made: true }, 'replace')
}

/** Makes a folder that belongs to the cluster's user and is closed to everybody else. */
async function ownFolder(path: string, user: ClusterUser | null): Promise<void> {
  await mkdir(path, { mode: 0o700 })
  if (user !== null) await chown(path, user.uid, user.gid)
}

/** The same where another start may be making it at this very moment; false when it is there already. */
export async function ownFolderOnce(path: string, user: ClusterUser | null): Promise<boolean> {
  try {
    await ownFolder(path, user)
    return true
  } catch (error) {
    if (reasonOf(error) === 'EEXIST') return false
    throw error
  }
}

/** True when the user can go into the folder and write there: tried out, since modes alone do not tell (ACLs). */
async function canUse(path: string, user: ClusterUser): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', path], { uid: user.uid, gid: user.gid, cwd: '/' }).then(
    () => true,
    () => false,
  )
}

async function newUser(users: UserLookup): Promise<ClusterUser> {
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const user = await users(name)
    if (user !== null && user.uid !== 0) return user
  }
  throw new CannotStart(
    'PostgreSQL refuses to run as root, and this machine has neither a user "postgres" nor "nobody" to run it.',
    'Start Amends as an ordinary user, or bring your own PostgreSQL with DATABASE_URL.',
  )
}

/** A cluster stays with whoever owns its files, even if a user "postgres" was added to the machine later. */
async function ownerOf(cluster: string, users: UserLookup): Promise<ClusterUser> {
  const owner = await stat(cluster).catch(() => null)
  if (owner === null || owner.uid === 0) return newUser(users)
  return { name: `#${owner.uid}`, uid: owner.uid, gid: owner.gid }
}

async function newHome(options: PlaceOptions, user: ClusterUser | null): Promise<string> {
  const { folder, log } = options
  const inside = join(folder, 'postgres')
  if (user === null) {
    await ownFolderOnce(inside, null)
    return 'postgres'
  }
  const made = await ownFolderOnce(inside, user)
  if (await canUse(inside, user)) return 'postgres'
  if (made) await rmdir(inside)
  const outside = await homeElsewhere(options, user)
  log(`The user "${user.name}", who runs the database, cannot enter ${folder}: the database lives in ${outside}`)
  return outside
}

async function homeElsewhere({ folder, elsewhere, log }: PlaceOptions, user: ClusterUser): Promise<string> {
  const hash = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 12)
  for (const parent of elsewhere) {
    for (let turn = 1; turn < 100; turn += 1) {
      const home = join(parent, turn === 1 ? `amends-${hash}` : `amends-${hash}-${turn}`)
      const failure = await ownFolder(home, user).then(() => null, reasonOf)
      if (failure === 'EEXIST') {
        // Its passwords went with the old pointer file. Never taken over, never deleted: it may be someone's data.
        log(`A database of an earlier data folder remains in ${home}; delete it if it is no longer needed`)
        continue
      }
      if (failure !== null) break
      if (await canUse(home, user)) return home
      await rmdir(home)
      break
    }
  }
  throw new CannotStart(
    `The user "${user.name}", who must run the database, can enter neither ${folder} nor any of ${elsewhere.join(', ')}.`,
    'Name a data folder which that user can enter (AMENDS_DATA=/srv/amends), start Amends as an ordinary user, or set DATABASE_URL.',
  )
}

function siteOf(folder: string, place: Place, user: ClusterUser | null): Site {
  const home = resolve(folder, place.home)
  return { folder, home, cluster: join(home, 'cluster'), place, user }
}

async function readPlace(folder: string): Promise<Place | null> {
  const path = join(folder, POINTER)
  try {
    // The shape is ours: the file is written only below, and whole.
    return JSON.parse(await readFile(path, 'utf8')) as Place
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return null
    throw new CannotStart(
      `The file ${path}, which says where the database is, cannot be read (${reasonOf(error)}).`,
      'Start Amends as the user who started it the first time, or give that file to the user who starts it now.',
      { cause: error },
    )
  }
}

/** True when written; 'new' never replaces. On disk before it counts: a lost password is a lost database. */
async function writePlace(folder: string, place: Place, how: 'new' | 'replace'): Promise<boolean> {
  const path = join(folder, POINTER)
  const half = `${path}.half-${process.pid}-${randomBytes(4).toString('hex')}`
  const file = await open(half, 'wx', 0o600)
  await file.writeFile(`${JSON.stringify(place, null, 2)}\n`)
  await file.sync()
  await file.close()
  if (how === 'replace') {
    await rename(half, path)
    return true
  }
  const failure = await link(half, path).then(() => null, reasonOf)
  await rm(half)
  if (failure === null || failure === 'EEXIST') return failure === null
  throw new CannotStart(`The file ${path} cannot be written (${failure}).`, 'Use a data folder on an ordinary disk.')
}

function password(): string {
  return randomBytes(24).toString('base64url')
}
