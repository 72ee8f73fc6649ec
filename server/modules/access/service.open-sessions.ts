import { recordAudit } from '../../platform/audit.ts'
import { readSecret } from '../../platform/auth.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { OpenSession } from './schema.ts'
import { byThemselves } from './service.sessions.ts'
import * as store from './store.sessions.ts'

/** Where the member is signed in. */
export async function openSessions(context: Context, current: string | undefined): Promise<OpenSession[]> {
  const mine = current ? readSecret(current)?.hash : undefined
  const rows = await store.sessionsOf(context.db, context.actor.id, context.now())
  return rows.map(({ hash, ...shown }) => ({
    id: hash.toString('hex'),
    ...shown,
    current: mine?.equals(hash) ?? false,
  }))
}

/** Ends every session of the member but the one in use. */
export const endOtherSessions = (context: Context, current: string | undefined): Promise<void> =>
  transact(context, async (context) => {
    await store.deleteSessionsOf(context.db, context.actor.id, current ? readSecret(current)?.hash : undefined)
    await recordAudit(context, { action: 'access.sessions-ended', ...byThemselves(context.actor.id) })
  })

/** Ends one session of the member, by the id that the list of them shows; the one in use ends by signing out. */
export function endOtherSession(context: Context, current: string | undefined, id: string): Promise<void> {
  const hash = Buffer.from(id, 'hex')
  if (current && readSecret(current)?.hash.equals(hash)) throw new Refusal('access.session-in-use')
  return transact(context, async (context) => {
    if (!(await store.deleteSession(context.db, hash, context.actor.id))) throw new Refusal('access.session-not-found')
    await recordAudit(context, { action: 'access.session-ended', ...byThemselves(context.actor.id) })
  })
}
