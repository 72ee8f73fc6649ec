import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, linkSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readFile, realpath, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '../server/platform/config.ts'

// Each case runs the real run.mjs in a small clone of its own. npm is a stand-in that writes down how it was called:
// what the real one does is seen by everybody who runs `npm test` in a fresh clone.

let clone: string
const children: ChildProcess[] = []

const LOCK = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-win32': { version: '1.0.0', optional: true },
  },
}

const NPM = `
import { appendFileSync, chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
const args = process.argv.slice(2)
appendFileSync(${JSON.stringify('CLONE/npm.calls')}, args.join(' ') + '\\n')
await pause(Number(process.env.FAKE_NPM_MS ?? 0))
if (process.env.FAKE_NPM_SAYS) { console.error(process.env.FAKE_NPM_SAYS); process.exit(1) }
if (args[0] === 'install') {
  const folder = args[args.indexOf('--prefix') + 1] + '/node_modules/' + args.at(-6).split('@')[0] + '/bin'
  mkdirSync(folder, { recursive: true })
  writeFileSync(folder + '/node', '#!/bin/sh\\nexec ' + process.execPath + ' "$@"\\n')
  chmodSync(folder + '/node', 0o755)
} else mkdirSync('node_modules', { recursive: true })
`

/** The product's stand-in: says what it was given, then does what its first argument says. */
const CLI = `
const [what, ...rest] = process.argv.slice(2)
const { PATH, npm_lifecycle_event, npm_package_name } = process.env
if (what === 'exit') process.exitCode = Number(rest[0])
if (what === 'wait') {
  setInterval(() => undefined, 1000)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {
    console.log(signal)
    setTimeout(() => process.exit(3), 300)
  })
  process.on('disconnect', () => process.exit(0))
}
// Last: who reads this may send signals.
console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), first: PATH?.split(':')[0], told: [npm_lifecycle_event, npm_package_name] }))
`

beforeEach(async () => {
  clone = await realpath(await mkdtemp(join(tmpdir(), 'amends-clone-')))
  await mkdir(join(clone, 'server'))
  await mkdir(join(clone, 'npm'))
  await copyFile(join(projectRoot, 'run.mjs'), join(clone, 'run.mjs'))
  await writeFile(join(clone, 'package-lock.json'), JSON.stringify(LOCK))
  await writeFile(join(clone, 'package.json'), '{ "type": "module" }')
  await writeFile(join(clone, 'server/cli.ts'), CLI)
  await writeFile(join(clone, 'npm/package.json'), '{ "type": "module" }')
  await writeFile(join(clone, 'npm/npm-cli.js'), NPM.replaceAll('CLONE', clone))
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(clone, { recursive: true, force: true })
})

interface Run {
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  readonly code: Promise<number | null>
}

interface RunOptions {
  readonly env?: NodeJS.ProcessEnv
  /** pretend to be this version of Node */
  readonly version?: string
  readonly node?: string
  readonly cwd?: string
}

