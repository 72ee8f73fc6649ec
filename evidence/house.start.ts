import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startDesk } from '../tests/e2e/desk.ts'
import type { Line, Part } from './line.ts'

const root = resolve(import.meta.dirname, '..')

/**
 * A fresh clone of what is committed, started with the README's command: the first time with everything to fetch and
 * build, the second time warm. As root the clone lies in a folder that no other user can enter.
 */
export const start: Part = {
  name: 'start',
  async show(_size, say) {
    const isRoot = process.getuid?.() === 0
    const folder = await mkdtemp(join(isRoot ? '/root' : tmpdir(), 'amends-evidence-'))
    await chmod(folder, 0o700)
    const clone = join(folder, 'amends')
    try {
      execFileSync('git', ['clone', '-q', root, clone])
      const dataFolder = join(clone, '.amends')
      await mkdir(dataFolder, { recursive: true })
      say('npm start in a fresh clone, the first time')
      const first = await startDesk({ folder: clone, dataFolder, patienceMs: 300_000 })
      await first.stop()
      say('the second time')
      const second = await startDesk({ folder: clone, dataFolder })
      await second.stop()
      const where = isRoot ? 'as root under a folder closed to others' : 'as an ordinary user'
      return [
        timed(`npm start to a usable page, first time, ${where}`, first.readyMs, 120_000),
        timed('npm start to a usable page, second time', second.readyMs, 5_000),
      ]
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

function timed(name: string, ms: number, limitMs: number): Line {
  return { name, figure: `${(ms / 1000).toFixed(1)} s`, target: `≤ ${limitMs / 1000} s`, ok: ms <= limitMs }
}
