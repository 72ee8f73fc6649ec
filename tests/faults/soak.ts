import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { demoSignIn } from '../../server/demo/load.ts'
import { freePort } from '../setup/free-port.ts'
import { type Caller, insist } from './caller.ts'
import { handLettersTo, openFaultDesk } from './desk.ts'
import { askAtRate } from './load.ts'
import { judgeMailing, startMailing } from './mailing.ts'
import { openWildPeer } from './smtp-peer.ts'
import { isAdmitted } from './verdict.load.ts'
import { type Handles, judgeSoak, type ProcessFacts, type Sample, slopeOf } from './verdict.soak.ts'
import { mixedWork, openWorkplace } from './work.ts'

const askedPerSecond = 12
const mailsPerSecond = 2
const replyEveryMs = 1_000
const streamEveryMs = 500
const sampleEveryMs = 15_000
/** Of the time, this much goes by before memory counts: caches fill, and the compiler has seen what is used. */
const warmUpShare = 0.25

interface ProcessFigures {
  readonly name: string
  readonly perHour: number
  readonly least: number
  readonly most: number
  readonly firstMegabytes: number
  readonly lastMegabytes: number
  readonly residentMegabytes: number
  readonly filesBefore: number
  readonly filesAfter: number
}

export interface SoakRun {
  readonly faults: readonly string[]
  readonly lost: readonly string[]
  readonly estimator: string
  readonly samples: number
  readonly processes: readonly ProcessFigures[]
  readonly requests: number
  readonly failed: number
  readonly mails: number
  readonly streams: number
}

/**
 * Mixed work for a long time: mails, replies, lists, searches, live streams that open and close (ENGINEERING R14). Every so
 * often the processes collect what nobody needs and say what they still hold.
 */
