import { sql } from 'kysely'
import type { Scope } from '../../platform/context.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ApiToken } from './schema.ts'
import type { AccessTables } from './tables.ts'

const own = (db: Database) => tablesOf<AccessTables>(db)

/** A member as a request finds them: who, and the permissions of each of their roles. */
export interface Bearer {
  memberId: string
  name: string
  language: 'zh-CN' | 'en'
  allStores: boolean
  storeIds: string[]
  teamIds: string[]
  roles: Record<string, Scope>[]
  lastSeenAt: Date | null
  createdAt: Date
  /** See `withSettings` of the platform. */
  settingsStamp: string
  /** What an API token narrows the member to; null for a session. */
  only: string[] | null
}

const rolesOfMember = sql<
  Record<string, Scope>[]
>`coalesce((select jsonb_agg(r.permissions) from member_roles m join roles r on r.workspace_id = m.workspace_id and r.id = m.role_id where m.workspace_id = members.workspace_id and m.member_id = members.id), '[]'::jsonb)`
const teamsOfMember = sql<
  string[]
>`array(select t.team_id from member_teams t where t.workspace_id = members.workspace_id and t.member_id = members.id)`
const asBearer = [
  'members.id as memberId',
  'members.name',
  'members.language',
  'members.all_stores as allStores',
  'members.store_ids as storeIds',
  sql<string>`(select w.settings_stamp from workspaces w where w.workspace_id = members.workspace_id)`.as(
    'settingsStamp',
  ),
] as const

export async function insertSession(
  db: Database,
  session: { hash: Buffer; memberId: string; now: Date; expiresAt: Date; userAgent: string; address: string },
): Promise<void> {
  await own(db)
    .insertInto('sessions')
    .values({
      token_hash: session.hash,
      member_id: session.memberId,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
      user_agent: session.userAgent.slice(0, 300),
      address: session.address,
    })
    .execute()
}

/** Who holds this session, when it has not ended at `now` and was used since `idleSince`. */
export function bearerOfSession(db: Database, hash: Buffer, now: Date, idleSince: Date): Promise<Bearer | undefined> {
  return own(db)
    .selectFrom('sessions')
    .innerJoin('members', (join) =>
      join.onRef('members.workspace_id', '=', 'sessions.workspace_id').onRef('members.id', '=', 'sessions.member_id'),
    )
    .select([
      ...asBearer,
      rolesOfMember.as('roles'),
      teamsOfMember.as('teamIds'),
      'sessions.last_seen_at as lastSeenAt',
      'sessions.created_at as createdAt',
      sql<null>`null`.as('only'),
    ])
    .where('sessions.token_hash', '=', hash)
    .where('sessions.expires_at', '>', now)
    .where('sessions.last_seen_at', '>', idleSince)
    .where('members.state', '=', 'active')
    .executeTakeFirst()
}

export function bearerOfToken(db: Database, hash: Buffer, now: Date): Promise<Bearer | undefined> {
  return own(db)
    .selectFrom('api_tokens')
    .innerJoin('members', (join) =>
      join
        .onRef('members.workspace_id', '=', 'api_tokens.workspace_id')
        .onRef('members.id', '=', 'api_tokens.member_id'),
    )
    .select([
      ...asBearer,
      rolesOfMember.as('roles'),
      teamsOfMember.as('teamIds'),
      'api_tokens.last_used_at as lastSeenAt',
      'api_tokens.created_at as createdAt',
      'api_tokens.permissions as only',
    ])
    .where('api_tokens.token_hash', '=', hash)
    .where('api_tokens.revoked_at', 'is', null)
    .where((where) => where.or([where('api_tokens.expires_at', 'is', null), where('api_tokens.expires_at', '>', now)]))
    .where('members.state', '=', 'active')
    .executeTakeFirst()
}

export async function touchSession(db: Database, hash: Buffer, now: Date): Promise<void> {
  await own(db).updateTable('sessions').set({ last_seen_at: now }).where('token_hash', '=', hash).execute()
}

