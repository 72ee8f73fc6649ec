import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Calls, CurrentCalls, Failure } from './io.calls.ts'

/** A way to a mail server that counts the commands on it, and lets those fail that are to. */
export interface Wire {
  readonly port: number
  /** Resolves at the next command of this verb that the server has heard. */
  next(verb: string): Promise<void>
  close(): Promise<void>
}

/** How commands and answers of a protocol look. */
interface Speech {
  readonly door: 'smtp' | 'imap'
  /** The verb of a line of the client. */
  verbOf(line: string): string
  /** Whether what the server has said by now ends with the answer to the line. */
  isAnswered(said: string, line: string): boolean
  /** A refusal of this moment alone. */
  refusal(line: string): string
}

const smtp: Speech = {
  door: 'smtp',
  verbOf: (line) => line.slice(0, 4).trim().toUpperCase(),
  isAnswered: (said) => /^\d{3} .*\r\n$/m.test(said),
  refusal: (line) => (line === '' ? '421 4.3.2 Not now\r\n' : '451 4.3.0 Not now\r\n'),
}

const imap: Speech = {
  door: 'imap',
  verbOf: (line) => {
    const [tag = '', verb = '', second = ''] = line.toUpperCase().split(' ')
    return verb === 'UID' ? `UID ${second}` : verb || tag
  },
  isAnswered: (said, line) => {
    const [tag = ''] = line.split(' ')
    if (line === '') return said.endsWith('\r\n')
    if (tag.toUpperCase() === 'DONE') return /^\w+ OK .*\r\n$/m.test(said)
    return new RegExp(`^(${tag} (OK|NO|BAD)|\\+ ).*\\r\\n$`, 'm').test(said)
  },
  refusal: (line) => (line === '' ? '* BYE not now\r\n' : `${line.split(' ')[0]} NO [UNAVAILABLE] not now\r\n`),
}

/** The end of a letter, which is answered like a command. */
const letter = '(letter)'

const speeches = { smtp, imap }

/** Opens a way to the server that listens on a port of this machine. */
export async function openWire(door: 'smtp' | 'imap', to: number, current: CurrentCalls): Promise<Wire> {
  const sockets = new Set<Socket>()
  const waiting = new Map<string, () => void>()
  const heard = (verb: string) => waiting.get(verb)?.()
  const server = createServer((client) => {
    const upstream = connect(to, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    new Talk(client, upstream, { speech: speeches[door], calls: current(), heard }).begin()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    next: (verb) => new Promise((done) => waiting.set(verb, done)),
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

interface Surroundings {
  readonly speech: Speech
  readonly calls: Calls | undefined
  readonly heard: (verb: string) => void
}

/** One connection: passes lines on and answers back. */
class Talk {
  readonly #client: Socket
  readonly #upstream: Socket
  readonly #around: Surroundings
  #kept = ''
  #said = ''
  #line = ''
  #failing: Failure | undefined
  #isLetter = false

  constructor(client: Socket, upstream: Socket, around: Surroundings) {
    this.#client = client
    this.#upstream = upstream
    this.#around = around
  }

  begin(): void {
    this.#client.setEncoding('latin1')
    this.#upstream.setEncoding('latin1')
    this.#upstream.on('data', (chunk) => this.#answer(String(chunk)))
    this.#client.on('data', (chunk) => this.#hear(String(chunk)))
    this.#command('', '(connect)')
  }

  #hear(chunk: string): void {
    this.#kept += chunk
    for (;;) {
      const mark = this.#isLetter ? '\r\n.\r\n' : '\r\n'
      const end = this.#kept.indexOf(mark)
      if (end < 0) return
      const line = this.#kept.slice(0, end)
      this.#kept = this.#kept.slice(end + mark.length)
      const verb = this.#isLetter ? letter : this.#around.speech.verbOf(line)
      this.#isLetter = false
      if (this.#command(line, verb)) this.#upstream.write(line + mark, 'latin1')
    }
  }

  /** Whether the server is to hear it. */
  #command(line: string, verb: string): boolean {
    const { speech, calls, heard } = this.#around
    const failure = calls?.meet(speech.door, verb)
    this.#line = line
    this.#said = ''
    this.#failing = failure
    if (failure === 'unheard') this.#client.destroy()
    if (failure === 'refused') {
      this.#client.write(speech.refusal(line), 'latin1')
      // The server still waits for the letter, or for whoever greeted it: this connection is of no more use.
      if (line === '' || verb === letter) this.#client.end()
    }
    const passes = failure !== 'unheard' && failure !== 'refused'
    if (passes) heard(verb)
    if (passes && speech.door === 'smtp' && verb === 'DATA') this.#isLetter = true
    return passes
  }

  #answer(chunk: string): void {
    if (this.#failing === 'refused' && this.#line === '') return
    this.#said += chunk
    const isWhole = this.#around.speech.isAnswered(this.#said, this.#line)
    if (this.#failing === 'unanswered') {
      if (isWhole) this.#client.destroy()
      return
    }
    this.#client.write(chunk, 'latin1')
    if (this.#failing === 'left' && isWhole) this.#client.end()
  }
}