export async function soak(
  size: { readonly seconds: number },
  random: () => number,
  say: (line: string) => void = () => undefined,
): Promise<SoakRun> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-soak-'))
  const told = {
    NODE_OPTIONS: `--expose-gc --import=${join(import.meta.dirname, 'collected.ts')}`,
    FAULTS_MEMORY_FILE: join(folder, 'memory'),
  }
  const desk = await openFaultDesk({}, undefined, 60)
  const peer = await openWildPeer(() => undefined)
  try {
    const lmtpPort = await freePort()
    const api = await desk.api(told)
    const worker = await desk.work({ ...told, AMENDS_LMTP_PORT: String(lmtpPort) })
    const watched = [
      { name: 'api', pid: api.pid },
      { name: 'worker', pid: worker.pid },
    ]
    const workplace = await openWorkplace(desk, api.port)
    const storeId = await handLettersTo(peer.port, { desk, caller: workplace.caller, port: api.port })
    const cookie = await signIn(api.port)
    const memory = new Map(watched.map(({ name }) => [name, [] as (Sample & { readonly rss: number })[]]))
    const work = async (seconds: number) => {
      const mailing = startMailing([lmtpPort], { perSecond: mailsPerSecond, seed: `r14-${Math.floor(random() * 1e9)}` })
      const streaming = openStreams(api.port, cookie, seconds)
      const replying = writeReplies(workplace.caller, api.port, storeId, seconds)
      const asked = await askAtRate(mixedWork(workplace, random), { perSecond: askedPerSecond, seconds })
      const [streams] = [await streaming, await replying, await mailing.end()]
      return { asked, streams, mailing }
    }
    await work(Math.max(10, size.seconds * 0.1))
    const before = await atRest(watched, told.FAULTS_MEMORY_FILE)
    const begun = performance.now()
    let goes = true
    const sampling = (async () => {
      while (goes) {
        await pause(sampleEveryMs)
        for (const { name, pid } of watched) {
          const { heapUsed, external, rss } = await collected(told.FAULTS_MEMORY_FILE, pid)
          const seconds = (performance.now() - begun) / 1_000
          memory.get(name)?.push({ seconds, megabytes: (heapUsed + external) / 1_048_576, rss: rss / 1_048_576 })
        }
        say([...memory].map(([name, all]) => `${name} ${all.at(-1)?.megabytes.toFixed(1)} MB`).join(', '))
      }
    })()
    const { asked, streams, mailing } = await work(size.seconds)
    goes = false
    await sampling
    workplace.caller.close()
    const { lost } = await judgeMailing(desk, mailing.accepted)
    const after = await atRest(watched, told.FAULTS_MEMORY_FILE)
    const processes = watched.map(({ name }): ProcessFacts => {
      const samples = (memory.get(name) ?? []).filter(({ seconds }) => seconds > size.seconds * warmUpShare)
      return { name, samples, before: before.get(name) ?? nothing, after: after.get(name) ?? nothing }
    })
    return {
      faults: judgeSoak(processes),
      lost,
      estimator:
        'heap in use and buffers after a full collection; least squares over the last three quarters, ± 2 standard errors',
      samples: processes[0]?.samples.length ?? 0,
      processes: processes.map((each) => figuresOf(each, memory.get(each.name)?.at(-1)?.rss ?? 0)),
      requests: asked.answers.length,
      failed: asked.answers.filter((each) => !isAdmitted(each)).length,
      mails: mailing.accepted.length,
      streams,
    }
  } finally {
    await peer.close()
    await desk.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const nothing: Handles = { files: 0, resources: {} }
const rounded = (value: number): number => Math.round(value * 10) / 10

function figuresOf({ name, samples, before, after }: ProcessFacts, rss: number): ProcessFigures {
  const { perHour, least, most } = slopeOf(samples)
  return {
    name,
    perHour: rounded(perHour),
    least: rounded(least),
    most: rounded(most),
    firstMegabytes: rounded(samples[0]?.megabytes ?? 0),
    lastMegabytes: rounded(samples.at(-1)?.megabytes ?? 0),
    residentMegabytes: rounded(rss),
    filesBefore: before.files,
    filesAfter: after.files,
  }
}

interface Collected {
  readonly at: number
  readonly heapUsed: number
  readonly external: number
  readonly rss: number
  readonly resources: readonly string[]
}

/** Has a process collect, and reads what it then says. */
async function collected(place: string, pid: number): Promise<Collected> {
  const asked = Date.now()
  process.kill(pid, 'SIGUSR2')
  for (;;) {
    await pause(50)
    const said = await readFile(`${place}.${pid}`, 'utf8').catch(() => '{}')
    const read: Collected = said.endsWith('}') ? JSON.parse(said) : {}
    if (read.at >= asked) return read
  }
}

/** What each process holds when nothing has been asked for a while and idle connections have been closed (60 s). */
async function atRest(
  watched: readonly { readonly name: string; readonly pid: number }[],
  place: string,
): Promise<Map<string, Handles>> {
  await pause(restMs)
  const handles = await Promise.all(
    watched.map(async ({ name, pid }): Promise<[string, Handles]> => {
      const files = (await readdir(`/proc/${pid}/fd`)).length
      const { resources } = await collected(place, pid)
      const counts = [...Map.groupBy(resources, (kind) => kind)].map(([kind, all]): [string, number] => [
        kind,
        all.length,
      ])
      return [name, { files, resources: Object.fromEntries(counts) }]
    }),
  )
  return new Map(handles)
}

/** Connections that are kept for 10 s after a letter and for 5 s after an answer are closed by then. */
const restMs = 15_000

async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: demoSignIn.manager, password: demoSignIn.password }),
  })
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

/** Opens a live stream again and again and hangs up on it a little later; how many were heard. */
async function openStreams(port: number, cookie: string, seconds: number): Promise<number> {
  let heard = 0
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await pause(streamEveryMs)) {
    const stream = request({ host: '127.0.0.1', port, path: '/api/live', headers: { cookie }, agent: false })
    stream.on('response', (answer: IncomingMessage) => {
      if (answer.statusCode === 200) heard += 1
      answer.resume()
      answer.on('error', () => undefined)
      setTimeout(() => stream.destroy(), 2_000)
    })
    stream.on('error', () => undefined)
    stream.end()
  }
  return heard
}

async function writeReplies(caller: Caller, port: number, storeId: string, seconds: number): Promise<void> {
  const run = Math.floor(performance.now())
  for (let at = 0, end = Date.now() + seconds * 1_000; Date.now() < end; at += 1) {
    const buyer = { name: 'Buyer', email: `r14-${run}-${at}@buyers.example` }
    const words = { subject: 'A question', text: 'Where is my order?', channelKind: 'api', storeId, buyer }
    const { id } = await insist(caller, port, '/api/tickets', words, `r14-ticket-${run}-${at}`)
    const reply = { direction: 'outbound', text: 'It is on its way.' }
    await insist(caller, port, `/api/tickets/${id}/messages`, reply, `r14-reply-${run}-${at}`)
    await pause(replyEveryMs)
  }
}
