import { setTimeout as pause } from 'node:timers/promises'
import { openMailReader } from '../../server/platform/mail/reader.ts'
import { startImapServer } from '../setup/imap-server.ts'
import { openSmtpPeer } from '../setup/smtp-peer.ts'
import { type Call, Calls, type Door, type Fault, failuresOf, siteOf } from './io.calls.ts'
import { watchDatabase } from './io.database.ts'
import { type Ground, openGround } from './io.desk.ts'
import { watchFiles } from './io.files.ts'
import { leftBy, rowsOf } from './io.left.ts'
import { fetched, playStory, type Scene } from './io.story.ts'
import { openWire } from './io.wire.ts'
import { differences, type How, type Left, volatileFields } from './verdict.io.ts'

export interface IoRun {
  /** Differences, each with the call that failed. */
  readonly unequal: readonly string[]
  /** Places of calls that were to fail and none of which has. */
  readonly unreached: readonly string[]
  readonly runs: number
  /** Calls of the story without a fault, and the places that they are made from. */
  readonly calls: Readonly<Record<Door, number>>
  readonly sites: Readonly<Record<Door, number>>
  readonly sitesReached: Readonly<Record<Door, number>>
  /** Fields that runs without a fault fill differently, which are not compared. */
  readonly volatile: readonly string[]
  readonly seconds: number
}

/** Runs without a fault, by which is known what may differ. */
const calmRuns = 3

interface Size {
  /** Each so-manieth call fails, 1 for all of them; or the first of each place. */
  readonly every: number | 'place'
  /** Words of the places whose calls fail (`smtp: RCPT`); any place unless told. */
  readonly places?: readonly string[]
}

/**
 * One day of a desk is played again and again on databases that begin alike. Each time another call fails once, in each
 * way that it can; then whoever is let down tries again, and what is left is compared with what the day leaves when
 * nothing fails (ENGINEERING R9; SQLite tests its files so, https://sqlite.org/testing.html §3.2).
 */
export async function breakEachCall({ every, places = [''] }: Size, say: (line: string) => void): Promise<IoRun> {
  const begun = performance.now()
  const stage = await openStage()
  try {
    const calm: Played[] = []
    for (let at = 0; at < calmRuns; at += 1) calm.push(await stage.play())
    const [model] = calm
    if (!model) throw new Error('nothing was played')
    const volatile = volatileFields(calm.map(({ left }) => left))
    const flaws = calm.slice(1).flatMap(({ left }) => differences(model.left, left, { volatile }))
    if (flaws.length > 0 || model.left.wrong.length > 0)
      throw new Error(`the day differs by itself: ${[...flaws, ...model.left.wrong].join('\n')}`)
    const faults = faultsOf(
      model.calls.filter((call) => places.some((words) => siteOf(call).includes(words))),
      every,
    )
    say(`${model.calls.length} calls, ${faults.length} faults`)
    const unequal: string[] = []
    const reached = new Set<string>()
    for (const [at, fault] of faults.entries()) {
      const played = await stage.play(fault)
      // How many connections are opened is not the same each day: where the last of a place did not come, its first does.
      const { left, hasStruck, failed } = played.hasStruck ? played : await stage.play({ ...fault, nth: 1 })
      if (hasStruck) reached.add(siteOf(fault))
      const found = failed === undefined ? differences(model.left, left, { volatile, ...lostBy(fault) }) : [failed]
      const which = `${shortly(siteOf(fault))} (${fault.nth}) ${fault.failure}`
      for (const line of found) say(`${which}: ${line}`)
      unequal.push(...found.map((line) => `${which}: ${line}`))
      if (at % 50 === 49) say(`${at + 1} of ${faults.length}`)
    }
    return {
      unequal,
      unreached: [...new Set(faults.map(siteOf))].filter((site) => !reached.has(site)).map(shortly),
      runs: faults.length,
      calls: byDoor(model.calls.map(siteOf)),
      sites: byDoor(new Set(model.calls.map(siteOf))),
      sitesReached: byDoor(reached),
      volatile: [...volatile].sort(),
      seconds: (performance.now() - begun) / 1_000,
    }
  } finally {
    await stage.close()
  }
}

function lostBy({ door, site, failure }: Fault): Pick<How, 'lost'> {
  if (failure !== 'unanswered') return {}
  if (door === 'database') return { lost: 'statement' }
  return door === 'smtp' && site === '(letter)' ? { lost: 'letter' } : {}
}

/** Statements may be long. */
const shortly = (site: string): string => site.replaceAll(/\s+/g, ' ').slice(0, 120)

const byDoor = (sites: Iterable<string>): Record<Door, number> => {
  const all = [...sites]
  const count = (door: Door) => all.filter((site) => site.startsWith(`${door}: `)).length
  return { database: count('database'), smtp: count('smtp'), imap: count('imap'), file: count('file') }
}

/** The calls that fail, in all their ways. */
function faultsOf(calls: readonly Call[], every: Size['every']): Fault[] {
  const chosen = calls.filter(({ nth }, at) => (every === 'place' ? nth === 1 : at % every === 0))
  return chosen.flatMap((call) => failuresOf[call.door].map((failure) => ({ ...call, failure })))
}

interface Played {
  readonly calls: readonly Call[]
  readonly left: Left
  readonly hasStruck: boolean
  /** Why the day did not come to its end. */
  readonly failed?: string
}

/** Servers, files and database, watched; the day can be played on it as often as wanted. */
async function openStage() {
  let calls: Calls | undefined
  let folder: string | undefined
  const current = () => calls
  const ends: (() => unknown)[] = []
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    const peer = await openSmtpPeer()
    ends.push(peer.close)
    const mailbox = await startImapServer({ mails: [{ uid: 7, raw: fetched }] })
    ends.push(mailbox.close)
    const [smtp, imap] = [await openWire('smtp', peer.port, current), await openWire('imap', mailbox.port, current)]
    ends.push(smtp.close, imap.close)
    const ground: Ground = await openGround({ smtpPort: smtp.port, imapPort: imap.port })
    ends.push(ground.close)
    const mailReader = openMailReader()
    ends.push(() => mailReader.close())
    ends.push(
      watchDatabase(current),
      watchFiles(() => folder, current),
    )
    const play = async (fault?: Fault): Promise<Played> => {
      peer.forget()
      const desk = await ground.openDesk(mailReader)
      try {
        const begun = await rowsOf(desk)
        const scene: Scene = { desk, calls: new Calls(fault), imap, letters: peer.taken }
        calls = scene.calls
        folder = desk.folder
        const failed = await playedOrNot(scene)
        calls = undefined
        const left = await leftBy(desk, begun, peer.taken)
        const { made, hasStruck } = scene.calls
        return { calls: made, left, hasStruck, ...(failed !== undefined && { failed }) }
      } finally {
        calls = undefined
        folder = undefined
        await desk.close()
      }
    }
    return { play, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Long enough for a machine that has much else to do. */
const patienceMs = 120_000

/** Plays the day; resolves with why it did not come to its end, where it did not. */
async function playedOrNot(scene: Scene): Promise<string | undefined> {
  const over = new AbortController()
  const hangs = pause(patienceMs, undefined, { signal: over.signal }).then(() => {
    throw new Error('it hangs')
  })
  try {
    await Promise.race([playStory(scene), hangs])
    return undefined
  } catch (error) {
    const { cause } = error as Error
    return `the day was not played to its end: ${String(error)}${cause === undefined ? '' : ` (${String(cause)})`}`
  } finally {
    over.abort()
  }
}
