import { type Insertable, type SelectQueryBuilder, sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Member } from './schema.ts'
import type { AccessTables } from './tables.ts'

const own = (db: Database) => tablesOf<AccessTables>(db)

/** A workspace as seen from outside: that it is there, and no more. */
export interface KnownWorkspace {
  workspaceId: string
  slug: string
  name: string
  isDemo: boolean
}

/** Every workspace of this installation, the oldest first; the one question that may be asked from outside. */
export async function workspaceDirectory(db: Database): Promise<KnownWorkspace[]> {
  const found = await sql<KnownWorkspace>`
    select workspace_id as "workspaceId", slug, name, is_demo as "isDemo" from workspace_directory()`.execute(own(db))
  return found.rows
}

/** One set-up at a time: the second waits, then finds the workspace of the first. */
export async function lockSetup(db: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('amends.setup'))`.execute(own(db))
}

export async function insertWorkspace(db: Database, workspace: Insertable<AccessTables['workspaces']>): Promise<void> {
  await own(db).insertInto('workspaces').values(workspace).execute()
}

export function readWorkspace(db: Database) {
  return own(db)
    .selectFrom('workspaces')
    .select(['workspace_id as id', 'name', 'slug', 'zone', 'currency', 'language', 'is_demo as isDemo'])
    .executeTakeFirstOrThrow()
}

const roleIds = sql<
  string[]
>`array(select r.role_id from member_roles r where r.workspace_id = members.workspace_id and r.member_id = members.id order by r.role_id)`
const asMember = [
  'id',
  'email',
  'name',
  'state',
  'language',
  'zone',
  'speaks',
  'all_stores as allStores',
  'store_ids as storeIds',
  'created_at as createdAt',
] as const

const members = (db: Database) => own(db).selectFrom('members').select(asMember).select(roleIds.as('roleIds'))

/** Members by name, after the given (name, id). */
export function listMembers(
  db: Database,
  page: { after?: readonly [string, string]; limit: number; search?: string },
): Promise<Member[]> {
  let query = members(db)
  if (page.search) query = searched(query, page.search)
  if (page.after) query = query.where(sql<boolean>`(name, id) > (${page.after[0]}, ${page.after[1]}::uuid)`)
  return query.orderBy('name').orderBy('id').limit(page.limit).execute()
}

function searched<Query extends SelectQueryBuilder<AccessTables, 'members', unknown>>(
  query: Query,
  search: string,
): Query {
  const like = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return query.where(sql<boolean>`(lower(name) like ${like} or email like ${like})`) as Query
}

export const membersByIds = (db: Database, ids: readonly string[]): Promise<Member[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : members(db)
        .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
        .execute()

/** What members are called; unknown ids are left out. One statement for any number of ids, planned once. */
export const namesOf = (db: Database, ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : own(db)
        .selectFrom('members')
        .select(['id', 'name'])
        .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
        .execute()

/** Every member who may work now; the desk's people are few enough to hold (5,000 at most). */
export const activeMembers = (db: Database): Promise<Member[]> =>
  members(db).where('state', '=', 'active').orderBy('id').execute()

/** Active members whose roles hold a permission. */
export const membersHolding = (db: Database, permission: string): Promise<Member[]> =>
  members(db)
    .where('state', '=', 'active')
    .where(
      sql<boolean>`exists (select 1 from member_roles m join roles r on r.workspace_id = m.workspace_id and r.id = m.role_id
        where m.workspace_id = members.workspace_id and m.member_id = members.id and r.permissions ? ${permission})`,
    )
    .orderBy('id')
    .execute()

export const readMember = (db: Database, id: string): Promise<Member | undefined> =>
  members(db).where('id', '=', id).executeTakeFirst()

const forSignIn = ['id', 'state', 'password_hash as passwordHash', 'locked_until as lockedUntil'] as const

/**
 * Admits one attempt to sign in and counts it as failed until it has succeeded; the attempt that reaches `lock.after`
 * locks those after it. Undefined when the account is locked already, or there is none: then another row is written in
 * its place, as it stands, so that the time of a commit does not tell which addresses are known (ENGINEERING S6).
 */
export async function countAttempt(
  db: Database,
  email: string,
  now: Date,
  lock: { after: number; until: Date },
): Promise<{ lockedUntil: Date | null } | undefined> {
  const counted = await sql<{ lockedUntil: Date | null }>`
    with counted as (
      update members set failed_sign_ins = failed_sign_ins + 1,
        locked_until = case when failed_sign_ins + 1 >= ${lock.after} then ${lock.until}::timestamptz end
      where email = ${email} and (locked_until is null or locked_until <= ${now})
      returning locked_until as "lockedUntil"),
    alike as (update workspaces set name = name where not exists (select from counted))
    select "lockedUntil" from counted`.execute(own(db))
  return counted.rows[0]
}

/** The member of an address, with what sign-in needs. */
export function memberForSignIn(db: Database, email: string) {
  return own(db).selectFrom('members').select(forSignIn).where('email', '=', email).executeTakeFirst()
}

export function readPasswordHash(db: Database, id: string) {
  return own(db).selectFrom('members').select('password_hash as passwordHash').where('id', '=', id).executeTakeFirst()
}

export async function insertMember(
  db: Database,
  member: Omit<Member, 'roleIds'>,
  passwordHash: string | null,
): Promise<boolean> {
  const result = await own(db)
    .insertInto('members')
    .values({
      id: member.id,
      email: member.email,
      name: member.name,
      password_hash: passwordHash,
      state: member.state,
      language: member.language,
      zone: member.zone,
      speaks: member.speaks,
      all_stores: member.allStores,
      store_ids: member.storeIds,
      locked_until: null,
      created_at: member.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'email']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export interface MemberUpdate {
  name?: string
  state?: Member['state']
  language?: Member['language']
  zone?: string
  speaks?: string[]
  allStores?: boolean
  storeIds?: string[]
  passwordHash?: string
  preferences?: Record<string, unknown>
  failedSignIns?: number
  lockedUntil?: Date | null
}

export async function updateMember(db: Database, id: string, change: MemberUpdate): Promise<boolean> {
  const columns = {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.state !== undefined && { state: change.state }),
    ...(change.language !== undefined && { language: change.language }),
    ...(change.zone !== undefined && { zone: change.zone }),
    ...(change.speaks !== undefined && { speaks: change.speaks }),
    ...(change.allStores !== undefined && { all_stores: change.allStores }),
    ...(change.storeIds !== undefined && { store_ids: change.storeIds }),
    ...(change.passwordHash !== undefined && { password_hash: change.passwordHash }),
    ...(change.preferences !== undefined && { preferences: JSON.stringify(change.preferences) }),
    ...(change.failedSignIns !== undefined && { failed_sign_ins: change.failedSignIns }),
    ...(change.lockedUntil !== undefined && { locked_until: change.lockedUntil }),
  }
  if (Object.keys(columns).length === 0) return true
  const result = await own(db).updateTable('members').set(columns).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function setMemberRoles(db: Database, memberId: string, ids: readonly string[]): Promise<void> {
  await own(db).deleteFrom('member_roles').where('member_id', '=', memberId).execute()
  if (ids.length > 0)
    await own(db)
      .insertInto('member_roles')
      .values(ids.map((role_id) => ({ member_id: memberId, role_id })))
      .execute()
}

/** Active members, other than one, whose roles hold a permission: whether the last administrator is about to go. */
export async function othersHolding(db: Database, memberId: string, permission: string): Promise<boolean> {
  const found = await own(db)
    .selectFrom('members')
    .innerJoin('member_roles', (join) =>
      join
        .onRef('member_roles.workspace_id', '=', 'members.workspace_id')
        .onRef('member_roles.member_id', '=', 'members.id'),
    )
    .innerJoin('roles', (join) =>
      join.onRef('roles.workspace_id', '=', 'member_roles.workspace_id').onRef('roles.id', '=', 'member_roles.role_id'),
    )
    .select('members.id')
    .where('members.state', '=', 'active')
    .where('members.id', '!=', memberId)
    .where(sql<boolean>`roles.permissions ? ${permission}`)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export function readPreferences(db: Database, id: string) {
  return own(db).selectFrom('members').select('preferences').where('id', '=', id).executeTakeFirst()
}