function run(
  args: readonly string[],
  { env = {}, version, node = process.execPath, cwd = clone }: RunOptions = {},
): Run {
  const disguise = `data:text/javascript,Object.defineProperty(process,'version',{value:'${version}'})`
  const child = spawn(node, [...(version ? ['--import', disguise] : []), join(clone, 'run.mjs'), ...args], {
    cwd,
    env: { PATH: process.env.PATH, npm_execpath: join(clone, 'npm/npm-cli.js'), npm_lifecycle_event: 'start', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => (out += chunk))
  child.stderr?.on('data', (chunk) => (err += chunk))
  return { child, out: () => out, err: () => err, code: new Promise((done) => child.once('close', done)) }
}

async function calls(): Promise<string[]> {
  return (await readFile(join(clone, 'npm.calls'), 'utf8').catch(() => '')).split('\n').filter(Boolean)
}

async function until(condition: () => boolean): Promise<void> {
  for (const begin = Date.now(); !condition(); await pause(20))
    if (Date.now() - begin > 10_000) throw new Error('it did not happen within 10 s')
}

describe('handing over', () => {
  test('passes arguments, folder, exit code; the runtime is first in PATH, what npm said about itself is gone', async () => {
    await mkdir(join(clone, 'sub'))
    const { out, code } = run(['exit', '7', '--json'], { cwd: join(clone, 'sub') })
    expect(await code).toBe(7)
    expect(JSON.parse(out())).toEqual({
      args: ['exit', '7', '--json'],
      cwd: join(clone, 'sub'),
      first: dirname(process.execPath),
      told: [null, null],
    })
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('passes %s once and waits for the end', async (signal) => {
    const { child, out, code } = run(['wait'])
    await until(() => out().includes('wait'))
    child.kill(signal)
    expect(await code).toBe(3)
    expect(out().split('\n').slice(1)).toEqual([signal, ''])
  })

  test('a starter killed by -9 takes the server with it', async () => {
    const { child, out } = run(['wait'])
    await until(() => out().includes('wait'))
    child.kill('SIGKILL')
    // "close" comes when nobody holds the output any more: the server is gone too.
    await Promise.race([new Promise((done) => child.once('close', done)), pause(5_000).then(() => Promise.reject())])
  })

  test('an unknown evidence is refused with the names there are', async () => {
    await mkdir(join(clone, 'evidence'))
    await writeFile(join(clone, 'evidence/house.ts'), '')
    const { err, code } = run(['evidence', 'garden'])
    expect(await code).toBe(1)
    expect(err()).toContain('there is no evidence named "garden"')
    expect(err()).toContain('There is: house.')
  })
})

describe('packages', () => {
  test('are installed by npm ci without scripts, once per lockfile', async () => {
    expect(await run(['exit', '0']).code).toBe(0)
    expect(await calls()).toEqual([expect.stringMatching(/^ci .*--ignore-scripts/)])
    expect(await run(['exit', '0']).code).toBe(0)
    expect(await calls()).toHaveLength(1)
    await writeFile(
      join(clone, 'package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/a': { version: '1.1.0' } } }),
    )
    const { err, code } = run(['exit', '0'])
    expect(await code).toBe(0)
    expect(err()).toContain('package-lock.json has changed')
    expect(await calls()).toHaveLength(2)
  })

  test('that a developer installed and that agree with the lockfile are left alone', async () => {
    await mkdir(join(clone, 'node_modules'))
    const installed = { packages: { 'node_modules/a': { version: '1.0.0' } } }
    await writeFile(join(clone, 'node_modules/.package-lock.json'), JSON.stringify(installed))
    expect(await run(['exit', '0']).code).toBe(0)
    expect(await calls()).toEqual([])
  })

  test('are installed by one of two starts while the other waits', async () => {
    const env = { FAKE_NPM_MS: '1500' }
    const runs = [run(['exit', '0'], { env }), run(['exit', '0'], { env })]
    expect(await Promise.all(runs.map(({ code }) => code))).toEqual([0, 0])
    expect(await calls()).toHaveLength(1)
    expect(runs.map(({ err }) => err()).join('')).toContain('another start is installing; waiting')
  })

  test('are installed although a killed installer left its lock', async () => {
    await mkdir(join(clone, '.runtime'))
    const lock = join(clone, '.runtime/install.lock')
    await writeFile(lock, 'dead')
    await utimes(lock, new Date(0), new Date(0))
    expect(await run(['exit', '0']).code).toBe(0)
    expect(await calls()).toHaveLength(1)
    await expect(stat(lock)).rejects.toThrow('ENOENT')
  })

  test.each([
    ['npm error code EAI_AGAIN', /cannot reach its registry.*\n.*npm config set registry/],
    ['npm error code ENOSPC', /disk is full.*\n.*Free 1 GB/],
    ['npm error code EACCES', /cannot be written.*\n.*user who owns/],
    ['npm error something new', /npm failed \(1\).*\n.*last words:\n.*something new/],
  ])('cannot come: %s', async (FAKE_NPM_SAYS, words) => {
    const { err, code } = run(['exit', '0'], { env: { FAKE_NPM_SAYS } })
    expect(await code).toBe(1)
    expect(err()).toMatch(words)
    expect(err()).not.toMatch(/^\s+at /m)
  })

  test('cannot come without npm', async () => {
    const node = join(clone, 'bin', basename(process.execPath))
    await mkdir(dirname(node))
    try {
      linkSync(process.execPath, node)
    } catch {
      copyFileSync(process.execPath, node)
    }
    const { err, code } = run(['exit', '0'], { node, env: { PATH: join(clone, 'bin'), npm_execpath: '' } })
    expect(await code).toBe(1)
    expect(err()).toMatch(/npm is not installed.*\n.*apt-get install npm/)
  })
})

describe('the runtime', () => {
  const name = `node-${process.platform}-${process.arch}`

  test.each(['v18.19.0', 'v20.20.2', 'v22.17.1', 'v23.5.0'])('is fetched where Node is %s, once', async (version) => {
    const { out, err, code } = run(['exit', '0'], { version })
    expect(await code).toBe(0)
    expect(err()).toContain(`this is Node ${version}`)
    expect((await calls())[0]).toMatch(
      new RegExp(`^install --prefix \\S+ --no-save ${name}@24\\.21\\.0 --ignore-scripts`),
    )
    expect(JSON.parse(out()).first).toBe(join(clone, '.runtime/node_modules', name, 'bin'))
    expect(await run(['exit', '0'], { version }).code).toBe(0)
    expect((await calls()).filter((call) => call.startsWith('install'))).toHaveLength(1)
  })

  test.each(['v22.18.0', 'v23.6.0', 'v24.0.0', 'v26.1.0'])('is the Node at hand where it is %s', async (version) => {
    const { out, code } = run(['exit', '0'], { version })
    expect(await code).toBe(0)
    expect(JSON.parse(out()).first).toBe(dirname(process.execPath))
  })

  test('that was fetched half is fetched again', async () => {
    const node = join(clone, '.runtime/node_modules', name, 'bin/node')
    await mkdir(dirname(node), { recursive: true })
    await writeFile(node, 'half a program')
    await chmod(node, 0o755)
    expect(await run(['exit', '0'], { version: 'v18.0.0' }).code).toBe(0)
    expect((await calls()).filter((call) => call.startsWith('install'))).toHaveLength(1)
  })
})