export async function touchToken(db: Database, hash: Buffer, now: Date): Promise<void> {
  await own(db).updateTable('api_tokens').set({ last_used_at: now }).where('token_hash', '=', hash).execute()
}

/** Ends a session, of this member only where one is named; whose it was, if it was one. */
export async function deleteSession(db: Database, hash: Buffer, memberId?: string): Promise<string | undefined> {
  let query = own(db).deleteFrom('sessions').where('token_hash', '=', hash)
  if (memberId !== undefined) query = query.where('member_id', '=', memberId)
  const ended = await query.returning('member_id as memberId').executeTakeFirst()
  return ended?.memberId
}

/** Notes that the password was given again in this session. */
export async function confirmSession(db: Database, hash: Buffer, memberId: string, now: Date): Promise<void> {
  await own(db)
    .updateTable('sessions')
    .set({ confirmed_at: now })
    .where('token_hash', '=', hash)
    .where('member_id', '=', memberId)
    .execute()
}

/** Whether this session began, or the password was given in it again, after `since`. */
export async function isConfirmed(db: Database, hash: Buffer, memberId: string, since: Date): Promise<boolean> {
  const found = await own(db)
    .selectFrom('sessions')
    .select('token_hash')
    .where('token_hash', '=', hash)
    .where('member_id', '=', memberId)
    .where(sql<boolean>`coalesce(confirmed_at, created_at) > ${since}`)
    .executeTakeFirst()
  return found !== undefined
}

/** Ends every session of a member, or all but one. */
export async function deleteSessionsOf(db: Database, memberId: string, but?: Buffer): Promise<void> {
  let query = own(db).deleteFrom('sessions').where('member_id', '=', memberId)
  if (but) query = query.where('token_hash', '!=', but)
  await query.execute()
}

export function sessionsOf(db: Database, memberId: string, now: Date) {
  return own(db)
    .selectFrom('sessions')
    .select([
      'token_hash as hash',
      'created_at as createdAt',
      'last_seen_at as lastSeenAt',
      'user_agent as userAgent',
      'address',
    ])
    .where('member_id', '=', memberId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .limit(100)
    .execute()
}

export async function deleteEndedSessions(db: Database, now: Date): Promise<void> {
  await own(db).deleteFrom('sessions').where('expires_at', '<', now).execute()
}

export async function insertInvitation(
  db: Database,
  invitation: { hash: Buffer; memberId: string; purpose: 'join' | 'reset'; expiresAt: Date },
): Promise<void> {
  await own(db)
    .deleteFrom('invitations')
    .where('member_id', '=', invitation.memberId)
    .where('used_at', 'is', null)
    .execute()
  await own(db)
    .insertInto('invitations')
    .values({
      token_hash: invitation.hash,
      member_id: invitation.memberId,
      purpose: invitation.purpose,
      expires_at: invitation.expiresAt,
      used_at: null,
    })
    .execute()
}

/** The invitation, locked, when it is still good. */
export function lockInvitation(db: Database, hash: Buffer, now: Date) {
  return own(db)
    .selectFrom('invitations')
    .select(['member_id as memberId', 'purpose', 'expires_at as expiresAt'])
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst()
}

export async function useInvitation(db: Database, hash: Buffer, now: Date): Promise<void> {
  await own(db).updateTable('invitations').set({ used_at: now }).where('token_hash', '=', hash).execute()
}

const asToken = [
  'id',
  'name',
  'member_id as memberId',
  'permissions',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'last_used_at as lastUsedAt',
  'revoked_at as revokedAt',
] as const

export async function insertToken(db: Database, token: ApiToken, hash: Buffer): Promise<void> {
  await own(db)
    .insertInto('api_tokens')
    .values({
      id: token.id,
      member_id: token.memberId,
      name: token.name,
      token_hash: hash,
      permissions: token.permissions,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
}

export const tokensOf = (db: Database, memberId: string): Promise<ApiToken[]> =>
  own(db)
    .selectFrom('api_tokens')
    .select(asToken)
    .where('member_id', '=', memberId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()

export async function revokeToken(db: Database, memberId: string, id: string, now: Date): Promise<boolean> {
  const result = await own(db)
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
