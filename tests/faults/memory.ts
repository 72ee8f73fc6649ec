import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../setup/free-port.ts'
import { openFaultDesk } from './desk.ts'
import { handedOver } from './mailing.ts'
import { judgeMemory, type MemoryFacts } from './verdict.resources.ts'

/** The generator that is handed to the project's developers beside the project. */
const generator = resolve(import.meta.dirname, '../../../shared/data/hostile/gen-mail.py')
/** Where Linux keeps limits of memory (cgroup v1). */
const groups = '/sys/fs/cgroup/memory'
const megabytes = 512
/** Mails handed over at the same time. */
const lanes = 4

export interface MemoryRun extends MemoryFacts {
  readonly faults: readonly string[]
  readonly limit: string
  /** The most that the worker and the process that reads mail for it held together. */
  readonly mostMegabytes: number
  readonly refused: number
}

/** A worker with 512 MB is handed hostile mails (ENGINEERING R11). */
export async function starveWorker(
  size: { readonly mails: number; readonly seed: string },
  say: (line: string) => void = () => undefined,
): Promise<MemoryRun | { skipped: string }> {
  const here = await access(generator).then(
    () => true,
    () => false,
  )
  if (!here) return { skipped: 'the generator of hostile mails is not beside the project' }
  const folder = await mkdtemp(join(tmpdir(), 'amends-hostile-'))
  const group = join(groups, `amends-faults-${process.pid}`)
  try {
    await promisify(execFile)('python3', [generator, size.seed, String(size.mails), folder])
    const isLimited = await limitMemory(group)
    if (!isLimited) return { skipped: 'no memory can be limited: Linux, root and cgroup v1 are needed' }
    return await underLimit(folder, group, say)
  } finally {
    await rm(folder, { recursive: true, force: true })
    await rmdir(group).catch(() => undefined)
  }
}

async function limitMemory(group: string): Promise<boolean> {
  try {
    await mkdir(group)
    await writeFile(join(group, 'memory.limit_in_bytes'), `${megabytes}M`)
    return true
  } catch {
    return false
  }
}

async function underLimit(folder: string, group: string, say: (line: string) => void): Promise<MemoryRun> {
  const desk = await openFaultDesk()
  try {
    const port = await freePort()
    const home = (await readFile('/proc/self/cgroup', 'utf8')).match(/^\d+:memory:(.*)$/m)?.[1] ?? '/'
    // A process is born into the group of its parent.
    const enter = (place: string) => writeFile(join(place, 'cgroup.procs'), String(process.pid))
    await enter(group)
    const worker = await desk.work({ AMENDS_LMTP_PORT: String(port) }).finally(() => enter(join(groups, home)))
    const files = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort()
    const answers = { taken: 0, refused: 0, unanswered: 0 }
    const queue = files.values()
    const lane = async () => {
      for (const file of queue) {
        const raw = await readFile(join(folder, file))
        answers[await answerTo(port, raw)] += 1
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    say(`${files.length} mails handed over: ${JSON.stringify(answers)}`)
    const unsettled = await settled(async () => {
      const [row] = await desk.sql<{ waiting: number }>(
        `select count(*)::int as waiting from received_mails where status = 'received'`,
      )
      return row?.waiting ?? 0
    })
    const killed = Number(/^oom_kill (\d+)$/m.exec(await read(group, 'memory.oom_control'))?.[1] ?? 0)
    const facts = {
      handed: files.length,
      unanswered: answers.unanswered,
      deaths: killed + (worker.isAlive() ? 0 : 1),
      unsettled,
    }
    return {
      faults: judgeMemory(facts),
      limit: `cgroup of ${megabytes} MB for the worker and its mail reader, page cache included`,
      mostMegabytes: await peak(worker.pid),
      refused: answers.refused,
      ...facts,
    }
  } finally {
    await desk.close()
  }
}

/** A mail server tries again what could not be kept right now. */
async function answerTo(port: number, raw: Buffer): Promise<'taken' | 'refused' | 'unanswered'> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await handedOver(port, { from: 'hostile@buyers.example', raw })) return 'taken'
    if (raw.byteLength > 25 * 1_048_576) return 'refused'
    await pause(500)
  }
  return 'unanswered'
}

/** How much is left when nothing has moved for a minute. */
async function settled(left: () => Promise<number>): Promise<number> {
  let before = -1
  for (let since = Date.now(); Date.now() - since < 60_000; await pause(250)) {
    const now = await left()
    if (now === 0) return 0
    if (now !== before) since = Date.now()
    before = now
  }
  return before
}

const read = (group: string, name: string): Promise<string> => readFile(join(group, name), 'utf8')

/** The most resident memory of a process and of those it has started, which are alive still. */
async function peak(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const pids = [pid, ...children.trim().split(' ').filter(Boolean).map(Number)]
  const each = await Promise.all(
    pids.map(async (one) => {
      const status = await readFile(`/proc/${one}/status`, 'utf8').catch(() => '')
      return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024
    }),
  )
  return Math.round(each.reduce((sum, one) => sum + one, 0))
}
