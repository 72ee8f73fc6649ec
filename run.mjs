#!/usr/bin/env node
// The one door of every command: `npm start`, `npm test`, `npx amends …` all come through here.
// Dependency-free plain JavaScript on purpose: it runs on Node 18, before anything is installed.
// It finds or fetches a Node that runs TypeScript, installs what is missing or stale, and hands over.
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(fileURLToPath(import.meta.url))
const MODULES = join(ROOT, 'node_modules')
const RUNTIME = join(ROOT, '.runtime')
const WINDOWS = process.platform === 'win32'
/** What we fetch where the machine's Node cannot strip types by itself. */
const NODE_FETCHED = '24.21.0'
/** An installer touches its lock every 2 s; one that has not for so long was killed. */
const LOCK_STALE_MS = 15_000
/** V8 would let a heap of 120 MB grow to several times that before it clears up, as it goes by the machine's memory. */
const HEAP_MB = 320
/** Room for what dies young: four times V8's own would be gained by nobody here, and each MB counts threefold. */
const YOUNG_MB = 16

/** Something the person at the keyboard can mend. */
class Failure extends Error {
  constructor(reason, mend) {
    super(reason)
    this.mend = mend
  }
}

/** Progress goes to standard error: the output of `--json` commands stays clean. */
function say(line) {
  console.error(`amends: ${line}`)
}

// ---- a Node that runs TypeScript -------------------------------------------------------------------------------

/** Type stripping without a flag came with 22.18 and 23.6. */
function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)
}

/** The path of a fitting Node: the one that runs us, else the fetched one, else one fetched now. */
async function openRuntime() {
  if (runsTypeScript(process.version)) return process.execPath
  const name = `node-${WINDOWS ? 'win' : process.platform}-${process.arch}`
  const node = join(RUNTIME, 'node_modules', name, 'bin', WINDOWS ? 'node.exe' : 'node')
  if (works(node)) return node
  await alone(async () => {
    if (works(node)) return
    say(
      `this is Node ${process.version}, Amends needs 22.18 or newer: fetching ${NODE_FETCHED} into .runtime (once, 190 MB)`,
    )
    rmSync(join(RUNTIME, 'node_modules'), { recursive: true, force: true })
    writeFileSync(join(RUNTIME, 'package.json'), '{ "private": true }\n')
    await npm(process.execPath, ['install', '--prefix', RUNTIME, '--no-save', `${name}@${NODE_FETCHED}`], RUNTIME)
    if (works(node)) return
    throw new Failure(
      `the Node fetched for ${process.platform}-${process.arch} does not run here.`,
      'Install Node 22.18 or newer yourself (https://nodejs.org) and start again.',
    )
  })
  return node
}

function works(node) {
  if (!existsSync(node)) return false
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return status === 0 && runsTypeScript(stdout.trim())
}

// ---- packages --------------------------------------------------------------------------------------------------

/** Installs when node_modules is missing or is not what package-lock.json says. */
async function install(node) {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  const marker = join(MODULES, '.amends-lock')
  const fresh = () => textOf(marker) === wanted
  if (fresh() || remember(marker, wanted)) return
  await alone(async () => {
    if (fresh()) return
    const begin = Date.now()
    say(
      `installing packages (${existsSync(MODULES) ? 'package-lock.json has changed' : 'the first time'}; a minute or less)`,
    )
    await npm(node, ['ci', '--include=dev', '--include=optional', '--engine-strict=false'], ROOT)
    mkdirSync(MODULES, { recursive: true })
    writeFileSync(marker, wanted)
    say(`installed in ${Math.round((Date.now() - begin) / 1000)} s`)
  })
}

/** True when npm's own record of node_modules already agrees with the lockfile, as after a developer's npm install. */
function remember(marker, wanted) {
  const installed = packagesOf(join(MODULES, '.package-lock.json'))
  if (installed === null) return false
  for (const [path, { version, optional }] of Object.entries(packagesOf(join(ROOT, 'package-lock.json')) ?? {}))
    if (path !== '' && !optional && installed[path]?.version !== version) return false
  try {
    writeFileSync(marker, wanted)
  } catch {
    // A read-only installation: compared again next time.
  }
  return true
}

function packagesOf(lockfile) {
  try {
    return JSON.parse(textOf(lockfile)).packages ?? null
  } catch {
    return null
  }
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Runs npm quietly and without any package's own scripts; its words are shown only when it fails. */
async function npm(node, args, cwd) {
  const script = npmScript()
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  const [program, ...before] = script === null ? [WINDOWS ? 'npm.cmd' : 'npm'] : [node, script]
  const options = { cwd, env: environment(node), stdio: ['ignore', 'pipe', 'pipe'], shell: script === null && WINDOWS }
  const child = spawn(program, [...before, ...args, ...flags], options)
  let words = ''
  child.stdout.on('data', (chunk) => (words += chunk))
  child.stderr.on('data', (chunk) => (words += chunk))
  const code = await new Promise((done) => child.once('error', (error) => done(error.code)).once('close', done))
  if (code !== 0) throw failureOf(code, words)
}

/** npm names itself to what it starts; else it lies beside Node; else (null) it is looked for in PATH. */
function npmScript() {
  const beside = dirname(process.execPath)
  const places = [
    process.env.npm_execpath ?? '',
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
  ]
  return places.find((place) => place.endsWith('npm-cli.js') && existsSync(place)) ?? null
}

function failureOf(code, words) {
  if (code === 'ENOENT')
    return new Failure(
      'npm is not installed.',
      'Install it (Debian: apt-get install npm; else https://nodejs.org) and start again.',
    )
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH/.test(words))
    return new Failure(
      'npm cannot reach its registry.',
      'Check the network, or a proxy (npm config set proxy …) or mirror (npm config set registry …), and start again.',
    )
  if (/ENOSPC/.test(words)) return new Failure('the disk is full.', `Free 1 GB where ${ROOT} lies and start again.`)
  if (/EACCES|EPERM|EROFS/.test(words)) return unwritable()
  const last = words.trim().split('\n').slice(-15).join('\n  ')
  return new Failure(`npm failed (${code}).`, `Its last words:\n  ${last}`)
}

