import { changesBetween } from '../../lib/changes.ts'
import { recordAudit } from '../../platform/audit.ts'
import { makeSecret } from '../../platform/auth.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { ApiToken, CreatedToken, NewToken } from './schema.ts'
import { memberOrRefuse, permissionsOf } from './service.ts'
import * as store from './store.sessions.ts'

/** What every token begins with, so that one is known for one wherever it turns up. */
export const tokenPrefix = 'amends_'

/** Makes a token that acts as its member, narrowed to the given permissions. The secret is shown this once. */
export async function createToken(context: Context, wanted: NewToken): Promise<CreatedToken> {
  const { roleIds } = await memberOrRefuse(context, context.actor.id)
  const held = await permissionsOf(context, roleIds)
  // A token may pass on what it was narrowed to, not what its member could do beyond that.
  const passes = (permission: string) =>
    held.has(permission) && (context.actor.kind !== 'token' || context.actor.permissions.has(permission))
  const unknown = wanted.permissions.find((permission) => !passes(permission))
  if (unknown) throw new Refusal('access.role-exceeds-own', { permission: unknown })
  const secret = makeSecret(context.workspaceId, tokenPrefix)
  const token: ApiToken = {
    id: context.newId(),
    name: wanted.name,
    memberId: context.actor.id,
    permissions: wanted.permissions,
    createdAt: context.now(),
    expiresAt: wanted.expiresAt ? new Date(wanted.expiresAt) : null,
    lastUsedAt: null,
    revokedAt: null,
  }
  return transact(context, async (context) => {
    await store.insertToken(context.db, token, secret.hash)
    const { id, name, permissions, expiresAt } = token
    await recordAudit(context, {
      action: 'access.token-created',
      subject: { kind: 'token', id, name },
      changes: changesBetween(undefined, { permissions, expiresAt }),
    })
    return { token, secret: secret.text }
  })
}

export const listTokens = (context: Context): Promise<ApiToken[]> => store.tokensOf(context.db, context.actor.id)

export async function revokeToken(context: Context, id: string): Promise<void> {
  await transact(context, async (context) => {
    if (!(await store.revokeToken(context.db, context.actor.id, id, context.now())))
      throw new Refusal('access.token-not-found')
    await recordAudit(context, { action: 'access.token-revoked', subject: { kind: 'token', id } })
  })
}
