import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

/** A server that refuses everything at once, in a process of its own: the least that refusing can cost a machine. */
export async function startRefuser(): Promise<{ readonly port: number; readonly close: () => void }> {
  const child = fork(fileURLToPath(import.meta.url))
  const [port] = await once(child, 'message')
  return { port, close: () => child.kill() }
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = createServer((_request, response) => {
    response.writeHead(429, { 'retry-after': '1', 'content-length': 0 })
    response.end()
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}
