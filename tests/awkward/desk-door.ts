import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { FaultDesk } from '../faults/desk.ts'
import { uploadOf } from '../fixtures/upload.ts'
import type { Call, Door } from './read-in.ts'

/** The way into a desk in processes of its own, over HTTP from several addresses of this machine. */
export function doorOfDesk(desk: FaultDesk, port: number): Door {
  const ask = ({ method, path, body, file, from }: Call): Promise<{ status: number; body: string }> => {
    const sent = file
      ? uploadOf(encodeURIComponent(file.filename), file.bytes)
      : {
          payload: body && Buffer.from(JSON.stringify(body)),
          headers: body ? { 'content-type': 'application/json' } : {},
        }
    return new Promise((done, fail) => {
      const asked = request(
        {
          ...{ host: '127.0.0.1', port, method, path, localAddress: from, agent: false },
          headers: {
            ...sent.headers,
            ...(sent.payload && { 'content-length': sent.payload.length }),
            authorization: `Bearer ${desk.token}`,
          },
        },
        async (answer) => {
          const chunks: Buffer[] = []
          for await (const chunk of answer) chunks.push(chunk)
          done({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
        },
      )
      asked.on('error', fail)
      asked.end(sent.payload)
    })
  }
  return {
    ask,
    speak: async (language) => {
      await desk.sql('update members set language = $1', [language])
    },
    async ended(importId) {
      for (;;) {
        const { body } = await ask({ method: 'GET', path: `/api/imports/${importId}`, from: '127.0.0.1' })
        if (JSON.parse(body).endedAt) return
        await pause(50)
      }
    },
  }
}
