import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { Caller } from './caller.ts'
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

if (!isMainThread && parentPort) {
  const { port, token }: Place = workerData
  const caller = new Caller(token, Number.POSITIVE_INFINITY)
  const ask = () => caller.call(port, { method: 'GET', path: '/api/tickets?view=open&limit=50' })
  parentPort.on('message', async (size) => parentPort?.postMessage(await askAtRate(ask, size)))
  parentPort.postMessage('ready')
}
