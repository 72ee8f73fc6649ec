import type { AuditedFact } from '../../platform/audited.ts'
import { type Context, systemContext } from '../../platform/context.ts'
import { alikeMs } from './rules.ts'
import { appendFacts } from './service.chain.ts'

/** Facts written by one commit at most. */
const mostAtOnce = 200
/** Readings remembered, so that the same one is not told twice; the oldest are forgotten first. */
const mostRemembered = 50_000

interface Waiting {
  readonly fact: AuditedFact
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/**
 * Keeps what people look at and what they were refused. There may be many at the same moment: those of a workspace that
 * come while one commit runs share the next, so that the chain is locked once for all of them. The same by the same
 * person within a quarter of an hour is told once by each process. A reading resolves when its entry is kept for good.
 */
export function openObserver(): (context: Context, fact: AuditedFact) => Promise<void> {
  const queues = new Map<string, Waiting[]>()
  const known = new Map<string, { at: number; kept: Promise<void> }>()

  const keep = (context: Context, fact: AuditedFact): Promise<void> =>
    new Promise((done, failed) => {
      const waiting = queues.get(context.workspaceId)
      if (waiting) waiting.push({ fact, done, failed })
      else {
        queues.set(context.workspaceId, [{ fact, done, failed }])
        void write(context)
      }
    })

  const write = async (context: Context): Promise<void> => {
    const queue = queues.get(context.workspaceId) ?? []
    while (queue.length > 0) {
      const batch = queue.splice(0, mostAtOnce)
      try {
        // Not in the caller's transaction: what was seen stays seen when that is taken back.
        const system = systemContext(context.services, context.workspaceId, context.requestId)
        await appendFacts(
          system,
          batch.map(({ fact }) => fact),
        )
        for (const { done } of batch) done()
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    queues.delete(context.workspaceId)
  }

  return (context, fact) => {
    if (fact.by.kind === 'nobody') return keep(context, fact)
    const mark = JSON.stringify([
      context.workspaceId,
      fact.by.kind,
      fact.by.id,
      fact.action,
      fact.subject.kind,
      fact.subject.id,
      fact.notes,
    ])
    const told = known.get(mark)
    if (told && Math.abs(fact.at.getTime() - told.at) < alikeMs) return told.kept
    const kept = keep(context, fact)
    known.delete(mark)
    known.set(mark, { at: fact.at.getTime(), kept })
    kept.catch(() => known.delete(mark))
    if (known.size > mostRemembered) known.delete(known.keys().next().value ?? '')
    return kept
  }
}
