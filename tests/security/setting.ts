import { setup } from '../setup/postgres.ts'
import { openWorld, type World } from '../world.ts'

/** What would end a run of many requests by refusing them. */
export const openLimits = { requestsPerMinute: 1_000_000, workspaceRequestsPerSecond: 100_000 } as const

type Options = NonNullable<Parameters<typeof openWorld>[0]>

/** A desk with a PostgreSQL of its own for a program, as the tests have one for all. */
export async function aloneInWorld<Result>(options: Options, use: (world: World) => Promise<Result>): Promise<Result> {
  const ends: (() => Promise<void>)[] = []
  try {
    const postgres = await new Promise<Options['postgres']>((provided, failed) => {
      const provide = (_: string, value: NonNullable<Options['postgres']>) => provided(value)
      setup({ provide }).then((stop) => ends.push(stop), failed)
    })
    const world = await openWorld({ ...options, postgres })
    ends.push(() => world.close())
    return await use(world)
  } finally {
    for (const end of ends.reverse()) await end()
  }
}
