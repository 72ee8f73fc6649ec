import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { CannotStart } from './platform/cannot-start.ts'
import { projectRoot } from './platform/config.ts'
import { exists } from './platform/folder.ts'

/**
 * The folder with the built web page; builds it first when there is none or its sources have changed.
 * @param given a page built elsewhere; used as it is
 * @returns null in an installation that came without the web's sources and without a built page
 * @throws CannotStart when it cannot be built, with the builder's last words
 */
export async function openWeb(given: string | null, say: (line: string) => void): Promise<string | null> {
  if (given !== null) {
    if (await exists(join(given, 'index.html'))) return given
    throw new CannotStart(
      `There is no index.html in ${given}.`,
      'Correct AMENDS_WEB_DIR, or unset it to build the page.',
    )
  }
  const built = join(projectRoot, 'dist/web')
  if (!(await exists(join(projectRoot, 'web/vite.config.ts')))) return (await exists(built)) ? built : null
  const stamp = await stampOf(projectRoot)
  if ((await readFile(join(built, STAMP), 'utf8').catch(() => '')) === stamp) return built
  say('Building the web page (after each update, some seconds)')
  await build(built, stamp)
  return built
}

const STAMP = '.sources'

/** One hash over everything the page is built from; contents, since times say nothing after a checkout. */
async function stampOf(root: string): Promise<string> {
  const entries = await readdir(join(root, 'web'), { recursive: true, withFileTypes: true })
  const sources = entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const path of [...sources.sort(), join(root, 'package-lock.json')])
    hash
      .update(relative(root, path))
      .update('\0')
      .update(await readFile(path))
      .update('\0')
  return hash.digest('hex')
}

/** Builds beside the old page and swaps when whole: a build that fails or is cut off leaves the old one. */
async function build(built: string, stamp: string): Promise<void> {
  const half = `${built}.half-${process.pid}`
  await removeHalves(dirname(built))
  try {
    const words = await vite([
      'build',
      '--config',
      join(projectRoot, 'web/vite.config.ts'),
      '--outDir',
      half,
      '--logLevel',
      'warn',
    ])
    if (words !== null)
      throw new CannotStart(
        'The web page could not be built.',
        `Put the sources back as they were (git status), or start from a clean clone. The builder's last words:\n${words}`,
      )
    await writeFile(join(half, STAMP), stamp)
    await rm(built, { recursive: true, force: true })
    await rename(half, built).catch(async (error: unknown) => {
      // Another start has built the same page in the meantime.
      if (!(await exists(join(built, STAMP)))) throw error
    })
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}

/** What builds that were cut off left behind; one that still runs is younger than this. */
async function removeHalves(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((each) => each.startsWith('web.half-'))) {
    const { mtimeMs } = await stat(join(folder, name))
    if (Date.now() - mtimeMs > 10 * 60_000) await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** Null when it succeeded, else what it said last. A process of its own: its memory goes with it. */
function vite(args: readonly string[]): Promise<string | null> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(projectRoot, 'node_modules/vite/bin/vite.js'), ...args], {
      cwd: projectRoot,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const endWithUs = () => child.kill()
    process.once('exit', endWithUs)
    child.once('close', () => process.removeListener('exit', endWithUs))
    let words = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (words += chunk))
    child.once('error', (error) => done(error.message))
    child.once('close', (code) => done(code === 0 ? null : words.trim().split('\n').slice(-20).join('\n')))
  })
}
