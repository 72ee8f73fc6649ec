import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../server/platform/config.ts'
import { contractLaw, derived } from './contract.ts'
import { auditedRoutesLaw } from './house/audit.ts'
import { tablesLaw } from './house/catalog.ts'
import { onFreshDesk } from './house/desk.ts'
import { fence } from './house/fence.ts'
import type { Finding } from './house/law.ts'
import { laws } from './house/laws.ts'
import { routesLaw } from './house/routes.ts'
import { sizesInWords } from './house/sizes.ts'
import { readTree } from './house/tree.ts'

/** One line of the check: what it looks at, and what it found wrong, in words; nothing when all is well. */
interface Check {
  readonly name: string
  readonly states: string
  readonly run: () => Promise<readonly string[]>
}

const inWords = (findings: readonly Finding[]) => findings.map(({ law, where, what }) => `${where}  ${what}  [${law}]`)
const program =
  (path: string, ...args: string[]) =>
  () =>
    run(join(projectRoot, 'node_modules', path), args)

/** Slow ones first, so that two processors end together. */
const checks: readonly Check[] = [
  { name: 'desk', states: 'tables, routes and contract of the built desk', run: lookAtDesk },
  { name: 'types-server', states: 'the compiler, server side', run: program('ts7/bin/tsc', '-p', 'server') },
  { name: 'types-web', states: 'the compiler, web side', run: program('ts7/bin/tsc', '-p', 'web') },
  {
    name: 'knip',
    states: 'no dead file, export or package',
    run: program('knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors'),
  },
  {
    name: 'fence',
    states: 'no import climbs the fence',
    run: async () => inWords(await fence(projectRoot, join(projectRoot, '.dependency-cruiser.cjs'))),
  },
  {
    name: 'biome',
    states: 'format and lint',
    run: program('@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', '.'),
  },
  ...laws.map((law) => ({ name: law.name, states: law.states, run: async () => inWords(law.findings(tree())) })),
]

let read: ReturnType<typeof readTree> | undefined
function tree() {
  read ??= readTree(projectRoot)
  return read
}

async function lookAtDesk(): Promise<string[]> {
  const { permissions } = await import('../server/modules/index.ts')
  return onFreshDesk(async (desk) =>
    inWords([
      ...(await tablesLaw(desk.ask)),
      ...routesLaw(desk.routes, permissions),
      ...auditedRoutesLaw(desk.routes),
      ...(await contractLaw(await derived(desk))),
    ]),
  )
}

/** Runs a program of node_modules; its output is the finding when it fails. */
function run(path: string, args: readonly string[]): Promise<string[]> {
  if (!existsSync(path)) return Promise.resolve([`${path} is not installed`])
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [path, ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('error', fail)
    child.once('exit', (code) => done(code === 0 ? [] : said.trim().split('\n')))
  })
}

/** Takes the checks two at a time and prints a line for each as it ends; how many failed. */
async function runAll(chosen: readonly Check[]): Promise<number> {
  const waiting = [...chosen]
  let failed = 0
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const begin = performance.now()
      const said = await check
        .run()
        .catch((error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)])
      const seconds = ((performance.now() - begin) / 1_000).toFixed(1).padStart(5)
      console.log(`${said.length === 0 ? 'ok    ' : 'FAILED'} ${check.name.padEnd(13)} ${seconds} s  ${check.states}`)
      for (const line of said.slice(0, 60)) console.log(`       ${line}`)
      if (said.length > 60)
        console.log(`       … and ${said.length - 60} lines more: npm run check -- --only ${check.name}`)
      if (said.length > 0) failed += 1
    }
  }
  await Promise.all([work(), work()])
  return failed
}

/** `npm run check [-- --only fence,sizes]`. Exit code: 0 all well, 1 something failed, 2 no such check. */
async function main(args: readonly string[]): Promise<number> {
  const only = args[0] === '--only' ? (args[1] ?? '').split(',') : checks.map(({ name }) => name)
  const unknown = only.filter((name) => !checks.some((check) => check.name === name))
  if (unknown.length > 0 || (args.length > 0 && args[0] !== '--only')) {
    console.error(`check: --only takes some of ${checks.map(({ name }) => name).join(', ')}`)
    return 2
  }
  const begin = performance.now()
  const failed = await runAll(checks.filter(({ name }) => only.includes(name)))
  console.log(sizesInWords(tree()))
  console.log(
    `${failed === 0 ? 'check: ok' : `check: ${failed} FAILED`} in ${((performance.now() - begin) / 1_000).toFixed(0)} s`,
  )
  return failed === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
