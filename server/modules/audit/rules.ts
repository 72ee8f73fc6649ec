import type { AuditBreach } from './schema.ts'

/** One link of the chain as it is kept; hashes in hex, the moment to the microsecond. */
export interface Link {
  readonly workspaceId: string
  readonly sequence: number
  /** 2026-03-02T09:00:00.000000Z */
  readonly at: string
  readonly action: string
  readonly actorKind: string
  readonly actorId: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly subjectName: string
  readonly details: string
  readonly requestId: string
  readonly previousHash: string
  readonly hash: string
}

/** What the first link follows. */
export const beginning = '0'.repeat(64)

/** What is hashed of a link: everything but the hash itself, in this order, as JSON that has one spelling only. */
export function canonicalOf(link: Omit<Link, 'hash'>): string {
  return JSON.stringify([
    'amends-audit-1',
    link.workspaceId,
    link.sequence,
    link.at,
    link.action,
    link.actorKind,
    link.actorId,
    link.subjectKind,
    link.subjectId,
    link.subjectName,
    link.details,
    link.requestId,
    link.previousHash,
  ])
}

/** The kept end of a chain, read in the same moment as the highest sequence that has a row. */
export interface End {
  readonly sequence: number
  readonly hash: string
  /** Whether the seal is ours; an end at 0 has none. */
  readonly isSealed: boolean
  readonly highest: number
}

/** Follows a chain link by link, in order of the sequence, up to its kept end. */
export class ChainWalk {
  readonly #digest: (text: string) => string
  readonly #breaches: AuditBreach[] = []
  #sequence = 0
  #hash = beginning
  #checked = 0

  constructor(digest: (text: string) => string) {
    this.#digest = digest
  }

  /** Takes the next link. A row whose own hash does not fit was altered; one that fits but does not follow was replaced. */
  take(link: Link): void {
    const expected = this.#sequence + 1
    if (link.sequence > expected) this.#report('missing', expected, link.sequence - 1)
    if (this.#digest(canonicalOf(link)) !== link.hash) this.#report('altered', link.sequence)
    else if (link.sequence === expected && link.previousHash !== this.#hash)
      this.#report('replaced', Math.max(1, link.sequence - 1), link.sequence)
    this.#sequence = link.sequence
    this.#hash = link.hash
    this.#checked += 1
  }

  /** What was found, once the last link was taken. */
  end(end: End | undefined): { checked: number; breaches: readonly AuditBreach[] } {
    if (!end) this.#report('end-missing', 1, this.#sequence)
    else this.#meet(end)
    return { checked: this.#checked, breaches: this.#breaches }
  }

  #meet(end: End): void {
    if (!end.isSealed) this.#report('end-altered', end.sequence)
    if (end.sequence > this.#sequence) this.#report('cut-short', this.#sequence + 1, end.sequence)
    else if (end.hash !== this.#hash) this.#report('end-altered', end.sequence)
    if (end.highest > end.sequence) this.#report('beyond-end', end.sequence + 1, end.highest)
  }

  #report(breach: AuditBreach['breach'], from: number, to = from): void {
    const last = this.#breaches.at(-1)
    if (last?.breach === breach && last.from === from && last.to === to) return
    // Neighbours are told of as one: a table that was altered throughout is one finding, not a million.
    if (last?.breach === breach && breach === 'altered' && last.to === from - 1) last.to = to
    else this.#breaches.push({ breach, from, to })
  }
}

/** Within so long, the same reading by the same person is one entry (a page asks again whenever something changes). */
export const alikeMs = 15 * 60_000
