import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * Where a connection to the database is cut. `answer`: the commit is done, and who asked for it never hears so. `notice`:
 * the commit is done, and nobody is woken. `taking`: a worker has been given jobs, and does not know. `completion`: the work
 * of a job is committed, and the job is not done.
 */
export const cuts = ['answer', 'notice', 'taking', 'completion'] as const
export type Cut = (typeof cuts)[number]

/** A way to the database that is cut at chosen moments. */
export interface Severing {
  readonly port: number
  readonly done: Readonly<Record<Cut, number>>
  /** From now on each of the moments is cut with this chance. */
  sever(chance: number): void
  close(): Promise<void>
}

/** As the pool's own statements, Notices and pg-boss's completion and fetching say it on the wire. */
const signs: readonly (readonly [Cut, RegExp])[] = [
  ['answer', /commit\0/],
  ['notice', /notices\0/],
  ['completion', /state = 'completed'/],
  ['taking', /SET[^;]*state = 'active'/],
]

/** Opens a way to the server at `to` on a free port of this machine; nothing is cut before `sever`. */
export async function openSevering(to: number, random: () => number): Promise<Severing> {
  const done = { answer: 0, notice: 0, taking: 0, completion: 0 }
  const sockets = new Set<Socket>()
  let chance = 0
  const server = createServer((client) => {
    const upstream = connect(to, '127.0.0.1')
    const end = () => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', () => {
        sockets.delete(socket)
        end()
      })
    }
    let isMuted = false
    client.on('data', (said: Buffer) => {
      const cut =
        chance > 0 && !isMuted && random() < chance
          ? signs.find(([, sign]) => sign.test(said.toString('latin1')))?.[0]
          : undefined
      if (cut) done[cut] += 1
      if (cut === 'notice' || cut === 'completion') return end()
      isMuted = isMuted || cut !== undefined
      upstream.write(said)
    })
    // What the server says once it has done the work is what nobody hears.
    upstream.on('data', (said: Buffer) => (isMuted ? end() : client.write(said)))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    done,
    sever: (wanted) => {
      chance = wanted
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}
