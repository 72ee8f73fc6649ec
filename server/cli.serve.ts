import type { Call, Command, Outcome } from './cli.command.ts'
import { Wrong } from './cli.command.ts'
import type { Role } from './main.ports.ts'
import { type Desk, serve as open } from './main.ts'
import { readConfig, unknownSettings } from './platform/config.ts'
import { readVersion } from './platform/version.ts'

const roles = ['all', 'api', 'worker'] as const

/** The terminal and the starter may both send the same Ctrl-C; a person's second one comes later than this. */
const SAME_SIGNAL_MS = 500
/** Past this the process goes, finished or not; the database then stops by itself, losing nothing. */
const STOP_LIMIT_MS = 10_000

export const serve: Command = {
  name: 'serve',
  usage: '[--role all|api|worker]',
  summary: 'Starts the desk: database, web page, API, worker and mail receiver. Ctrl-C stops it.',
  options: { role: { type: 'string', default: 'all' } },
  run: (call) => {
    const role = roles.find((known) => known === call.values.role)
    if (role === undefined) throw new Wrong(`--role must be one of ${roles.join(', ')}.`)
    return serveAs(role, call)
  },
}

export const worker: Command = {
  name: 'worker',
  usage: '',
  summary: 'Starts only jobs and mail, beside other processes of the same database.',
  options: {},
  run: (call) => serveAs('worker', call),
}

async function serveAs(role: Role, call: Call): Promise<Outcome> {
  const begin = Date.now()
  const told = stopSignal()
  const settings = readConfig(call.env, call.cwd)
  for (const name of unknownSettings(call.env)) call.say(`${name} is not a setting (see docs/settings.md): ignored`)
  // A person at a terminal wants to see what is wrong, not every request.
  const quiet = process.stdout.isTTY && !call.env.AMENDS_LOG_LEVEL
  const options = { settings: quiet ? { ...settings, logLevel: 'warn' as const } : settings, role, say: call.say }
  const desk = await Promise.race([open(options), told])
  // Told to stop before it was ready: what is half made is made anew, or stopped, by the next start.
  if (desk === undefined) process.exit(130)
  const { config, empty } = desk
  const ms = Date.now() - begin
  if (call.json) {
    const { publicUrl, port, smtpPort, lmtpPort, dataFolder } = config
    console.log(JSON.stringify({ ready: true, role, url: publicUrl, port, smtpPort, lmtpPort, dataFolder, empty, ms }))
  } else console.error(await banner(desk, role, ms))
  await told
  if (!call.json) console.error('amends: stopping')
  setTimeout(() => process.exit(1), STOP_LIMIT_MS + config.drainSeconds * 1_000).unref()
  await desk.stop()
  // Handles that a library leaves open must not keep a stopped server alive.
  setTimeout(() => process.exit(), 200).unref()
  return { words: '', json: { stopped: true } }
}

/** Resolves at the first SIGINT, SIGTERM or SIGHUP, or when the starter is gone; a second one ends at once. */
function stopSignal(): Promise<void> {
  return new Promise((done) => {
    let first = 0
    const stop = () => {
      if (first !== 0 && Date.now() - first > SAME_SIGNAL_MS) process.exit(130)
      first ||= Date.now()
      done()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
    process.once('disconnect', () => {
      first ||= Date.now()
      done()
    })
    process.channel?.unref()
  })
}

async function banner({ config, empty }: Desk, role: Role, ms: number): Promise<string> {
  const { publicUrl, mailHost, smtpPort, lmtpPort, dataFolder, databaseUrl } = config
  const mail = [
    ...(smtpPort === null ? [] : [`SMTP ${mailHost}:${smtpPort}`]),
    ...(lmtpPort === null ? [] : [`LMTP ${mailHost}:${lmtpPort}`]),
  ]
  const begin = `
  The desk is empty. 工单系统尚无内容。Begin with one of these 请任选其一：
    npx amends demo        demo data to look around 演示数据
    open the address       set up your own desk 打开上面的地址，建立自己的工作区
`
  return `
  Amends ${await readVersion()} is ready after ${(ms / 1000).toFixed(1)} s
  ${role === 'worker' ? 'worker: jobs and mail only' : `open 打开  ${publicUrl}`}
  mail in 收信  ${role === 'api' || mail.length === 0 ? 'not in this process' : mail.join(', ')}
  data 数据     ${dataFolder}${databaseUrl === null ? '' : ' and the database of DATABASE_URL'}
  Ctrl-C stops it 按 Ctrl-C 停止
${empty && role !== 'worker' ? begin : ''}`
}
