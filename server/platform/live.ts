import type { Routes } from './http.ts'
import type { LiveHub } from './realtime.ts'

/** Often enough that no proxy takes the stream for dead. */
const beatMs = 20_000

/**
 * What changes in the workspace, as Server-Sent Events of ids. A browser that comes back after a gap is told to fetch
 * again what it shows (`resync`): ids of missed changes are not stored.
 */
export const liveRoutes =
  (live: LiveHub): Routes =>
  async (app) => {
    app.get(
      '/live',
      {
        config: { signedIn: true },
        schema: { operationId: 'live', tags: ['live'], summary: 'Changes as they happen (text/event-stream)' },
      },
      (request, reply) => {
        reply.hijack()
        const { raw } = reply
        raw.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-cache, no-transform',
          'x-accel-buffering': 'no',
        })
        raw.write(`retry: 2000\nid: ${Date.now()}\n\n`)
        if (request.headers['last-event-id']) raw.write(eventOf({ topic: 'resync', id: '' }))
        const stop = live.subscribe(request.context.workspaceId, (announcement) => raw.write(eventOf(announcement)))
        const beat = setInterval(() => raw.write(': beat\n\n'), beatMs)
        request.raw.once('close', () => {
          clearInterval(beat)
          stop()
        })
      },
    )
  }

const eventOf = (announcement: object): string => `id: ${Date.now()}\ndata: ${JSON.stringify(announcement)}\n\n`
