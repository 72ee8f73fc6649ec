import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Role } from './schema.ts'
import type { AccessTables } from './tables.ts'

const own = (db: Database) => tablesOf<AccessTables>(db)

export async function insertRoles(db: Database, roles: readonly Role[]): Promise<void> {
  await own(db)
    .insertInto('roles')
    .values(
      roles.map((role) => ({
        id: role.id,
        key: role.key,
        name_zh: role.nameZh,
        name_en: role.nameEn,
        permissions: JSON.stringify(role.permissions),
        shipped: role.shipped,
      })),
    )
    .execute()
}

export async function updateRole(
  db: Database,
  id: string,
  change: Pick<Role, 'nameZh' | 'nameEn' | 'permissions'>,
): Promise<boolean> {
  const result = await own(db)
    .updateTable('roles')
    .set({ name_zh: change.nameZh, name_en: change.nameEn, permissions: JSON.stringify(change.permissions) })
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

const asRole = ['id', 'key', 'name_zh as nameZh', 'name_en as nameEn', 'permissions', 'shipped'] as const

export const listRoles = (db: Database): Promise<Role[]> =>
  own(db).selectFrom('roles').select(asRole).orderBy('shipped', 'desc').orderBy('key').execute()

export const rolesByIds = (db: Database, ids: readonly string[]): Promise<Role[]> =>
  own(db)
    .selectFrom('roles')
    .select(asRole)
    .where('id', 'in', [...ids, '00000000-0000-0000-0000-000000000000'])
    .execute()

/** Whether another role is called so already, in either language; capitals do not tell names apart. */
export async function roleNameTaken(db: Database, names: readonly string[], but: string | null): Promise<boolean> {
  const folded = names.map((name) => name.toLowerCase())
  const found = await own(db)
    .selectFrom('roles')
    .select('id')
    .where(sql<boolean>`(lower(name_zh) = any(${folded}) or lower(name_en) = any(${folded}))`)
    .$if(but !== null, (query) => query.where('id', '!=', but as string))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Keeps a role as it is until the transaction ends: nobody can be given it meanwhile. */
export const lockRole = (db: Database, id: string): Promise<Role | undefined> =>
  own(db).selectFrom('roles').select(asRole).where('id', '=', id).forUpdate().executeTakeFirst()

/** The names of the members who hold a role, whatever their state. */
export async function holdersOf(db: Database, roleId: string): Promise<string[]> {
  const rows = await own(db)
    .selectFrom('member_roles')
    .innerJoin('members', (join) =>
      join
        .onRef('members.workspace_id', '=', 'member_roles.workspace_id')
        .onRef('members.id', '=', 'member_roles.member_id'),
    )
    .select('members.name')
    .where('member_roles.role_id', '=', roleId)
    .orderBy('members.name')
    .execute()
  return rows.map(({ name }) => name)
}

export async function deleteRole(db: Database, id: string): Promise<void> {
  await own(db).deleteFrom('roles').where('id', '=', id).execute()
}
