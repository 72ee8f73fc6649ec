import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const root = resolve(import.meta.dirname, '..')

/** Runs a program of the project by itself; resolves with what it printed last, which is one JSON object. */
export async function runJson(script: string, args: readonly string[], say: (line: string) => void): Promise<unknown> {
  const { code, printed } = await run([join(root, script), ...args], say)
  const last = printed.trim().split('\n').at(-1) ?? ''
  if (!last.startsWith('{')) throw new Error(`${script} ended with ${code} and told nothing`)
  return JSON.parse(last)
}

/** One test of the project's own, and whether it passed. */
export interface RunTest {
  readonly name: string
  readonly passed: boolean
}

/** Runs some of the project's tests as `npm test` would. */
export async function runTests(
  files: readonly string[],
  env: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Promise<RunTest[]> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-evidence-'))
  try {
    const report = join(folder, 'report.json')
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    await run([vitest, 'run', ...files, '--reporter=json', `--outputFile=${report}`], say, env)
    const { testResults } = JSON.parse(await readFile(report, 'utf8')) as {
      testResults: { assertionResults: { fullName: string; status: string }[] }[]
    }
    return testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .map(({ fullName, status }) => ({ name: fullName, passed: status === 'passed' }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(
  args: readonly string[],
  say: (line: string) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; printed: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
    createInterface(child.stderr).on('line', (line) => {
      if (line.trim() !== '') say(line.slice(0, 200))
    })
    child.on('error', fail)
    child.on('close', (code) => done({ code, printed }))
  })
}
