import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Line, Part } from './line.ts'

const root = resolve(import.meta.dirname, '..')

/** The house's own check, and the tests that break each of its laws on purpose. */
export const shape: Part = {
  name: 'shape',
  async show(_size, say) {
    say('npm run check')
    const check = await run(['tools/check.ts'])
    say('each law, broken on purpose')
    const folder = await mkdtemp(join(tmpdir(), 'amends-evidence-'))
    const report = join(folder, 'report.json')
    await run([
      'node_modules/vitest/vitest.mjs',
      'run',
      'tests/house.bites.test.ts',
      'tests/house.fence.test.ts',
      '--reporter=json',
      `--outputFile=${report}`,
    ])
    return [checkLine(check), sizeLine(check.printed), await biteLine(report)]
  },
}

interface Run {
  readonly code: number
  readonly printed: string
}

function run(args: readonly string[]): Promise<Run> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, args[0] ?? ''), ...args.slice(1)],
      { cwd: root, maxBuffer: 64 * 1_048_576, env: { ...process.env, NO_COLOR: '1' } },
      (error, printed) => done({ code: error ? 1 : 0, printed }),
    )
  })
}

function checkLine({ code, printed }: Run): Line {
  const failed = printed.split('\n').filter((line) => line.startsWith('FAILED'))
  return {
    name: 'npm run check: no cycle, no any, no file over 300 lines, every law holds',
    figure: failed.length === 0 ? 'every law holds' : failed.map((line) => line.split(/\s+/)[1]).join(', '),
    target: '0 failures',
    ok: code === 0,
  }
}

/** The sizes are a direction; only the largest is a law, and that one is in the check. */
function sizeLine(printed: string): Line {
  const found = /^sizes: (.*)$/m.exec(printed)?.[1]
  return {
    name: 'sizes of files',
    figure: found ?? 'not printed',
    target: 'printed; aim 60, 150, 300',
    ok: found !== undefined,
  }
}

async function biteLine(path: string): Promise<Line> {
  const report = JSON.parse(await readFile(path, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    numTotalTests: number
  }
  await rm(dirname(path), { recursive: true, force: true })
  return {
    name: 'laws broken on purpose that fail the check',
    figure: `${report.numPassedTests} of ${report.numTotalTests}`,
    target: 'all',
    ok: report.numFailedTests === 0 && report.numPassedTests > 0,
  }
}
