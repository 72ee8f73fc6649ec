import type { Measurement } from './bed.ts'
import { startProcess } from './desk.ts'
import { figure, percentile } from './figure.ts'

/** From the command to the line that says it is ready, on a data folder that has been used. */
export const start: Measurement = {
  name: 'start',
  async measure(bed) {
    const times: number[] = []
    for (let round = 0; round < 3; round++) {
      const process = await startProcess('all', bed.place)
      times.push(process.readyMs)
      await process.stop()
    }
    return [
      figure('start.ready', percentile(times, 0.5) / 1_000, 's', {
        must: { atMost: 3 },
        note: 'API, worker and mail in one process; the database runs already',
      }),
    ]
  },
}

/** What each process of the desk holds after everything else was measured; the last of all. */
export const memory: Measurement = {
  name: 'memory',
  async measure(bed) {
    await bed.api(1)
    await bed.workers(1)
    return bed.running().flatMap((process, number) =>
      process.memory().map(({ part, megabytes }) =>
        figure(`memory.${process.role}${number + 1}.${part}`, megabytes, 'MB', {
          must: { atMost: 400 },
          goal: { atMost: 300 },
        }),
      ),
    )
  },
}
