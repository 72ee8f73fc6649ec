import { randomBytes } from 'node:crypto'
import { get } from 'node:http'
import { type Measurement, sameMemberAt } from './bed.ts'
import type { Caller } from './caller.ts'
import { spread } from './figure.ts'

const changes = 60
/** Who has not heard of a change by then never does. */
const patienceMs = 30_000

/** From a change at one process to the line in the stream of a browser at another one. */
export const live: Measurement = {
  name: 'live',
  async measure(bed) {
    const caller = await bed.member(5)
    const [, second] = await bed.api(2)
    if (!second) throw new Error('there is no second process')
    const other = sameMemberAt(caller, second)
    const stream = await listen(second.url, other.cookie)
    const { rows } = await bed.owner.query<{ id: string }>(
      `select id from tickets where status = 'open' limit ${changes}`,
    )
    // A kept desk has been measured before: what it is set to once more is no change, and nobody hears of it.
    const tag = `seen ${randomBytes(5).toString('hex')}`
    const times: number[] = []
    for (const { id } of rows) {
      const begun = performance.now()
      const change = { priority: times.length % 2 === 0 ? 'high' : 'low', tags: [tag] }
      await Promise.all([stream.heard(id), caller.call('PATCH', `/api/tickets/${id}`, change)])
      times.push(performance.now() - begun)
    }
    stream.close()
    other.close()
    return spread('live', times, { atMost: 300 })
  },
}

interface Stream {
  /** Resolves at the first event of this id from now on; rejects when there is none for long. */
  heard(id: string): Promise<void>
  close(): void
}

/** Opens the stream as a browser does; resolves when it has begun. */
function listen(url: string, cookie: Caller['cookie']): Promise<Stream> {
  return new Promise((done, fail) => {
    const waiting = new Map<string, () => void>()
    const request = get(`${url}/api/live`, { headers: { cookie, accept: 'text/event-stream' } }, (answer) => {
      if (answer.statusCode !== 200) fail(new Error(`the stream was answered ${answer.statusCode}`))
      let rest = ''
      answer.on('data', (chunk: Buffer) => {
        const lines = (rest + chunk.toString()).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (!line.startsWith('data: ')) continue
          const { id } = JSON.parse(line.slice(6)) as { id: string }
          waiting.get(id)?.()
        }
      })
      // The connection of a page that is left is cut.
      answer.on('error', () => undefined)
      done({
        heard: (id) =>
          new Promise((resolve, reject) => {
            const late = setTimeout(() => reject(new Error(`the change of ${id} was not heard of`)), patienceMs)
            waiting.set(id, () => {
              clearTimeout(late)
              resolve()
            })
          }),
        close: () => request.destroy(),
      })
    })
    request.once('error', fail)
  })
}
