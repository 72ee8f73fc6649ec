import { readdir, readFile, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { englishHeadings, englishRow, written } from './files.ts'

/** What came of a file that is larger than any may be. */
export interface TooLarge {
  readonly status: number
  readonly code: string
  readonly detail: string
  /** Megabytes that were sent before the answer came. */
  readonly sent: number
  /** Megabytes that the server held at the most, above what it held before; and that lay on its disk at the most. */
  readonly memory: number
  readonly disk: number
  /** Megabytes that lie there afterwards. */
  readonly left: number
  readonly seconds: number
}

interface Sending {
  readonly port: number
  readonly pid: number
  readonly token: string
  /** Where the server keeps files. */
  readonly folder: string
  readonly bytes: number
  /** Whether the request says how long it is, as every browser does, or comes piece by piece without an end in sight. */
  readonly isDeclared: boolean
}

const megabyte = 1_048_576
const edge = 'edge-of-a-part'

/** Sends a report of so many bytes, made on the way, until the server answers; reads what that cost it. */
export async function sendTooLarge({ port, pid, token, folder, bytes, isDeclared }: Sending): Promise<TooLarge> {
  const before = { memory: await residentOf(pid), disk: await sizeOf(folder) }
  const most = { ...before }
  const begun = performance.now()
  let isAnswered = false
  const watching = (async () => {
    while (!isAnswered) {
      most.memory = Math.max(most.memory, await residentOf(pid))
      most.disk = Math.max(most.disk, await sizeOf(folder))
      await pause(50)
    }
  })()
  let sent = 0
  const { status, body } = await new Promise<{ status: number; body: string }>((done, fail) => {
    const asked = request({
      ...{ host: '127.0.0.1', port, method: 'POST', path: '/api/imports', agent: false },
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': `multipart/form-data; boundary=${edge}`,
        ...(isDeclared && { 'content-length': bytes }),
      },
    })
    asked.on('response', async (answer) => {
      isAnswered = true
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk)
      done({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
      asked.destroy()
    })
    asked.on('error', (error) => (isAnswered ? undefined : fail(error)))
    asked.write(`--${edge}\r\nContent-Disposition: form-data; name="file"; filename="orders.txt"\r\n\r\n`)
    asked.write(`${englishHeadings.join(',')}\n`)
    const rows = Buffer.from(written(Array.from({ length: 15_000 }, (_, at) => englishRow(`300-1000000-${at}`))))
    const send = (): void => {
      while (!isAnswered && sent < bytes - 2 * rows.length) {
        sent += rows.length
        if (!asked.write(rows)) {
          asked.once('drain', send)
          return
        }
      }
    }
    send()
  }).finally(() => {
    isAnswered = true
  })
  await watching
  const problem = JSON.parse(body)
  return {
    ...{ status, code: String(problem.code), detail: String(problem.detail) },
    sent: Math.round(sent / megabyte),
    memory: Math.round(most.memory - before.memory),
    disk: Math.round((most.disk - before.disk) / megabyte),
    left: Math.round(((await sizeOf(folder)) - before.disk) / megabyte),
    seconds: Math.round((performance.now() - begun) / 100) / 10,
  }
}

/** Megabytes that a process holds in memory. */
async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024
}

/** Bytes of all that lies in a folder; what goes away meanwhile counts nothing. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      stat(join(parentPath, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    )
  return (await Promise.all(sizes)).reduce((all, size) => all + size, 0)
}
