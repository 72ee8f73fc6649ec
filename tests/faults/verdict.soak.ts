/** Memory in use at a moment, after everything that nobody needs was collected. */
export interface Sample {
  readonly seconds: number
  readonly megabytes: number
}

/** Megabytes an hour by which memory may grow (ENGINEERING R14). */
export const mostPerHour = 1

/** A line through samples: how steep it is, and between which values it truly is in 95 of 100 such runs. */
export interface Slope {
  readonly perHour: number
  readonly least: number
  readonly most: number
}

/** Least squares, with the interval of ± 2 standard errors: what the scatter of the samples leaves open. */
export function slopeOf(samples: readonly Sample[]): Slope {
  const count = samples.length
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, each) => sum + of(each), 0) / count
  const [middle, level] = [mean(({ seconds }) => seconds), mean(({ megabytes }) => megabytes)]
  const spread = samples.reduce((sum, { seconds }) => sum + (seconds - middle) ** 2, 0)
  if (count < 3 || spread === 0) return { perHour: Number.NaN, least: Number.NEGATIVE_INFINITY, most: Infinity }
  const slope =
    samples.reduce((sum, { seconds, megabytes }) => sum + (seconds - middle) * (megabytes - level), 0) / spread
  const rest = samples.reduce(
    (sum, { seconds, megabytes }) => sum + (megabytes - level - slope * (seconds - middle)) ** 2,
    0,
  )
  const error = Math.sqrt(rest / (count - 2) / spread)
  return { perHour: slope * 3_600, least: (slope - 2 * error) * 3_600, most: (slope + 2 * error) * 3_600 }
}

export interface ProcessFacts {
  readonly name: string
  readonly samples: readonly Sample[]
  /** Open files and sockets, and what else keeps the process alive, at rest before and after. */
  readonly before: Handles
  readonly after: Handles
}

export interface Handles {
  readonly files: number
  readonly resources: Readonly<Record<string, number>>
}

/** Connections to the database that the pools of one process may have opened or closed meanwhile: 20 and 6 for jobs. */
const pooled = 26
/** What each of them is, and what each has while it is idle. */
const ofPools = new Set(['TCPSocketWrap', 'Timeout'])

/**
 * What a long run has left behind. Memory has grown when even the least slope that the samples allow is more than may be: a
 * run too short to tell says so by its interval, not by a fault.
 */
export function judgeSoak(processes: readonly ProcessFacts[]): readonly string[] {
  return processes.flatMap(({ name, samples, before, after }) => {
    const { least, perHour } = slopeOf(samples)
    const more = Object.entries(after.resources).filter(
      ([kind, count]) => count > (before.resources[kind] ?? 0) + (ofPools.has(kind) ? pooled : 0),
    )
    return [
      ...(least > mostPerHour ? [`the memory of ${name} grows by ${perHour.toFixed(1)} MB an hour`] : []),
      ...(after.files > before.files + pooled ? [`${name} holds ${after.files - before.files} more files`] : []),
      ...more.map(([kind, count]) => `${name} holds ${count - (before.resources[kind] ?? 0)} more of ${kind}`),
    ]
  })
}
