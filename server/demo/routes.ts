import { Type } from 'typebox'
import { problemAnswers, type Routes, Words } from '../platform/http.ts'
import type { Services } from '../platform/services.ts'
import { demoDesk, demoStates } from './progress.ts'
import type { WipeDemo } from './wipe.ts'

const Demo = Type.Object(
  {
    state: Words(demoStates),
    done: Type.Integer(),
    all: Type.Integer(),
    signIn: Type.Object({ email: Type.String(), manager: Type.String(), password: Type.String() }),
  },
  { title: 'Demo' },
)

/** Demo data for a desk that is still empty, loaded from the first page that anybody sees of it, and wiped by one click. */
export const demoRoutes =
  (services: Services, wipe: WipeDemo): Routes =>
  async (app) => {
    const demo = demoDesk(services, wipe)
    app.get(
      '/demo',
      {
        config: { public: 'a new installation has no members yet' },
        schema: {
          operationId: 'readDemo',
          tags: ['demo'],
          summary: 'How far the demo data is',
          response: { 200: Demo, ...problemAnswers },
        },
      },
      demo.read,
    )
    app.post(
      '/demo',
      {
        config: { public: 'only while there is no workspace at all', perMinute: 10 },
        schema: {
          operationId: 'loadDemo',
          tags: ['demo'],
          summary: 'Load demo data into an empty desk',
          response: { 202: Demo, ...problemAnswers },
        },
      },
      async (_request, reply) => {
        reply.code(202)
        return demo.load()
      },
    )
    app.delete(
      '/demo',
      {
        config: { permission: 'workspace.write', inPerson: true },
        schema: {
          operationId: 'wipeDemo',
          tags: ['demo'],
          summary: 'Wipe the demo workspace and nothing else',
          response: { 202: Demo, ...problemAnswers },
        },
      },
      async (request, reply) => {
        reply.code(202)
        return demo.wipe(request.context)
      },
    )
  }
