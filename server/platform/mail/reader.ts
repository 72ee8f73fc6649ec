import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type MailLimits, mailLimits } from './limits.ts'
import type { JudgedFile, MailReading } from './read.ts'
import type { ReadAnswer, ReadRequest } from './reader.child.ts'

/**
 * Reads mail in a process of its own: a mail that takes too long or too much memory ends that process and is set aside;
 * the one that serves people goes on. (A thread would not do: running out of memory there ends the whole process.)
 */
export interface MailReader {
  /** Never rejects. A mail that is not read within the limit of time is `too-slow`. */
  read(raw: Uint8Array, envelopeFrom?: string): Promise<MailReading<JudgedFile>>
  close(): Promise<void>
}

interface Waiting {
  readonly raw: Uint8Array
  readonly envelopeFrom: string | undefined
  readonly done: (reading: MailReading<JudgedFile>) => void
}

/** Most memory of the reading process, in megabytes. */
const heapMegabytes = 384
/** Milliseconds that the process may take to start; loading jsdom takes about one second. */
const startMilliseconds = 30_000

/** Opens a reader; its process starts with the first mail and ends with this one. */
export function openMailReader(limits: MailLimits = mailLimits): MailReader {
  return new ProcessReader(limits)
}

class ProcessReader implements MailReader {
  readonly #limits: MailLimits
  readonly #queue: Waiting[] = []
  #child: ChildProcess | undefined
  #isReady = false
  #current: (Waiting & { id: number }) | undefined
  #timer: NodeJS.Timeout | undefined
  #ids = 0

  constructor(limits: MailLimits) {
    this.#limits = limits
  }

  read(raw: Uint8Array, envelopeFrom?: string): Promise<MailReading<JudgedFile>> {
    if (raw.byteLength > this.#limits.bytes) return Promise.resolve({ unreadable: 'too-large', detail: '' })
    return new Promise((done) => {
      this.#queue.push({ raw, envelopeFrom, done })
      this.#next()
    })
  }

  async close(): Promise<void> {
    const closed: MailReading<JudgedFile> = { unreadable: 'unreadable', detail: 'closed' }
    for (const waiting of this.#queue.splice(0)) waiting.done(closed)
    const child = this.#child
    this.#child = undefined
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.ref()
      child.kill('SIGKILL')
      await ended
    }
    this.#answer(closed)
  }

  #next(): void {
    if (this.#current) return
    const waiting = this.#queue.shift()
    if (!waiting) return
    this.#current = { ...waiting, id: ++this.#ids }
    const child = this.#opened()
    child.channel?.ref()
    if (this.#isReady) this.#ask(child)
    else this.#limit(child, startMilliseconds)
  }

  #opened(): ChildProcess {
    if (this.#child) return this.#child
    const child = fork(fileURLToPath(new URL('./reader.child.ts', import.meta.url)), [], {
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.unref()
    child.on('message', (answer: ReadAnswer) => this.#hear(child, answer))
    child.on('error', (error) => this.#fail(child, 'unreadable', error.message))
    child.on('exit', (code, signal) => this.#fail(child, 'unreadable', `the reading process ended (${signal ?? code})`))
    this.#child = child
    this.#isReady = false
    return child
  }

  #hear(child: ChildProcess, { id, reading }: ReadAnswer): void {
    if (this.#child !== child) return
    if (!reading) {
      this.#isReady = true
      if (this.#current) this.#ask(child)
      else child.channel?.unref()
    } else if (this.#current?.id === id) this.#answer(withBuffers(reading))
  }

  #ask(child: ChildProcess): void {
    if (!this.#current) return
    const { id, raw, envelopeFrom } = this.#current
    this.#limit(child, this.#limits.milliseconds)
    child.send({ id, raw, limits: this.#limits, envelopeFrom } satisfies ReadRequest)
  }

  #limit(child: ChildProcess, milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#fail(child, 'too-slow', `more than ${milliseconds} ms`), milliseconds)
  }

  #fail(child: ChildProcess, unreadable: 'too-slow' | 'unreadable', detail: string): void {
    if (this.#child !== child) return
    this.#child = undefined
    child.kill('SIGKILL')
    this.#answer({ unreadable, detail })
  }

  #answer(reading: MailReading<JudgedFile>): void {
    clearTimeout(this.#timer)
    const current = this.#current
    this.#current = undefined
    this.#child?.channel?.unref()
    current?.done(reading)
    this.#next()
  }
}

/** Bytes come over as plain arrays. */
function withBuffers(reading: MailReading<JudgedFile>): MailReading<JudgedFile> {
  if (!reading.mail) return reading
  const attachments = reading.mail.attachments.map((attachment) => ({
    ...attachment,
    bytes: Buffer.from(attachment.bytes.buffer, attachment.bytes.byteOffset, attachment.bytes.byteLength),
  }))
  return { mail: { ...reading.mail, attachments } }
}
