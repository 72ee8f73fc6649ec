import { listWorkspaces } from '../modules/access/index.ts'
import type { Context } from '../platform/context.ts'
import { Refusal } from '../platform/errors.ts'
import type { Services } from '../platform/services.ts'
import { recordWiped } from './audit.ts'
import { stillLoading } from './errors.ts'
import { demoSignIn, demoTickets, loadDemo } from './load.ts'
import type { WipeDemo } from './wipe.ts'

export const demoStates = ['none', 'loading', 'ready', 'failed', 'wiping', 'wipe-failed'] as const

interface Progress {
  readonly state: 'loading' | 'failed' | 'wiping' | 'wipe-failed'
  readonly done: number
  readonly all: number
}

/** The demo of this process: loading and wiping take seconds, so both go on after the answer and are asked about. */
export function demoDesk(services: Services, wipe: WipeDemo, load: typeof loadDemo = loadDemo) {
  let progress: Progress | undefined
  /** Goes on in the background; what fails is logged and said to whoever asks next. */
  const goOn = (
    state: 'loading' | 'wiping',
    all: number,
    work: (tell: (done: number, all: number) => void) => unknown,
  ) => {
    progress = { state, done: 0, all }
    const run = async () => {
      try {
        await work((done, all) => {
          progress = { state, done, all }
        })
        progress = undefined
      } catch (error) {
        services.log.error({ err: error }, `${state} the demo failed`)
        // Half a demo would keep the next try from starting.
        if (state === 'loading') await wipe(() => undefined).catch(() => undefined)
        progress = { state: state === 'loading' ? 'failed' : 'wipe-failed', done: 0, all }
      }
    }
    void run()
  }
  const read = async () => {
    if (progress) return { ...progress, signIn: demoSignIn }
    const isReady = (await listWorkspaces(services)).some(({ isDemo }) => isDemo)
    return { state: isReady ? ('ready' as const) : ('none' as const), done: 0, all: demoTickets, signIn: demoSignIn }
  }
  const isBusy = () => progress?.state === 'loading' || progress?.state === 'wiping'
  return {
    read,
    /** Loads the demo into a desk that has no workspace at all; refused elsewhere. */
    async load() {
      if (!isBusy()) {
        if ((await listWorkspaces(services)).length > 0) throw new Refusal('access.already-set-up')
        goOn('loading', demoTickets, (tell) => load(services, { progress: tell }))
      }
      return read()
    },
    /** Wipes the demo workspace and nothing else. */
    wipe(by?: Context) {
      if (progress?.state === 'loading') throw stillLoading()
      if (!isBusy()) goOn('wiping', 1, async (tell) => recordWiped(services, await wipe(tell), by))
      return read()
    },
  }
}
