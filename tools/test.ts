import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { projectRoot } from '../server/platform/config.ts'

/**
 * `npm test`: first the checks of the house, then every test there is (rules and stories, pages, the real browser).
 * Arguments go to vitest, and then only what they name is run: `npm test -- server/lib`.
 * With AMENDS_TEST_REQUIRE=all a test that was left out (a server or program it needs is missing) fails the run.
 * The last line counts. Exit code: 0 all passed, 1 not.
 */
async function main(args: readonly string[]): Promise<number> {
  const begin = Date.now()
  if (args.length === 0 && (await run([join(projectRoot, 'tools/check.ts')])) !== 0) {
    console.log('\nnpm test: FAILED in the check, before any test was run (npm run check shows it alone)')
    return 1
  }
  const folder = await mkdtemp(join(tmpdir(), 'amends-test-'))
  const report = join(folder, 'report.json')
  try {
    const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const code = await run([vitest, 'run', ...reporters, ...args])
    const counts = await countsOf(report)
    const required = process.env.AMENDS_TEST_REQUIRE === 'all'
    if (counts.leftOut.length > 0) console.log(`\nLeft out:\n${counts.leftOut.map((name) => `  - ${name}`).join('\n')}`)
    const passed = code === 0 && counts.failed === 0 && counts.passed > 0 && !(required && counts.leftOut.length > 0)
    const seconds = Math.round((Date.now() - begin) / 1000)
    console.log(
      `\nnpm test: ${passed ? 'ok' : 'FAILED'} · ${counts.passed} passed, ${counts.failed} failed, ${counts.leftOut.length} left out · ${counts.files} files · ${seconds} s`,
    )
    return passed ? 0 : 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Counts {
  readonly files: number
  readonly passed: number
  readonly failed: number
  readonly leftOut: readonly string[]
}

/** The part of vitest's JSON report that is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

async function countsOf(report: string): Promise<Counts> {
  const text = await readFile(report, 'utf8').catch(() => '{"testResults":[]}')
  const { testResults } = JSON.parse(text) as Report
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, fullName }) => ({ status, title: `${relative(projectRoot, name)}: ${fullName}` })),
  )
  return {
    files: testResults.length,
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length,
    leftOut: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ title }) => title),
  }
}

/** Runs a Node program in the foreground; its exit code. */
function run(args: readonly string[]): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.once('error', fail)
    child.once('exit', (code) => done(code ?? 1))
  })
}

process.exitCode = await main(process.argv.slice(2))
