import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { openFaultDesk } from './desk.ts'
import { askAtRate } from './load.ts'
import { isAdmitted, p99 } from './verdict.load.ts'
import { judgeAbuse } from './verdict.resources.ts'
import { mixedWork, openWorkplace } from './work.ts'

const othersPerSecond = 10

export interface AbuseRun {
  readonly faults: readonly string[]
  readonly answers: Readonly<Record<string, readonly number[]>>
  readonly slowSockets: number
  readonly slowEnded: number
  /** From the first byte to the end of the last slow socket. */
  readonly slowEndedAfterSeconds: number
  readonly othersP99Ms: number
  readonly megabytesBefore: number
  readonly megabytes: number
}

/** The bodies of ENGINEERING R17, and what is smaller than the limit of a body and as deep or as wide as fits. */
const bodies: Readonly<Record<string, () => string>> = {
  '10 MB of JSON': () => JSON.stringify({ subject: 'x'.repeat(10_000_000) }),
  'a million keys': () => keys(1_000_000),
  'keys as many as fit': () => keys(70_000),
  'a list a hundred thousand deep': () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'an object a hundred thousand deep': () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  'a field a hundred thousand deep': () => `{"subject":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  'not JSON': () => '{"subject":',
}

const keys = (count: number): string =>
  `{${Array.from({ length: count }, (_, at) => `"key${at}":${at % 10}`).join(',')}}`

/**
 * Sockets that send a byte a second, and bodies that are too much, while others work (ENGINEERING R17). The export of
 * 100,000 rows is left to the module that will export.
 */
export async function abuseApi(
  size: { readonly sockets: number },
  random: () => number,
  say: (line: string) => void = () => undefined,
): Promise<AbuseRun> {
  const desk = await openFaultDesk({}, undefined, 40)
  try {
    const { port, pid } = await desk.api()
    const workplace = await openWorkplace(desk, port)
    const megabytesBefore = await resident(pid)
    const watch = watchMemory(pid)
    const begun = performance.now()
    const slow = Array.from({ length: size.sockets }, (_, at) => trickle(port, at))
    const others = askAtRate(mixedWork(workplace, random), { perSecond: othersPerSecond, seconds: 75 })
    const answers = new Map<string, number[]>()
    const places = [
      { method: 'POST', path: '/api/tickets' },
      { method: 'PATCH', path: `/api/tickets/${workplace.ticketIds[0]}` },
      { method: 'POST', path: '/api/session' },
      { method: 'POST', path: `/api/tickets/${workplace.ticketIds[0]}/messages` },
    ]
    for (const [name, make] of Object.entries(bodies)) {
      const body = Buffer.from(make())
      for (const place of places) {
        const said = [await post(port, desk.token, place, body, true), await post(port, desk.token, place, body, false)]
        answers.set(name, [...(answers.get(name) ?? []), ...said])
      }
      say(`${name}: ${answers.get(name)}`)
    }
    const ended = await Promise.all(slow)
    const seconds = (performance.now() - begun) / 1_000
    const { answers: told } = await others
    const facts = {
      slowSockets: size.sockets,
      slowEnded: ended.filter(Boolean).length,
      othersFailed: told.filter((each) => !isAdmitted(each)).length,
      othersP99Ms: Math.round(p99(told)),
      megabytesBefore,
      megabytes: watch.end(),
    }
    workplace.caller.close()
    return {
      faults: judgeAbuse({ answers, ...facts }),
      answers: Object.fromEntries(answers),
      slowEndedAfterSeconds: Math.round(seconds),
      ...facts,
    }
  } finally {
    await desk.close()
  }
}

/** How long a socket may live by a byte a second: a minute, as Node has it, and the time until that is looked at. */
const slowPatienceMs = 100_000

/** Sends the head of a request a byte at a time, some in the middle of a body; whether the desk ended it. */
function trickle(port: number, at: number): Promise<boolean> {
  const whole =
    at % 2 === 0
      ? `GET /api/tickets HTTP/1.1\r\nHost: desk\r\nX-Slow: ${'a'.repeat(500)}`
      : `POST /api/session HTTP/1.1\r\nHost: desk\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n${'{'.repeat(400)}`
  const opening = at % 2 === 0 ? 20 : whole.indexOf('{')
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(whole.slice(0, opening)))
    let sent = opening
    const beat = setInterval(() => socket.write(whole.charAt(sent++)), 1_000)
    const end = (isEnded: boolean) => {
      clearInterval(beat)
      clearTimeout(patience)
      socket.destroy()
      done(isEnded)
    }
    const patience = setTimeout(() => end(false), slowPatienceMs)
    socket.on('error', () => end(true))
    socket.on('close', () => end(true))
    socket.resume()
  })
}

interface Target {
  readonly method: string
  readonly path: string
}

/** The status of an answer, 0 when there was none; the length told beforehand or not. */
function post(port: number, token: string, { method, path }: Target, body: Buffer, isLengthTold: boolean) {
  return new Promise<number>((done) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      agent: false,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(isLengthTold ? { 'content-length': body.byteLength } : { 'transfer-encoding': 'chunked' }),
      },
    })
    // Who is refused may have the connection closed before all is sent; the answer counts.
    sent.on('error', () => setTimeout(() => done(0), 100))
    sent.on('response', (answer) => {
      answer.resume()
      done(answer.statusCode ?? 0)
    })
    sent.end(body)
  })
}

function watchMemory(pid: number): { end(): number } {
  let most = 0
  let goes = true
  void (async () => {
    for (; goes; await pause(250)) most = Math.max(most, await resident(pid).catch(() => 0))
  })()
  return {
    end() {
      goes = false
      return most
    },
  }
}

/** Resident megabytes of a process, as Linux counts them. */
async function resident(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024)
}
