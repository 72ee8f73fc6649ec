import { recordChange } from '../../platform/audit.ts'
import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { memberNames, membersByIds } from '../access/index.ts'
import { hasCalendar } from '../sla/index.ts'
import { refusalAt } from './errors.ts'
import type { Department, DepartmentFields } from './schema.ts'
import * as store from './store.departments.ts'

/** The departments with who answers for each: all for those who may ask, their own for those who only answer (UX §6). */
export async function listDepartments(context: Context): Promise<{ items: Department[] }> {
  const all = await store.listDepartments(context.db)
  const scope = scopeOf(context, 'actions.read')
  const isAll = scope === 'all' || scope === 'stores'
  return {
    items: await named(context, isAll ? all : all.filter(({ memberIds }) => memberIds.includes(context.actor.id))),
  }
}

async function named(context: Context, departments: readonly store.DepartmentRecord[]): Promise<Department[]> {
  const names = await memberNames(context, [...new Set(departments.flatMap(({ memberIds }) => memberIds))])
  return departments.map((department) => ({
    ...department,
    members: names.filter(({ id }) => department.memberIds.includes(id)),
  }))
}

/** Makes a department that can be asked from then on. */
export function createDepartment(context: Context, wanted: DepartmentFields): Promise<Department> {
  return keep(context, context.newId(), wanted, false)
}

/** Renames a department, says who answers for it and within what time, or has it asked nothing more. */
export function changeDepartment(context: Context, id: string, wanted: DepartmentFields): Promise<Department> {
  return keep(context, id, wanted, true)
}

function keep(context: Context, id: string, wanted: DepartmentFields, isThere: boolean): Promise<Department> {
  return transact(context, async (context) => {
    const before = await store.readDepartment(context.db, id)
    if (isThere && !before) throw new Refusal('actions.department-not-found')
    const department = { ...wanted, id, name: wanted.name.trim() }
    if (await store.nameTaken(context.db, department.name, id))
      throw refusalAt('name', 'actions.name-taken', context.language)
    if ((await membersByIds(context, wanted.memberIds)).length < wanted.memberIds.length)
      throw refusalAt('memberIds', 'actions.member-unknown', context.language)
    if (wanted.calendarId && !(await hasCalendar(context, wanted.calendarId)))
      throw refusalAt('calendarId', 'actions.calendar-not-found', context.language)
    await (before ? store.updateDepartment(context.db, department) : store.insertDepartment(context.db, department))
    if (before) await recordChange(context, 'actions.department-changed', 'department', { before, after: department })
    else await recordChange(context, 'actions.department-created', 'department', { after: department })
    const [shown] = await named(context, [department])
    if (!shown) throw new Refusal('actions.department-not-found')
    return shown
  })
}
