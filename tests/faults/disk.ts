import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../setup/free-port.ts'
import { openFaultDesk } from './desk.ts'
import { handedOver, judgeMailing } from './mailing.ts'
import { type FaultMail, makeMails } from './mails.ts'
import { type DiskFacts, judgeDisk } from './verdict.resources.ts'

const run = promisify(execFile)
const megabytes = 64

export interface DiskRun extends Omit<DiskFacts, 'lost' | 'doubled'> {
  readonly faults: readonly string[]
  readonly disk: string
  readonly mails: number
}

/**
 * The disk of the data folder (files and raw mails; the database is elsewhere) fills up while mails come in, and is freed
 * again (ENGINEERING R10). Needs a disk that may be filled: a tmpfs, which only root may mount; undefined without one.
 */
export async function fillDisk(say: (line: string) => void = () => undefined): Promise<DiskRun | { skipped: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-disk-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder])
  } catch {
    await rm(folder, { recursive: true, force: true })
    return { skipped: 'no disk to fill: a tmpfs can be mounted by root of a Linux machine only' }
  }
  try {
    return await onDisk(folder, say)
  } finally {
    await run('umount', ['-l', folder])
    await rm(folder, { recursive: true, force: true })
  }
}

async function onDisk(folder: string, say: (line: string) => void): Promise<DiskRun> {
  const desk = await openFaultDesk({ AMENDS_DATA: folder })
  try {
    const [lmtpPort, healthPort] = [await freePort(), await freePort()]
    await desk.work({ AMENDS_LMTP_PORT: String(lmtpPort), AMENDS_HEALTH_PORT: String(healthPort) })
    const mails = makeMails(90, 'r10')
    const accepted: FaultMail[] = []
    const refused: FaultMail[] = []
    const hand = async (some: readonly FaultMail[]) => {
      for (const mail of some) (await handedOver(lmtpPort, mail)) ? accepted.push(mail) : refused.push(mail)
    }
    await hand(mails.slice(0, 30))
    if (refused.length > 0) throw new Error('mails were turned away while there was room')
    const ballast = join(folder, 'ballast')
    await fill(folder, ballast)
    const full = await health(healthPort)
    say(`full: ${JSON.stringify(full)}`)
    const before = accepted.length
    // A few pages become free and are used up again: some files fit, some do not, some half.
    for (let at = 30; at < 60; at += 3) {
      await hand(mails.slice(at, at + 3))
      if (at === 42) await fill(folder, ballast, 12_288)
    }
    const [acknowledgedWhileFull, turnedAwayWhileFull] = [accepted.length - before, refused.length]
    const freed = performance.now()
    await rm(ballast)
    const since = () => Math.round((performance.now() - freed) / 100) / 10
    const again = refused.splice(0)
    const healthy = until(async () => (await health(healthPort)).status === 200).then(since)
    const taking = until(async () => {
      await hand(again.slice(0, 1))
      return refused.splice(0).length === 0
    }).then(since)
    const [readyAfterSeconds, takenAfterSeconds] = [await healthy, await taking]
    await hand([...again.slice(1), ...mails.slice(60)])
    const { lost, doubled } = await judgeMailing(desk, accepted)
    const figures = {
      saidOfFolder: full.folder,
      acknowledgedWhileFull,
      turnedAwayWhileFull,
      readyAfterSeconds,
      takenAfterSeconds,
    }
    return {
      faults: judgeDisk({ lost: [...lost, ...refused.map(({ messageId }) => messageId)], doubled, ...figures }),
      disk: `tmpfs of ${megabytes} MB`,
      mails: accepted.length,
      ...figures,
    }
  } finally {
    await desk.close()
  }
}

/** Takes what is free but for so many bytes. */
async function fill(folder: string, ballast: string, left = 0): Promise<void> {
  await rm(ballast, { force: true })
  const { bavail, bsize } = await statfs(folder)
  await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)))
  await chmod(ballast, 0o600)
}

async function health(port: number): Promise<{ readonly status: number; readonly folder: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`)
  const { checks } = (await answer.json()) as { checks: { folder: string } }
  return { status: answer.status, folder: checks.folder }
}

/** Gives up after four times what is asked for: what has not come by then is told by its time. */
async function until(reached: () => Promise<boolean>): Promise<void> {
  for (const patience = Date.now() + 120_000; Date.now() < patience; await pause(100)) if (await reached()) return
}
