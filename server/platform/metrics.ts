import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Seconds that tell a good answer from a poor one: the list has 20 ms, a person waits 0.1 s without noticing. */
const requestSeconds = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]
const jobSeconds = [0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60]

type Reading = number | Readonly<Record<string, number>>

/** What is counted where it stands: asked for when Prometheus comes. */
export interface Standing {
  readonly help: string
  readonly read: () => Reading | Promise<Reading>
}

/**
 * The figures of one process, as Prometheus reads them at /metrics. Labels are names of the program (routes, queues),
 * never of people, tickets or workspaces.
 */
export class Metrics {
  readonly registry = new Registry()
  readonly #requests: Histogram<'method' | 'route' | 'status'>
  readonly #jobs: Histogram<'queue' | 'outcome'>
  readonly #refused: Counter<'reason'>

  constructor() {
    const registers = [this.registry]
    this.#requests = new Histogram({
      name: 'amends_request_seconds',
      help: 'Time to answer a request, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: requestSeconds,
      registers,
    })
    this.#jobs = new Histogram({
      name: 'amends_job_seconds',
      help: 'Time to work a job, by queue; outcome "failed" is tried again',
      labelNames: ['queue', 'outcome'],
      buckets: jobSeconds,
      registers,
    })
    this.#refused = new Counter({
      name: 'amends_refused_total',
      help: 'Requests held back: "busy" of the process, "over-quota" of a workspace, "too-many" of an address',
      labelNames: ['reason'],
      registers,
    })
    for (const reason of ['busy', 'over-quota', 'too-many'] as const) this.#refused.inc({ reason }, 0)
    collectDefaultMetrics({ register: this.registry, prefix: 'amends_' })
  }

  /** An answered request; `route` as it is declared, so that ids do not multiply the figures. */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds)
  }

  worked(queue: string, outcome: 'done' | 'failed', seconds: number): void {
    this.#jobs.observe({ queue, outcome }, seconds)
  }

  refused(reason: 'busy' | 'over-quota' | 'too-many'): void {
    this.#refused.inc({ reason })
  }

  /** Has a figure read whenever Prometheus asks; one that reads several gives each under its `state`. */
  watch(name: string, { help, read }: Standing): void {
    this.registry.removeSingleMetric(`amends_${name}`)
    const gauge: Gauge<'state'> = new Gauge({
      name: `amends_${name}`,
      help,
      labelNames: ['state'],
      registers: [this.registry],
      collect: async () => {
        const now = await read()
        if (typeof now === 'number') gauge.set(now)
        else for (const [state, value] of Object.entries(now)) gauge.set({ state }, value)
      },
    })
  }
}