function unwritable() {
  return new Failure(
    `${ROOT} cannot be written.`,
    'Start Amends as the user who owns that folder, or give the folder to the user who starts it.',
  )
}

// ---- one installer at a time -----------------------------------------------------------------------------------

/** Runs `work` while no other process of this clone installs; waits for one that does. */
async function alone(work) {
  const lock = join(RUNTIME, 'install.lock')
  const mine = randomUUID()
  for (let told = false; !(await take(lock, mine)); await pause(500)) {
    if (!told) say('another start is installing; waiting for it')
    told = true
  }
  const beat = setInterval(() => touch(lock), 2_000)
  try {
    await work()
  } finally {
    clearInterval(beat)
    rmSync(lock, { force: true })
  }
}

async function take(lock, mine) {
  try {
    mkdirSync(RUNTIME, { recursive: true })
    writeFileSync(lock, mine, { flag: 'wx' })
    // Two who find the same dead lock may both think they have it: the one whose word stands has.
    await pause(100)
    return textOf(lock) === mine
  } catch (error) {
    if (error.code !== 'EEXIST') throw /EACCES|EPERM|EROFS/.test(error.code) ? unwritable() : error
    const beaten = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (Date.now() - beaten > LOCK_STALE_MS) rmSync(lock, { force: true })
    return false
  }
}

function touch(lock) {
  try {
    utimesSync(lock, new Date(), new Date())
  } catch {
    // Taken away by hand: the work goes on.
  }
}

// ---- hand over -------------------------------------------------------------------------------------------------

/** What developers run; every other command is the product's own and belongs to server/cli.ts. */
function programOf(command, args) {
  const tools = {
    test: 'tools/test.ts',
    check: 'tools/check.ts',
    contract: 'tools/contract.ts',
    dev: 'tools/dev.ts',
    bench: 'bench/main.ts',
    faults: 'tests/faults/main.ts',
  }
  if (command === 'evidence') return { args: [evidenceOf(args[0]), ...args.slice(1)], cwd: ROOT }
  if (command === 'format') {
    const given = args.length > 0 ? args : ['.']
    return { args: [join(MODULES, '@biomejs/biome/bin/biome'), 'check', '--write', ...given], cwd: ROOT }
  }
  if (Object.hasOwn(tools, command)) return { args: [join(ROOT, tools[command]), ...args], cwd: ROOT }
  return { args: [...heapLimits(), join(ROOT, 'server/cli.ts'), command, ...args], cwd: process.cwd(), tied: true }
}

/** AMENDS_HEAP_MB says how much one process of the desk may hold; what is no number is refused by the desk itself. */
function heapLimits() {
  const wanted = Number(process.env.AMENDS_HEAP_MB)
  return [`--max-old-space-size=${wanted >= 128 ? wanted : HEAP_MB}`, `--max-semi-space-size=${YOUNG_MB}`]
}

function evidenceOf(name) {
  const folder = join(ROOT, 'evidence')
  const names = (existsSync(folder) ? readdirSync(folder) : []).filter((file) => /^[a-z]+\.ts$/.test(file))
  if (names.includes(`${name}.ts`)) return join(folder, `${name}.ts`)
  throw new Failure(
    `there is no evidence named "${name ?? ''}".`,
    `There is: ${names.map((file) => file.slice(0, -3)).join(', ')}. Call: npm run evidence -- <name> [--full]`,
  )
}

/** Runs the program in the foreground and returns its exit code. */
function handOver(node, { args, cwd, tied = false }) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd,
    env: environment(node),
    // The fourth stream tells the server when we are gone, even by kill -9: it then stops too and frees its ports.
    stdio: ['inherit', 'inherit', 'inherit', ...(tied ? ['ipc'] : [])],
  })
  // A terminal sends Ctrl-C to all its processes, so the child has it already; all else reaches us alone.
  const pass = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

/** The runtime comes first in PATH; what npm told us about this run is not for the programs we start. */
function environment(node) {
  const env = {}
  let path = ''
  for (const [name, value] of Object.entries(process.env)) {
    if (name.toUpperCase() === 'PATH') path = value
    else if (!/^npm_(lifecycle|package|command|node_execpath|config_local_prefix|config_prefix$)/.test(name))
      env[name] = value
  }
  // What was compiled once is read back: a start then takes three quarters of the time.
  return { NODE_COMPILE_CACHE: join(RUNTIME, 'compiled'), ...env, PATH: `${dirname(node)}${delimiter}${path}` }
}

try {
  const [command = 'help', ...args] = process.argv.slice(2)
  const node = await openRuntime()
  await install(node)
  process.exitCode = await handOver(node, programOf(command, args))
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(`\nAmends cannot start: ${error.message}\n  ${error.mend}\n`)
  process.exitCode = 1
}
