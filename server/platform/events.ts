import type { Context } from './context.ts'
import { enqueue, type Job, type Precedence } from './jobs.ts'

/** A higher module's ear for what happened in a lower one. Idempotent: it may hear the same event twice. */
export interface Listener<Payload = never> {
  /** Unique over the house, like `sla.on-ticket-created`; also the name of the queue that delivers to it. */
  readonly name: string
  readonly on: string
  readonly handle: (context: Context, payload: Payload) => Promise<void>
  /** As in `Job`: hears several of them at once. */
  readonly handleAll?: (context: Context, payloads: readonly Payload[]) => Promise<void>
  readonly givenUp?: (context: Context, payload: Payload) => Promise<void>
  readonly batch?: number
  readonly order?: Precedence
  /** Deliveries at the same time in one process; the queue's own number unless told. */
  readonly concurrency?: number
}

/** Who hears which event in this house; made by the composition from every module's listeners. */
export class Ears {
  readonly #byEvent = new Map<string, string[]>()

  constructor(listeners: readonly Listener[]) {
    for (const { on, name } of listeners) this.#byEvent.set(on, [...(this.#byEvent.get(on) ?? []), name])
  }

  of(event: string): readonly string[] {
    return this.#byEvent.get(event) ?? []
  }
}

/**
 * Tells the higher modules that something happened: one waiting job per listener, in the caller's transaction,
 * delivered at least once. The payload holds ids only.
 */
export async function emit(context: Context, event: string, payload: object): Promise<void> {
  for (const listener of context.services.ears.of(event)) await enqueue(context, listener, payload)
}

/** A listener as the queue works it. */
export function asJob(listener: Listener): Job {
  const { on: _, ...job } = listener
  return job
}
