import { execFile } from 'node:child_process'
import { chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { platform, totalmem } from 'node:os'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { exists, reasonOf } from './folder.ts'
import type { Binaries } from './postgres.binaries.ts'
import { type ClusterUser, ownFolderOnce, rememberMade, type Site } from './postgres.place.ts'

export const SUPERUSER = 'postgres'

/**
 * Sees that a whole cluster of the right major stands in `site.cluster`; makes one when there is none yet.
 * It is made beside its place and moved there when complete, so that a start that was cut off simply starts over.
 * @throws CannotStart on a cluster of another PostgreSQL major, or when none can be made
 */
export async function openCluster(
  site: Site,
  binaries: Binaries,
  log: (line: string) => void,
  durable = true,
): Promise<void> {
  await ownFolderOnce(site.home, site.user)
  if (!(await exists(site.cluster))) {
    log('Making an empty database (once, a few seconds)')
    await makeCluster(site, binaries, durable)
  }
  const major = Number.parseInt(await readFile(join(site.cluster, 'PG_VERSION'), 'utf8').catch(() => 'NaN'), 10)
  if (major !== binaries.major)
    throw new CannotStart(
      `The database in ${site.cluster} was made by PostgreSQL ${Number.isNaN(major) ? '(unknown)' : major}; this version of Amends brings PostgreSQL ${binaries.major}.`,
      `Start the Amends version that made it, or serve that folder with a PostgreSQL ${Number.isNaN(major) ? '' : `${major} `}of your own and set DATABASE_URL.`,
    )
  await rememberMade(site)
  await removeHalves(site)
  await giveFile(join(site.cluster, 'postgresql.conf'), configuration(durable), site.user)
  await giveFile(join(site.cluster, 'pg_hba.conf'), ACCESS, site.user)
}

async function makeCluster(site: Site, binaries: Binaries, durable: boolean): Promise<void> {
  const half = join(site.home, `cluster.half-${process.pid}`)
  const passwordFile = join(site.home, `password-${process.pid}`)
  let failure = ''
  try {
    for (const characters of CHARACTER_LOCALES[platform()] ?? ['C']) {
      await rm(half, { recursive: true, force: true })
      await giveFile(passwordFile, site.place.passwords.superuser, site.user)
      failure = await initdb(binaries.initdb, site.user, [
        `--pgdata=${half}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The builtin C.UTF-8 sorts the same on every machine and after every upgrade of the C library.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        `--lc-ctype=${characters}`,
        '--data-checksums',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ])
      if (failure === '') {
        await rename(half, site.cluster).catch(async (error: unknown) => {
          // Another first start won the race: its cluster is as good as ours.
          if (!(await exists(site.cluster))) throw error
        })
        return
      }
      if (!/locale/.test(failure)) break
    }
  } catch (error) {
    failure = reasonOf(error)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(half, { recursive: true, force: true })
  }
  throw new CannotStart(
    `An empty database could not be made in ${site.home}: ${failure}`,
    'See that the disk has 200 MB free and allows writing, then start again; or bring your own PostgreSQL with DATABASE_URL.',
  )
}

/** What counts as a letter (word search in any language) comes from the C library, by the first name it knows. */
const CHARACTER_LOCALES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'C'],
  darwin: ['en_US.UTF-8', 'C'],
}

/** Empty when the program succeeded, else the last line that says why not. */
function initdb(program: string, user: ClusterUser | null, flags: readonly string[]): Promise<string> {
  return new Promise((done) => {
    const identity = user === null ? {} : { uid: user.uid, gid: user.gid }
    execFile(
      program,
      [...flags],
      { ...identity, cwd: platform() === 'win32' ? undefined : '/', env: plainEnvironment() },
      (error, _out, err) => done(error === null ? '' : lastReason(err) || reasonOf(error)),
    )
  })
}

/** The person's PG* settings and library paths are meant for other servers. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SystemDrive', 'windir']
  const environment: NodeJS.ProcessEnv = { LANG: 'C' }
  for (const name of kept) if (process.env[name] !== undefined) environment[name] = process.env[name]
  return environment
}

/** The line a person should read among what PostgreSQL printed. */
export function lastReason(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return (lines.findLast((line) => /error|fatal|panic|could not/i.test(line)) ?? lines.at(-1) ?? '').trim()
}

/** A start that was cut off leaves its half cluster; it goes once a whole one stands. */
async function removeHalves(site: Site): Promise<void> {
  for (const name of await readdir(site.home)) {
    const by = /^(?:cluster\.half|password)-(\d+)$/.exec(name)?.[1]
    if (by !== undefined && !isAlive(Number(by))) await rm(join(site.home, name), { recursive: true, force: true })
  }
}

/** True when a process of this number exists, whoever runs it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return reasonOf(error) === 'EPERM'
  }
}

async function giveFile(path: string, content: string, user: ClusterUser | null): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => null)) === content) return
  const half = `${path}.half`
  await writeFile(half, content, { mode: 0o600 })
  if (user !== null) await chown(half, user.uid, user.gid)
  await rename(half, path)
}

const ACCESS = `# Written by Amends at every start.
host all all 127.0.0.1/32 scram-sha-256
`

/** What a transaction writes into tables that it has made or emptied itself goes there alone: half the bytes. */
const WITHOUT_LOG = `wal_level = minimal
max_wal_senders = 0
`

/** For a small server that other programs share. Rewritten at every start. */
function configuration(durable: boolean): string {
  const megabytes = Math.floor(totalmem() / 2 ** 20)
  const shared = Math.min(1024, Math.max(128, Math.floor(megabytes / 16)))
  return `# Written by Amends at every start: change nothing here, bring your own PostgreSQL (DATABASE_URL) to tune it.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
password_encryption = 'scram-sha-256'
fsync = ${durable ? 'on' : 'off'}
synchronous_commit = ${durable ? 'on' : 'off'}
full_page_writes = ${durable ? 'on' : 'off'}
${durable ? '' : WITHOUT_LOG}shared_buffers = ${shared}MB
effective_cache_size = ${Math.max(256, Math.floor(megabytes / 3))}MB
work_mem = 8MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
jit = off
checkpoint_timeout = 15min
max_wal_size = 2GB
wal_compression = on
idle_in_transaction_session_timeout = 5min
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
datestyle = 'iso, mdy'
default_text_search_config = 'pg_catalog.simple'
# Refused statements reach the application's log, which knows what is personal; here neither they nor their values.
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
log_line_prefix = '%m [%p] '
`
}
