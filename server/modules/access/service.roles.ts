import { recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { refusalAt } from './errors.ts'
import { keyOfRole } from './rules.ts'
import type { NewRole, Role, RoleChange } from './schema.ts'
import * as roles from './store.roles.ts'
import { othersHolding } from './store.ts'

/** Every role: the shipped ones first. */
export const listRoles = (context: Context): Promise<Role[]> => roles.listRoles(context.db)

/** Makes a role after the pattern of one that exists; permissions that are given replace those of the pattern. */
export function createRole(context: Context, wanted: NewRole, known: ReadonlySet<string>): Promise<Role> {
  return transact(context, async (context) => {
    const [pattern] = await roles.rolesByIds(context.db, [wanted.patternId])
    if (!pattern) throw new Refusal('access.role-not-found')
    const id = context.newId()
    const names = { nameZh: wanted.nameZh.trim(), nameEn: wanted.nameEn.trim() }
    const permissions = wanted.permissions ?? pattern.permissions
    refuseUnknownPermission(permissions, known)
    await refuseTakenName(context, names, null)
    const taken = (await roles.listRoles(context.db)).map(({ key }) => key)
    const role = { id, key: keyOfRole(names.nameEn, taken), ...names, permissions, shipped: false }
    await roles.insertRoles(context.db, [role])
    await recordChange(context, 'access.role-created', 'role', { after: role, name: `${role.nameZh} / ${role.nameEn}` })
    return role
  })
}

/** Changes what a role is called and may do. Permissions are those of this house only. */
export function changeRole(
  context: Context,
  id: string,
  change: RoleChange,
  known: ReadonlySet<string>,
): Promise<Role> {
  return transact(context, async (context) => {
    const names = { nameZh: change.nameZh.trim(), nameEn: change.nameEn.trim() }
    refuseUnknownPermission(change.permissions, known)
    await refuseTakenName(context, names, id)
    const [before] = await roles.rolesByIds(context.db, [id])
    if (!(await roles.updateRole(context.db, id, { ...change, ...names }))) throw new Refusal('access.role-not-found')
    if (!(await othersHolding(context.db, context.newId(), 'roles.write'))) throw new Refusal('access.last-admin')
    const [role] = await roles.rolesByIds(context.db, [id])
    if (!role) throw new Refusal('access.role-not-found')
    await recordChange(context, 'access.role-changed', 'role', {
      before,
      after: role,
      name: `${role.nameZh} / ${role.nameEn}`,
    })
    return role
  })
}

/** As many names as help to find the holders; the rest is a number. */
const mostNamed = 5

/** Deletes a role that nobody holds. Shipped ones stay: later versions of the desk bring them what is new. */
export function deleteRole(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    const role = await roles.lockRole(context.db, id)
    if (!role) throw new Refusal('access.role-not-found')
    if (role.shipped) throw new Refusal('access.role-shipped')
    const holders = await roles.holdersOf(context.db, id)
    const names = [...holders.slice(0, mostNamed), ...(holders.length > mostNamed ? ['…'] : [])].join(', ')
    if (holders.length > 0) throw new Refusal('access.role-held', { count: holders.length, names })
    await roles.deleteRole(context.db, id)
    await recordChange(context, 'access.role-deleted', 'role', {
      before: role,
      name: `${role.nameZh} / ${role.nameEn}`,
    })
  })
}

function refuseUnknownPermission(permissions: Role['permissions'], known: ReadonlySet<string>): void {
  const unknown = Object.keys(permissions).find((permission) => !known.has(permission))
  if (unknown) throw new Refusal('access.unknown-permission', { permission: unknown })
}

async function refuseTakenName(
  context: Context,
  names: Pick<Role, 'nameZh' | 'nameEn'>,
  but: string | null,
): Promise<void> {
  for (const [field, name] of Object.entries(names))
    if (await roles.roleNameTaken(context.db, [name], but))
      throw refusalAt(field, 'access.role-name-taken', context.language, { name })
}
