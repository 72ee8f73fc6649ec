import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '../server/platform/config.ts'

// The program as a person runs it: in a process of its own, on a data folder of its own.

let base: string
const children: ChildProcess[] = []

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'amends-serve-'))
  // As mkdtemp makes it, only root could enter, and the database would go to live elsewhere.
  await chmod(base, 0o755)
  await mkdir(join(base, 'web'))
  await writeFile(join(base, 'web/index.html'), '<title>Amends</title>')
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  // Whatever a killed server left running of its database goes before the folder does.
  const cluster = await clusterFolder().catch(() => null)
  const lock = cluster === null ? '' : await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  if (lock !== '') process.kill(Number.parseInt(lock, 10), 'SIGKILL')
  await rm(base, { recursive: true, force: true })
})

interface Pointer {
  readonly home: string
  readonly passwords: { readonly owner: string }
}

async function pointer(): Promise<Pointer> {
  return JSON.parse(await readFile(join(base, 'data/postgres.json'), 'utf8')) as Pointer
}

async function clusterFolder(): Promise<string> {
  const { home } = await pointer()
  return join(home.startsWith('/') ? home : join(base, 'data', home), 'cluster')
}

interface Run {
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  readonly code: Promise<number | null>
}

function amends(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(process.execPath, [join(projectRoot, 'server/cli.ts'), ...args], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      AMENDS_SMTP_PORT: '0',
      AMENDS_LMTP_PORT: '0',
      AMENDS_DATA: join(base, 'data'),
      AMENDS_WEB_DIR: join(base, 'web'),
      AMENDS_LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => (out += chunk))
  child.stderr?.on('data', (chunk) => (err += chunk))
  return { child, out: () => out, err: () => err, code: new Promise((done) => child.once('close', done)) }
}

interface Ready {
  readonly url: string
  readonly smtpPort: number
  readonly empty: boolean
  readonly ms: number
}

/** Starts the desk and waits for the line that says it is ready. */
async function serve(env: NodeJS.ProcessEnv = {}): Promise<Run & { ready: Ready }> {
  const run = amends(['serve', '--json'], env)
  const ready = await new Promise<Ready>((done, fail) => {
    run.child.stdout?.on('data', () => {
      const line = run
        .out()
        .split('\n')
        .find((each) => each.startsWith('{"ready":true'))
      if (line !== undefined) done(JSON.parse(line) as Ready)
    })
    void run.code.then((code) => fail(new Error(`ended with ${code}: ${run.out()}${run.err()}`)))
  })
  return { ...run, ready }
}

async function refusalOf(run: Run): Promise<{ reason: string; mend: string }> {
  expect(await run.code).toBe(1)
  return (JSON.parse(run.out().trim().split('\n').at(-1) ?? '') as { error: { reason: string; mend: string } }).error
}

