import type { Server as HttpServer } from 'node:http'
import { type AddressInfo, createServer, type ListenOptions, type Server } from 'node:net'
import { platform } from 'node:os'
import type { FastifyInstance } from 'fastify'

/** Connections that wait to be taken up in a busy moment; the system’s own limit is often 4096. Those beyond are lost for seconds. */
const backlog = 4_096

/**
 * A busy process turns its loop once in some 4 ms, and takes up one connection of each listening socket a turn
 * (libuv/libuv#3696): with one socket, 300 people who come at once would not even be seen for a second, and could not be
 * told within 50 ms that there is no room (ENGINEERING R15). So many sockets share the port.
 */
const sockets = 8

/**
 * Listens for requests to the app, by several sockets where the system lets a port be shared (Linux). Whether the port is
 * free must have been seen before: a shared one is refused to nobody. The returned stop ends with the last connection.
 */
export async function listen(
  app: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<() => Promise<void>> {
  const sharing = platform() === 'linux' ? { reusePort: true } : {}
  await app.listen({ host, port, backlog, ...sharing })
  const others: Server[] = []
  const stop = async () => {
    const closed = others.map((other) => new Promise<void>((done) => other.close(() => done())))
    await app.close()
    await Promise.all(closed)
  }
  try {
    if (sharing.reusePort)
      for (const address of app.addresses() as AddressInfo[])
        for (let at = 1; at < sockets; at += 1) others.push(await listenBeside(app.server, address))
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

/** One more socket at the address of a server, to which it hands what it takes up. */
function listenBeside(server: HttpServer, { address, port }: AddressInfo): Promise<Server> {
  // As a server of HTTP takes its own: a client that has said all may still be answered, and nothing waits to be sent.
  const beside = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket))
  const options: ListenOptions = { host: address, port, backlog, reusePort: true }
  return new Promise((done, fail) => {
    beside.once('error', fail)
    beside.listen(options, () => {
      beside.off('error', fail)
      done(beside)
    })
  })
}
