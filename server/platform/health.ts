import { access, constants, statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { backupLight } from './backup/light.ts'
import { readBackupState } from './backup/state.ts'
import { tablesOf } from './db.ts'
import { reasonOf } from './folder.ts'
import type { Routes } from './http.ts'
import type { Services } from './services.ts'

const Health = Type.Object(
  { status: Type.String(), checks: Type.Record(Type.String(), Type.String()) },
  { title: 'Health' },
)

/** A database that takes longer serves nobody. */
const databasePatienceMs = 2_000
/** With less than this nothing more is promised: PostgreSQL and raw mails need room to write. */
const leastFreeBytes = 16 * 1_048_576

/**
 * Whether the process lives (/healthz), whether it can serve (/readyz), and its figures (/metrics, Prometheus). While it
 * is told to stop it still answers, but is not ready: a balancer sends it nothing new.
 */
export const healthRoutes =
  (services: Services, isStopping: () => boolean = () => false): Routes =>
  async (app) => {
    app.get(
      '/healthz',
      { config: { public: 'asked by load balancers' }, schema: { hide: true, response: { 200: Health } } },
      async () => ({ status: 'ok', checks: { ...(await backupHealth(services)) } }),
    )
    app.get(
      '/readyz',
      { config: { public: 'asked by load balancers' }, schema: { hide: true, response: { 200: Health, 503: Health } } },
      async (_request, reply) => {
        const [database, folder] = await Promise.all([databaseAnswers(services), folderTakes(services)])
        const checks = { database, folder, process: isStopping() ? 'stopping' : 'ok' }
        const ready = Object.values(checks).every((check) => check === 'ok')
        if (!ready) reply.code(503)
        return { status: ready ? 'ok' : 'unready', checks }
      },
    )
    app.get(
      '/metrics',
      { config: { public: 'asked by monitoring; holds counts only' }, schema: { hide: true } },
      async (_request, reply) => {
        const { registry } = services.metrics
        reply.type(registry.contentType)
        return registry.metrics()
      },
    )
    services.metrics.watch('database_connections', {
      help: 'Connections of this process to PostgreSQL, and work that waits for one',
      read: () => services.databases.connections(),
    })
    services.metrics.watch('backup', {
      help: 'The last whole backup: its age in seconds and the bytes it wrote; -1 where there is none',
      read: () => backupFigures(services),
    })
  }

/** A desk whose backup is late goes on serving: it is told, and nobody is sent elsewhere for it. */
async function backupHealth({ config, now, log }: Services): Promise<{ backup: string } | undefined> {
  if (config.backupFolder === null) return undefined
  try {
    return { backup: backupLight(await readBackupState(config.dataFolder), config.backupHours, now()) }
  } catch (error) {
    log.warn({ err: error }, 'the note of the last backup cannot be read')
    return { backup: 'unknown' }
  }
}

/** Age in seconds and bytes written of the last whole backup; -1 where there is none. */
async function backupFigures({ config, now }: Services): Promise<{ age_seconds: number; stored_bytes: number }> {
  const { success } = await readBackupState(config.dataFolder).catch(() => ({ success: undefined }))
  if (!success) return { age_seconds: -1, stored_bytes: -1 }
  return { age_seconds: (now().getTime() - Date.parse(success.at)) / 1_000, stored_bytes: success.storedBytes }
}

async function databaseAnswers(services: Services): Promise<string> {
  const patience = Promise.withResolvers<string>()
  const timer = setTimeout(() => patience.resolve('slow'), databasePatienceMs)
  const asked = sql`select 1`.execute(tablesOf<Record<never, never>>(services.databases.outside)).then(
    () => 'ok',
    (error: unknown) => {
      services.log.warn({ err: error }, 'the database does not answer')
      return 'unreachable'
    },
  )
  const said = await Promise.race([asked, patience.promise])
  clearTimeout(timer)
  return said
}

/** Raw mails and files are stored before anything else: without room for them nothing may be accepted. */
async function folderTakes({ config, log }: Services): Promise<string> {
  try {
    await access(config.dataFolder, constants.W_OK)
    const { bavail, bsize } = await statfs(config.dataFolder)
    return bavail * bsize < leastFreeBytes ? 'full' : 'ok'
  } catch (error) {
    log.warn({ err: error }, 'the data folder cannot be written')
    return reasonOf(error) === 'ENOENT' ? 'missing' : 'unwritable'
  }
}
