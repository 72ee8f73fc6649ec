import { statfs } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Call, Command } from './cli.command.ts'
import { openDatabase } from './main.database.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { projectRoot, readConfig, type Settings, unknownSettings } from './platform/config.ts'
import { exists, openFolder, reasonOf } from './platform/folder.ts'
import { inspectDatabase } from './platform/postgres.inspect.ts'

/** One thing looked at. `mend` says what to do when it is not well. */
interface Finding {
  readonly about: string
  readonly state: 'ok' | 'note' | 'bad'
  readonly says: string
  readonly mend?: string
}

const GIGABYTE = 2 ** 30
const marks = { ok: '✓', note: '·', bad: '✗' } as const

export const doctor: Command = {
  name: 'doctor',
  usage: '',
  summary: 'Looks at settings, disk, database, clock, mail ports and server, and says how to mend what is not well.',
  options: {},
  run: async (call) => {
    const findings = await examine(call)
    const lines = findings.map(
      ({ about, state, says, mend }) =>
        `${marks[state]} ${about.padEnd(9)} ${says}${mend ? `\n${' '.repeat(12)}→ ${mend}` : ''}`,
    )
    const failed = findings.some(({ state }) => state === 'bad')
    const verdict = failed ? 'Something needs mending.' : 'All is well.'
    return { words: `${lines.join('\n')}\n${verdict}`, json: { ok: !failed, findings }, failed }
  },
}

/** Each part by itself: one that fails does not hide the others. */
async function examine(call: Call): Promise<Finding[]> {
  const findings: Finding[] = []
  const look = async (about: string, work: () => Promise<readonly Omit<Finding, 'about'>[]>) => {
    const found = await work().catch((error: unknown) => [badOf(error)])
    findings.push(...found.map((each) => ({ about, ...each })))
  }
  let settings: Settings | undefined
  await look('settings', async () => {
    settings = readConfig(call.env, call.cwd)
    const slips = unknownSettings(call.env).map((name) => note(`${name} is not a setting`, 'See docs/settings.md.'))
    return [ok('every setting is valid'), ...slips]
  })
  if (settings === undefined) return findings
  const given = settings
  await look('program', async () => [await program()])
  await look('disk', () => disk(given.dataFolder))
  await look('database', () => database(given, call))
  await look('mail', () =>
    Promise.all([
      mailPort('SMTP', given.mailHost, given.smtpPort, 'AMENDS_SMTP_PORT'),
      mailPort('LMTP', given.mailHost, given.lmtpPort, 'AMENDS_LMTP_PORT'),
    ]),
  )
  await look('server', async () => [await server(given)])
  return findings
}

const ok = (says: string) => ({ state: 'ok' as const, says })
const note = (says: string, mend: string) => ({ state: 'note' as const, says, mend })
const bad = (says: string, mend: string) => ({ state: 'bad' as const, says, mend })

function badOf(error: unknown) {
  if (error instanceof CannotStart) return bad(error.message, error.mend)
  return bad(`could not be looked at (${reasonOf(error)})`, 'Report this as a defect of Amends.')
}

async function program() {
  const built = await exists(join(projectRoot, 'dist/web/index.html'))
  return ok(`Node ${process.version}, web page ${built ? 'built' : 'not built yet (the next start builds it)'}`)
}

async function disk(folder: string) {
  await openFolder(folder)
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const words = `${folder} can be written, ${(free / GIGABYTE).toFixed(1)} GB free`
  if (free < GIGABYTE / 4) return [bad(words, 'Free space now: without it mail is refused and work stops.')]
  return [free < 2 * GIGABYTE ? note(words, 'Free some space soon: mail and attachments need it.') : ok(words)]
}

/** Database and clock together: the server's clock is asked on the same connection. */
async function database(settings: Settings, { say }: Call) {
  const opened = await openDatabase(settings, { share: true, say })
  try {
    const asked = Date.now()
    const { version, now, durable, schema, size } = await inspectDatabase(opened.ownerUrl)
    const off = Math.abs(now.getTime() - (asked + Date.now()) / 2)
    const where = settings.databaseUrl === null ? 'built-in' : 'by DATABASE_URL'
    return [
      ok(`PostgreSQL ${version} ${where}, schema ${schema}, ${(size / 2 ** 20).toFixed(0)} MB`),
      durable
        ? ok('commits survive a crash')
        : bad('commits may be lost in a crash', 'Switch fsync and synchronous_commit on in that server.'),
      clock(off),
    ]
  } finally {
    await opened.stop()
  }
}

/** Clocks of promises and deadlines follow this machine; certificates and signatures fail when it is far off. */
function clock(off: number) {
  if (new Date().getUTCFullYear() < 2025)
    return bad(`this machine believes it is ${new Date().toISOString()}`, 'Set the clock (timedatectl set-ntp true).')
  if (off > 2_000)
    return bad(`clock ${(off / 1000).toFixed(1)} s apart from the database server`, 'Synchronise both machines by NTP.')
  return ok(`clock ${new Date().toISOString()}, ${Math.round(off)} ms apart from the database`)
}

async function mailPort(kind: string, host: string, port: number | null, setting: string) {
  if (port === null) return note(`${kind} is switched off`, `Unset ${setting} to receive mail here.`)
  const at = `${kind} ${host}:${port}`
  const greeting = await greetingOf(host, port)
  if (greeting === null) return note(`${at} does not listen`, 'That is right while no server runs: npm start')
  if (/^220[ -].*(amends|[ES]MTP)/i.test(greeting)) return ok(`${at} answers: ${greeting.slice(0, 60)}`)
  return bad(`${at} is taken by another program`, `Stop that one, or take another port with ${setting}.`)
}

/** The first line that the other side says within 2 s; '' when it is silent; null when nobody listens. */
function greetingOf(host: string, port: number): Promise<string | null> {
  return new Promise((done) => {
    const socket = connect({ host, port })
    const finish = (said: string | null) => {
      socket.destroy()
      done(said)
    }
    socket.setTimeout(2_000, () => finish(''))
    socket.once('error', () => finish(null))
    socket.once('data', (chunk) => finish(String(chunk).split('\r\n')[0] ?? ''))
  })
}

async function server({ publicUrl }: Settings) {
  try {
    const answer = await fetch(new URL('/readyz', publicUrl), { signal: AbortSignal.timeout(5_000) })
    const { status } = (await answer.json()) as { status?: unknown }
    if (answer.ok && status === 'ok') return ok(`${publicUrl} is ready`)
    return bad(`${publicUrl} answers ${answer.status}`, 'See its log; /readyz names the part that is not ready.')
  } catch (error) {
    if (error instanceof SyntaxError)
      return bad(`${publicUrl} is answered by another program`, 'Stop that one, or take another port with PORT.')
    return note(`${publicUrl} does not answer`, 'That is right while no server runs: npm start')
  }
}
