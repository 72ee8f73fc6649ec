import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openMailReader } from '../../server/platform/mail/reader.ts'
import { harmIn } from './harm.ts'

const generator = resolve(import.meta.dirname, '../../../shared/data/hostile/gen-mail.py')

/** The generator lies beside the project, not in it, and is written in Python. */
export function canGenerate(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' })
    return existsSync(generator)
  } catch {
    return false
  }
}

export interface HostileRun {
  readonly mails: number
  /** What the reading did wrong: one line each. */
  readonly faults: readonly string[]
  /** How many were set aside, by reason. */
  readonly setAside: Readonly<Record<string, number>>
  readonly worstMs: number
  readonly p99Ms: number
  /** Highest resident memory of this process and the growth from the first hundred mails on, in MB. */
  readonly residentMb: number
  readonly grownMb: number
}

/** Mails lie on disk only so many at a time. */
const perFolder = 300

/** Has so many hostile mails read as the desk reads them (ENGINEERING M1: 10,000 of other seeds; 0 crashes, worst ≤ 5 s). */
export async function readHostileMails(size: { readonly seed: number; readonly mails: number }): Promise<HostileRun> {
  const reader = openMailReader()
  const faults: string[] = []
  const setAside: Record<string, number> = {}
  const times: number[] = []
  const resident: number[] = []
  try {
    for (let done = 0, seed = size.seed; done < size.mails; done += perFolder, seed += 1) {
      const count = Math.min(perFolder, size.mails - done)
      for (const { name, raw, wanted } of generated(seed, count)) {
        const began = performance.now()
        const { mail, unreadable } = await reader.read(raw)
        times.push(performance.now() - began)
        if (times.length % 100 === 0) resident.push(process.memoryUsage.rss() / 1e6)
        if (unreadable) setAside[unreadable] = (setAside[unreadable] ?? 0) + 1
        if (unreadable === 'unreadable' || unreadable === 'too-slow') faults.push(`${name}: ${unreadable}`)
        const harm = harmIn(mail?.body.html ?? '')
        if (harm.length > 0) faults.push(`${name}: ${harm}`)
        const files = mail?.attachments.map(({ filename }) => filename)
        if (/[\r\n]/.test(`${mail?.subject}${mail?.from?.name}${mail?.from?.address}${files}`))
          faults.push(`${name}: a line ends in what becomes a header`)
        if (wanted === 'one-ticket-no-reply' && !mail?.automatic) faults.push(`${name}: taken for a person's mail`)
      }
    }
  } finally {
    await reader.close()
  }
  const sorted = times.toSorted((one, other) => one - other)
  return {
    ...{ mails: times.length, faults, setAside, worstMs: sorted.at(-1) ?? 0 },
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    residentMb: Math.max(0, ...resident),
    grownMb: Math.max(0, ...resident) - (resident[0] ?? 0),
  }
}

function* generated(seed: number, count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'amends-hostile-'))
  try {
    execFileSync('python3', [generator, String(seed), String(count), folder])
    for (const row of readFileSync(join(folder, 'index.jsonl'), 'utf8').trim().split('\n')) {
      const { file, expect: wanted } = JSON.parse(row) as { file: string; expect: string }
      yield { name: `${seed}/${file}`, raw: readFileSync(join(folder, file)), wanted }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
