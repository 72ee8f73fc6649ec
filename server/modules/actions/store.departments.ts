import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Department } from './schema.ts'
import type { ActionTables } from './tables.ts'

/** A department as it lies in the rows; what its members are called lies elsewhere. */
export type DepartmentRecord = Omit<Department, 'members'>

const own = (db: Database) => tablesOf<ActionTables>(db)

const members = sql<
  string[]
>`array(select m.member_id from department_members m where m.workspace_id = departments.workspace_id
  and m.department_id = departments.id order by m.member_id)`

const departments = (db: Database) =>
  own(db)
    .selectFrom('departments')
    .select(['id', 'name', 'field', 'limit_seconds as limitSeconds', 'calendar_id as calendarId', 'active'])
    .select(members.as('memberIds'))

/** Every department by name; a house has tens of them. */
export const listDepartments = (db: Database): Promise<DepartmentRecord[]> => departments(db).orderBy('name').execute()

export const readDepartment = (db: Database, id: string): Promise<DepartmentRecord | undefined> =>
  departments(db).where('id', '=', id).executeTakeFirst()

/** Whether another department is called so; capitals do not tell names apart. */
export async function nameTaken(db: Database, name: string, but: string): Promise<boolean> {
  const found = await own(db)
    .selectFrom('departments')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where('id', '!=', but)
    .executeTakeFirst()
  return found !== undefined
}

const rowOf = ({ name, field, limitSeconds, calendarId, active }: Omit<DepartmentRecord, 'id' | 'memberIds'>) => ({
  name,
  field,
  limit_seconds: limitSeconds,
  calendar_id: calendarId,
  active,
})

export async function insertDepartment(db: Database, department: DepartmentRecord): Promise<void> {
  await own(db)
    .insertInto('departments')
    .values({ id: department.id, ...rowOf(department) })
    .execute()
  await setMembers(db, department)
}

export async function updateDepartment(db: Database, department: DepartmentRecord): Promise<void> {
  await own(db).updateTable('departments').set(rowOf(department)).where('id', '=', department.id).execute()
  await own(db).deleteFrom('department_members').where('department_id', '=', department.id).execute()
  await setMembers(db, department)
}

async function setMembers(db: Database, { id, memberIds }: DepartmentRecord): Promise<void> {
  if (memberIds.length === 0) return
  await own(db)
    .insertInto('department_members')
    .values(memberIds.map((member_id) => ({ department_id: id, member_id })))
    .execute()
}

/** The departments that a member answers for. */
export async function departmentsOf(db: Database, memberId: string): Promise<string[]> {
  const found = await own(db)
    .selectFrom('department_members')
    .select('department_id as id')
    .where('member_id', '=', memberId)
    .execute()
  return found.map(({ id }) => id)
}