describe('the server', { timeout: 120_000 }, () => {
  test('starts on an empty folder, serves page, API and mail, and stops cleanly at one Ctrl-C', async () => {
    const { child, ready, code, err } = await serve()
    expect(ready.empty).toBe(true)
    expect((await fetch(`${ready.url}/readyz`)).status).toBe(200)
    expect(await (await fetch(ready.url)).text()).toContain('<title>Amends</title>')
    expect(await (await fetch(`${ready.url}/api/setup`)).json()).toMatchObject({ workspaces: 'none' })
    const greeting = await new Promise<string>((done, fail) => {
      const socket = connect(ready.smtpPort, '127.0.0.1').once('error', fail)
      socket.once('data', (chunk) => {
        done(String(chunk))
        socket.destroy()
      })
    })
    expect(greeting).toMatch(/^220 /)
    const begin = Date.now()
    child.kill('SIGINT')
    child.kill('SIGINT')
    expect(await code).toBe(0)
    expect(Date.now() - begin).toBeLessThan(10_000)
    expect(err()).not.toMatch(/^\s+at /m)
    const { ready: again } = await serve()
    expect(again.ms).toBeLessThan(5_000)
  })

  test('killed by -9 leaves nothing that stops the next start, and keeps what was committed', async () => {
    const first = await serve()
    const asked = { workspaceName: 'Kept', language: 'en', zone: 'Europe/Berlin', currency: 'EUR' }
    const person = { name: 'Anna', email: 'anna@shop.example', password: 'long enough to keep' }
    const made = await fetch(`${first.ready.url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...asked, ...person }),
    })
    expect(made.status).toBe(201)
    first.child.kill('SIGKILL')
    await first.code
    const { ready } = await serve({ PORT: new URL(first.ready.url).port })
    expect(ready.empty).toBe(false)
    expect(await (await fetch(`${ready.url}/api/setup`)).json()).toMatchObject({ workspaces: 'one' })
  })

  test('refuses a port in use and a folder in use, each with the mend', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => taken.once('listening', done))
    const address = taken.address()
    const PORT = String(typeof address === 'object' && address !== null ? address.port : 0)
    const port = await refusalOf(amends(['serve', '--json'], { PORT }))
    expect(port.reason).toContain(`The port ${PORT} on 127.0.0.1 is in use`)
    expect(port.mend).toContain('PORT=')
    const mail = await refusalOf(amends(['serve', '--json'], { AMENDS_SMTP_PORT: PORT }))
    expect(mail.mend).toContain('AMENDS_SMTP_PORT=')
    taken.close()
    await serve()
    const folder = await refusalOf(amends(['serve', '--json']))
    expect(folder.reason).toContain('in use by another Amends (amends, process')
    expect(folder.mend).toContain('AMENDS_DATA')
  })

  test('refuses an unwritable folder, a wrong setting and a database that does not answer, each with the mend', async () => {
    await writeFile(join(base, 'file'), '')
    const folder = await refusalOf(amends(['serve', '--json'], { AMENDS_DATA: join(base, 'file/data') }))
    expect(folder.reason).toContain('cannot be written')
    expect(folder.mend).toContain('AMENDS_DATA')
    const setting = await refusalOf(amends(['serve', '--json'], { PORT: 'web' }))
    expect(setting.reason).toContain('PORT=web must be a whole number')
    const DATABASE_URL = 'postgres://me:hush@127.0.0.1:1/amends'
    const database = await refusalOf(amends(['migrate', '--json'], { DATABASE_URL }))
    expect(database.reason).toContain('127.0.0.1:1 does not let us in')
    expect(database.reason + database.mend).not.toContain('hush')
  })

  test('refuses a database newer than the program, and leaves it as it was', async () => {
    const { child, code } = await serve()
    const { passwords } = await pointer()
    const port = (await readFile(join(await clusterFolder(), 'postmaster.pid'), 'utf8')).split('\n')[3]
    const client = new pg.Client(`postgres://amends_owner:${passwords.owner}@127.0.0.1:${port}/amends`)
    await client.connect()
    await client.query(`insert into schema_migrations values (9999, '9999_future.sql', 'x', now())`)
    await client.end()
    child.kill('SIGTERM')
    expect(await code).toBe(0)
    const { reason, mend } = await refusalOf(amends(['serve', '--json']))
    expect(reason).toContain('newer than this program')
    expect(mend).toMatch(/newer version of Amends/)
  })
})

describe('the command line', { timeout: 120_000 }, () => {
  test('explains itself, and says so when it does not understand', async () => {
    const help = amends(['help'])
    expect(await help.code).toBe(0)
    for (const name of [
      'serve',
      'worker',
      'migrate',
      'demo',
      'user add',
      'user link',
      'token create',
      'doctor',
      'version',
    ])
      expect(help.out()).toContain(`amends ${name}`)
    expect(await amends(['make', 'tea']).code).toBe(2)
    expect(await amends(['token', 'create']).code).toBe(2)
    expect(await amends(['serve', '--role', 'cook']).code).toBe(2)
    const version = amends(['version', '--json'])
    expect(await version.code).toBe(0)
    expect(JSON.parse(version.out())).toEqual({ amends: expect.stringMatching(/^\d+\./), node: process.version })
  })

  test('sets up a desk, makes a token that works, invites, and examines it, beside a running server', async () => {
    const { ready } = await serve()
    const env = { PORT: new URL(ready.url).port, AMENDS_SMTP_PORT: String(ready.smtpPort) }
    const first = amends(['user', 'add', '--email', 'Anna@shop.example', '--name', 'Anna', '--json'], env)
    expect(await first.code).toBe(0)
    const made = JSON.parse(first.out()) as { invitationUrl: string }
    const token = amends(
      ['token', 'create', '--member', 'anna@shop.example', '--name', 'ci', '--days', '1', '--json'],
      env,
    )
    const invited = amends(['user', 'add', '--email', 'bo@shop.example', '--name', 'Bo', '--json'], env)
    const link = amends(['user', 'link', '--email', 'anna@shop.example', '--json'], env)
    expect(await link.code).toBe(0)
    const take = async ({ invitationUrl }: { invitationUrl: string }) => {
      const url = `${ready.url}/api/invitations/${invitationUrl.split('/').at(-1)}`
      const body = JSON.stringify({ password: 'four quiet grey geese' })
      return (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status
    }
    // The first password is chosen by its holder, never printed; a newer link ends the one before.
    expect(first.out()).not.toContain('password')
    expect(await take(made)).toBe(410)
    expect(await take(JSON.parse(link.out()))).toBe(201)
    expect(await token.code).toBe(0)
    const { secret } = JSON.parse(token.out()) as { secret: string }
    const session = await fetch(`${ready.url}/api/session`, { headers: { authorization: `Bearer ${secret}` } })
    expect(await session.json()).toMatchObject({ member: { email: 'anna@shop.example' } })
    expect(await invited.code).toBe(0)
    expect(JSON.parse(invited.out())).toMatchObject({ role: 'agent', invitationUrl: expect.stringContaining('/join/') })
    const twice = await refusalOf(amends(['user', 'add', '--email', 'bo@shop.example', '--name', 'Bo', '--json'], env))
    expect(twice.reason).not.toMatch(/defect/)
    const doctor = amends(['doctor', '--json'], env)
    expect(await doctor.code).toBe(0)
    const { findings } = JSON.parse(doctor.out()) as { findings: { about: string; state: string; says: string }[] }
    expect(findings).toContainEqual({ about: 'server', state: 'ok', says: `${ready.url} is ready` })
    expect(findings.filter(({ state }) => state === 'bad')).toEqual([])
  })
})
