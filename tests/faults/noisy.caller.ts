import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Heard } from './caller.ts'
import { askAtRate, type Stretch } from './load.ts'

interface Place {
  readonly port: number
  readonly token: string
}

/** A program that asks for the same list so many times a second, whatever the answers. */
export interface NoisyCaller {
  ask(size: { readonly perSecond: number; readonly seconds: number }): Promise<Stretch>
  close(): Promise<unknown>
}

/**
 * It has a thread of its own, as in life it has a machine of its own: what it does with a thousand answers must not make
 * those of its neighbour be read later.
 */
export async function startNoisyCaller(place: Place): Promise<NoisyCaller> {
  const thread = new Worker(new URL(import.meta.url), { workerData: place })
  await new Promise((done) => thread.once('message', done))
  return {
    ask: async (size) => {
      const answer = once(thread, 'message')
      thread.postMessage(size)
      return (await answer)[0]
    },
    close: () => thread.terminate(),
  }
}

/** Connections of the program: each has several requests under way, one behind the other. */
const lines = 8

/**
 * One connection that sends the same request over and over and reads no more of the answers than where each ends: for the
 * same reason the program shall take as little of this machine as it can.
 */
class Line {
  readonly #request: string
  readonly #open: () => Socket
  #socket: Socket | undefined
  #waiting: ((heard: Heard) => void)[] = []
  #read: Buffer = Buffer.alloc(0)

  constructor({ port, token }: Place) {
    this.#open = () => connect(port, '127.0.0.1')
    this.#request =
      `GET /api/tickets?view=open&limit=50 HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n` +
      `authorization: Bearer ${token}\r\naccept-language: en\r\n\r\n`
  }

  ask(): Promise<Heard> {
    const socket = this.#socket ?? this.#connect()
    return new Promise((heard) => {
      this.#waiting.push(heard)
      socket.write(this.#request)
    })
  }

  #connect(): Socket {
    const socket = this.#open()
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#socket = undefined
      this.#read = Buffer.alloc(0)
      for (const heard of this.#waiting.splice(0)) heard('cut')
    })
    socket.on('data', (piece: Buffer) => {
      this.#read = this.#read.length > 0 ? Buffer.concat([this.#read, piece]) : piece
      while (this.#take());
    })
    this.#socket = socket
    return socket
  }

  /** Takes one answer off what was read; false where it has not come whole. */
  #take(): boolean {
    const end = this.#read.indexOf('\r\n\r\n')
    if (end < 0) return false
    const head = this.#read.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN)
    // An answer without a length would be one that this reader cannot follow.
    if (Number.isNaN(length)) throw new Error(`an answer of unknown length: ${head}`)
    if (this.#read.length < end + 4 + length) return false
    this.#read = this.#read.subarray(end + 4 + length)
    const retryAfterMs = Number(/\r\nretry-after: *(\d+)/i.exec(head)?.[1] ?? 0) * 1_000
    this.#waiting.shift()?.({ status: Number(head.slice(9, 12)), body: '', replayed: false, retryAfterMs })
    return true
  }
}

if (!isMainThread && parentPort) {
  const place: Place = workerData
  const all = Array.from({ length: lines }, () => new Line(place))
  let sent = 0
  const ask = () => {
    sent += 1
    return (all[sent % lines] as Line).ask()
  }
  parentPort.on('message', async (size) => parentPort?.postMessage(await askAtRate(ask, size)))
  parentPort.postMessage('ready')
}
