import { type Actor, afterCommit, type Context } from './context.ts'
import { Listening } from './db.listening.ts'
import type { Databases } from './db.ts'
import type { Logger } from './log.ts'

/** What changed, by id; the browser fetches the rest, under its own permissions. */
export interface Announcement {
  readonly topic: string
  readonly id: string
  /** A few words a topic needs besides the id (who is typing …); never text of buyers. */
  readonly about?: Readonly<Record<string, string>>
}

/**
 * Who may hear: those who hold the permission and, where a store is named, whose permission reaches it. It stays on the
 * server.
 */
export interface Audience {
  readonly permission: string
  readonly storeId?: string | null
  /** Hear it whatever their stores are: whose ticket it is, or just was. */
  readonly memberIds?: readonly (string | null)[]
}

interface Notice extends Announcement {
  readonly audience?: Audience
  readonly workspaceId: string
}

const channel = 'amends_live'

/** Tells every open browser of the workspace, on any node, once the transaction has committed. */
export async function announce(context: Context, announcement: Announcement, audience?: Audience): Promise<void> {
  const notice: Notice = { workspaceId: context.workspaceId, ...announcement, ...(audience && { audience }) }
  afterCommit(context, () => context.services.databases.notify(channel, JSON.stringify(notice)))
}

/** Whether a member is of the audience. */
export function mayHear(actor: Actor, audience: Audience | undefined): boolean {
  if (!audience) return true
  const scope = actor.permissions.get(audience.permission)
  if (!scope || scope === 'all' || audience.storeId === undefined) return scope !== undefined
  if (audience.memberIds?.includes(actor.id)) return true
  return scope !== 'own' && audience.storeId !== null && actor.storeIds.includes(audience.storeId)
}

type Hear = (announcement: Announcement, audience?: Audience) => void

/** The ear of one API process: hears all nodes, passes on to the browsers that are connected here. */
export class LiveHub {
  readonly #hearers = new Map<string, Set<Hear>>()
  readonly #listening: Listening

  constructor(databases: Databases, log: Logger) {
    const listener = {
      hear: (payload: string) => this.#pass(payload),
      // After a gap nobody knows what was missed: every browser fetches what it shows.
      opened: () => this.#tellAll({ topic: 'resync', id: '' }),
    }
    this.#listening = new Listening(channel, databases.listener, listener, log)
  }

  /** Listens, and listens again whenever the connection breaks. */
  async open(): Promise<void> {
    await this.#listening.open()
  }

  /** Browsers that listen here. */
  get listening(): number {
    let all = 0
    for (const hearers of this.#hearers.values()) all += hearers.size
    return all
  }

  /** Hears one workspace until the returned function is called. */
  subscribe(workspaceId: string, hear: Hear): () => void {
    const hearers = this.#hearers.get(workspaceId) ?? new Set()
    this.#hearers.set(workspaceId, hearers.add(hear))
    return () => {
      hearers.delete(hear)
      if (hearers.size === 0) this.#hearers.delete(workspaceId)
    }
  }

  async close(): Promise<void> {
    this.#hearers.clear()
    await this.#listening.close()
  }

  #pass(payload: string): void {
    const { workspaceId, audience, ...announcement } = JSON.parse(payload) as Notice
    for (const hear of this.#hearers.get(workspaceId) ?? []) hear(announcement, audience)
  }

  #tellAll(announcement: Announcement): void {
    for (const hearers of this.#hearers.values()) for (const hear of hearers) hear(announcement)
  }
}
