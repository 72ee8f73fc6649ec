import { type Context, systemContext } from '../../platform/context.ts'
import type { Services } from '../../platform/services.ts'
import { type NewMail, receiveAll, type StoredMail, storeMail } from './service.accepted.ts'

interface Waiting {
  readonly mail: StoredMail
  readonly done: () => void
  readonly fail: (error: unknown) => void
}

/** Mails that one transaction keeps; more than these would keep the first of them waiting for the last. */
const mostTogether = 100

/**
 * Keeps mails that are handed over at the same time, over several connections, by one transaction: they wait for the disk
 * once, together, instead of one after the other. Who comes while one waits is of the next.
 */
export class Intake {
  readonly #services: Services
  readonly #waiting = new Map<string, Waiting[]>()
  readonly #keeping = new Set<string>()

  constructor(services: Services) {
    this.#services = services
  }

  /** Resolves when the mail is kept for good. */
  async keep(workspaceId: string, mail: NewMail): Promise<void> {
    const stored = await storeMail(this.#context(workspaceId), mail)
    await new Promise<void>((done, fail) => {
      const waiting = this.#waiting.get(workspaceId) ?? []
      this.#waiting.set(workspaceId, waiting)
      waiting.push({ mail: stored, done, fail })
      if (!this.#keeping.has(workspaceId)) void this.#keepWhileAny(workspaceId)
    })
  }

  async #keepWhileAny(workspaceId: string): Promise<void> {
    this.#keeping.add(workspaceId)
    for (;;) {
      const together = this.#waiting.get(workspaceId)?.splice(0, mostTogether) ?? []
      if (together.length === 0) break
      await this.#keepAll(workspaceId, together)
    }
    this.#waiting.delete(workspaceId)
    this.#keeping.delete(workspaceId)
  }

  /** What cannot be kept together is tried alone, so that one mail cannot refuse the others'. */
  async #keepAll(workspaceId: string, together: readonly Waiting[]): Promise<void> {
    try {
      await receiveAll(
        this.#context(workspaceId),
        together.map(({ mail }) => mail),
      )
      for (const { done } of together) done()
    } catch (error) {
      if (together.length === 1) together[0]?.fail(error)
      else for (const one of together) await this.#keepAll(workspaceId, [one])
    }
  }

  #context(workspaceId: string): Context {
    return systemContext(this.#services, workspaceId, 'receiver')
  }
}
