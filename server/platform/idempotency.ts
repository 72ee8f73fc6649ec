import { sql } from 'kysely'
import { type Context, transact } from './context.ts'
import { tablesOf } from './db.ts'
import { Refusal } from './errors.ts'
import { isSigned, type Keys, keysFor, seal, sign, unseal } from './secrets.ts'

interface Tables {
  idempotency_keys: {
    workspace_id?: string
    actor_id: string
    key: string
    request_hash: Buffer
    status: number | null
    body: Buffer | null
    created_at: Date
  }
}

/** An answer as it went over the wire. */
export interface KeptAnswer {
  readonly status: number
  readonly body: string | null
}

/**
 * Does a mutation once per Idempotency-Key of an actor. The key is claimed, the work done and the answer kept in one
 * transaction: a repeated request waits for the first and gets its answer, byte for byte; a failed one leaves no trace.
 * What is kept is sealed and signed: answers may show a secret once, and requests may hold one.
 * Refuses `request.key-reused` when the key came with another request.
 */
export function onceByKey(
  context: Context,
  key: string,
  request: { method: string; url: string; body: unknown },
  work: (context: Context) => Promise<KeptAnswer>,
): Promise<KeptAnswer & { replayed: boolean }> {
  const keys = keysFor(context.services.config, 'idempotency')
  const parts = [request.method, request.url, JSON.stringify(request.body ?? null)]
  return transact(context, async (context) => {
    const claimed = await tablesOf<Tables>(context.db)
      .insertInto('idempotency_keys')
      .values({
        actor_id: context.actor.id,
        key,
        request_hash: sign(keys[0], parts),
        status: null,
        body: null,
        created_at: context.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (claimed.numInsertedOrUpdatedRows === 0n)
      return { ...(await keptAnswer(context, keys, key, parts)), replayed: true }
    const answer = await work(context)
    await tablesOf<Tables>(context.db)
      .updateTable('idempotency_keys')
      .set({
        status: answer.status,
        body: answer.body === null ? null : seal(keys, answer.body, boundTo(context, context.actor.id, key)),
      })
      .where('actor_id', '=', context.actor.id)
      .where('key', '=', key)
      .execute()
    return { ...answer, replayed: false }
  })
}

/** A kept answer is good for its own row only. */
const boundTo = ({ workspaceId }: Context, actorId: string, key: string): string => `${workspaceId} ${actorId} ${key}`

async function keptAnswer(context: Context, keys: Keys, key: string, parts: readonly string[]): Promise<KeptAnswer> {
  const kept = await tablesOf<Tables>(context.db)
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'body'])
    .where('actor_id', '=', context.actor.id)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (!isSigned(keys, kept.request_hash, parts)) throw new Refusal('request.key-reused')
  if (kept.status === forgotten) throw new Refusal('request.answer-erased')
  const body = kept.body && unseal(keys, kept.body, boundTo(context, context.actor.id, key))
  return { status: kept.status ?? 204, body }
}

/** The status of an answer that told of somebody who was erased since: what was done stays done. */
const forgotten = 410
/** Answers that are opened at a time. */
const answersAtOnce = 500

/** Forgets kept answers that hold any of these words: ids and addresses of who is being erased. */
export async function forgetAnswers(context: Context, words: readonly string[]): Promise<void> {
  const wanted = words.filter((word) => word !== '')
  const keys = keysFor(context.services.config, 'idempotency')
  for (let after: readonly [string, string] | undefined; wanted.length > 0; ) {
    const rows = await answersAfter(context, after)
    for (const { actor_id, key, body } of rows) {
      const said = body && openedIfAny(keys, body, boundTo(context, actor_id, key))
      if (said && wanted.some((word) => said.includes(word)))
        await tablesOf<Tables>(context.db)
          .updateTable('idempotency_keys')
          .set({ status: forgotten, body: null })
          .where('actor_id', '=', actor_id)
          .where('key', '=', key)
          .execute()
    }
    const last = rows.at(-1)
    if (!last || rows.length < answersAtOnce) return
    after = [last.actor_id, last.key]
  }
}

/** What was sealed by a secret that is gone tells nobody anything any more: null. */
function openedIfAny(keys: Keys, body: Buffer, bound: string): string | null {
  try {
    return unseal(keys, body, bound)
  } catch {
    return null
  }
}

function answersAfter(context: Context, after: readonly [string, string] | undefined) {
  let query = tablesOf<Tables>(context.db)
    .selectFrom('idempotency_keys')
    .select(['actor_id', 'key', 'body'])
    .where('body', 'is not', null)
  if (after) query = query.where(sql<boolean>`(actor_id, key) > (${after[0]}::uuid, ${after[1]})`)
  return query.orderBy('actor_id').orderBy('key').limit(answersAtOnce).execute()
}

/** Keys are kept for two days; a client that retries later than that has given up long ago. */
export async function forgetOldKeys(context: Context): Promise<void> {
  await tablesOf<Tables>(context.db)
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', new Date(context.now().getTime() - 2 * 24 * 3_600_000))
    .execute()
}
