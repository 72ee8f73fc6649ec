import { Type } from 'typebox'
import { listWorkspaces } from '../modules/access/index.ts'
import { Refusal } from '../platform/errors.ts'
import { problemAnswers, type Routes, Words } from '../platform/http.ts'
import type { Services } from '../platform/services.ts'
import { demoSignIn, demoTickets, loadDemo } from './load.ts'

const Demo = Type.Object(
  {
    state: Words(['none', 'loading', 'ready', 'failed']),
    done: Type.Integer(),
    all: Type.Integer(),
    signIn: Type.Object({ email: Type.String(), manager: Type.String(), password: Type.String() }),
  },
  { title: 'Demo' },
)

/** Demo data for a desk that is still empty, loaded from the first page that anybody sees of it. */
export const demoRoutes =
  (services: Services): Routes =>
  async (app) => {
    let progress: { state: 'loading' | 'failed'; done: number; all: number } | undefined
    const read = async () => {
      if (progress) return { ...progress, signIn: demoSignIn }
      const isReady = (await listWorkspaces(services)).some(({ isDemo }) => isDemo)
      return { state: isReady ? ('ready' as const) : ('none' as const), done: 0, all: demoTickets, signIn: demoSignIn }
    }
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
      read,
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
        if (progress?.state !== 'loading') {
          if ((await listWorkspaces(services)).length > 0) throw new Refusal('access.already-set-up')
          const running = { state: 'loading' as const, done: 0, all: demoTickets }
          progress = running
          loadDemo(services, { progress: (done) => Object.assign(running, { done }) })
            .then(() => {
              progress = undefined
            })
            .catch((error: unknown) => {
              services.log.error({ err: error }, 'the demo could not be loaded')
              progress = { ...running, state: 'failed' }
            })
        }
        reply.code(202)
        return read()
      },
    )
  }
