import { recordAudit } from '../../platform/audit.ts'
import { passwordMatches, readSecret } from '../../platform/auth.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { confirmedMs } from './rules.ts'
import type { OpenSession } from './schema.ts'
import { byThemselves } from './service.sessions.ts'
import * as store from './store.sessions.ts'
import { readPasswordHash } from './store.ts'

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

/** Takes the password once more: for some minutes the session in use may then end others. */
export async function confirmPassword(context: Context, current: string | undefined, password: string): Promise<void> {
  const kept = await readPasswordHash(context.db, context.actor.id)
  if (!(await passwordMatches(kept?.passwordHash ?? null, password)))
    throw new Refusal('access.wrong-password', { errors: [{ field: 'password', message: '≠' }] })
  await store.confirmSession(context.db, hashOf(current), context.actor.id, context.now())
}

/** Ends every session of the member but the one in use, which knows the password. */
export const endOtherSessions = (context: Context, current: string | undefined): Promise<void> =>
  transact(context, async (context) => {
    const mine = hashOf(current)
    await refuseUnconfirmed(context, mine)
    await store.deleteSessionsOf(context.db, context.actor.id, mine)
    await recordAudit(context, { action: 'access.sessions-ended', ...byThemselves(context.actor.id) })
  })

/**
 * Ends one session of the member, by the id that the list of them shows; the one in use ends by signing out. Whoever
 * found a browser left open could otherwise throw its owner out everywhere else (OWASP ASVS 7.5.2).
 */
export function endOtherSession(context: Context, current: string | undefined, id: string): Promise<void> {
  const [hash, mine] = [Buffer.from(id, 'hex'), hashOf(current)]
  if (mine.equals(hash)) throw new Refusal('access.session-in-use')
  return transact(context, async (context) => {
    await refuseUnconfirmed(context, mine)
    if (!(await store.deleteSession(context.db, hash, context.actor.id))) throw new Refusal('access.session-not-found')
    await recordAudit(context, { action: 'access.session-ended', ...byThemselves(context.actor.id) })
  })
}

/** What the session in use is kept by. */
function hashOf(current: string | undefined): Buffer {
  const read = current ? readSecret(current) : undefined
  if (!read) throw new Refusal('request.session-needed')
  return read.hash
}

async function refuseUnconfirmed(context: Context, mine: Buffer): Promise<void> {
  const since = new Date(context.now().getTime() - confirmedMs)
  if (!(await store.isConfirmed(context.db, mine, context.actor.id, since))) throw new Refusal('access.password-needed')
}
