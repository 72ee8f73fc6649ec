import type { OutgoingHttpHeaders } from 'node:http'
import { Type } from 'typebox'
import { problemAnswers, type Routes } from './http.ts'
import { type LiveHub, mayHear } from './realtime.ts'

/** A stream ends at most so long after its session did; and no proxy takes it for dead meanwhile. */
const beatMs = 4_000

const Stream = {
  description: 'A stream without an end: each event holds a topic and an id.',
  content: { 'text/event-stream': { schema: Type.String() } },
}

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
        config: { signedIn: true, inPerson: true, ownPages: true },
        schema: {
          operationId: 'live',
          tags: ['live'],
          summary: 'Changes as they happen (text/event-stream)',
          response: { 200: Stream, ...problemAnswers },
        },
      },
      (request, reply) => {
        reply.hijack()
        const { raw } = reply
        raw.writeHead(200, {
          ...(reply.getHeaders() as OutgoingHttpHeaders),
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store, no-transform',
          'x-accel-buffering': 'no',
        })
        raw.write(`retry: 2000\nid: ${Date.now()}\n\n`)
        if (request.headers['last-event-id']) raw.write(eventOf({ topic: 'resync', id: '' }))
        let { actor } = request.context
        const stop = live.subscribe(request.context.workspaceId, (announcement, audience) => {
          if (mayHear(actor, audience)) raw.write(eventOf(announcement))
        })
        const beat = setInterval(() => {
          app.askAgain(request).then(
            (context) => {
              if (!context) return raw.end()
              actor = context.actor
              return raw.write(': beat\n\n')
            },
            // A database that does not answer for a moment ends no session.
            () => raw.write(': beat\n\n'),
          )
        }, beatMs)
        request.raw.once('close', () => {
          clearInterval(beat)
          stop()
        })
      },
    )
  }

const eventOf = (announcement: object): string => `id: ${Date.now()}\ndata: ${JSON.stringify(announcement)}\n\n`
