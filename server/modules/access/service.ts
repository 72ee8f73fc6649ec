import { recordAudit, recordChange } from '../../platform/audit.ts'
import { hashPassword, makeSecret } from '../../platform/auth.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { cutPage, idIn, type Page, readCursor } from '../../platform/paging.ts'
import { refusalAt } from './errors.ts'
import { exceeds, invitationMs, joinPermissions } from './rules.ts'
import type { Invited, Member, MemberChange, NewMember } from './schema.ts'
import * as roles from './store.roles.ts'
import * as sessions from './store.sessions.ts'
import * as store from './store.ts'

/** One page of the workspace's people, by name. */
export async function listMembers(
  context: Context,
  query: { after?: string; limit: number; search?: string },
): Promise<Page<Member>> {
  const [name, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const after = query.after === undefined ? undefined : ([String(name), idIn(id)] as const)
  const rows = await store.listMembers(context.db, {
    limit: query.limit + 1,
    ...(after && { after }),
    ...(query.search && { search: query.search }),
  })
  return cutPage(rows, query.limit, (member) => [member.name, member.id])
}

/** The members of these ids, in no order; unknown ids are left out. */
export const membersByIds = (context: Context, ids: readonly string[]): Promise<Member[]> =>
  store.membersByIds(context.db, ids)

/** What members are called, for the rows of a list; unknown ids are left out. */
export async function memberNames(context: Context, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { id: own, name } = context.actor
  const isMember = context.actor.kind === 'member' && ids.includes(own)
  // Who asks is known by name already: for a list of one's own tickets that is everybody.
  const others = await store.namesOf(context.db, isMember ? ids.filter((id) => id !== own) : ids)
  return isMember ? [{ id: own, name }, ...others] : others
}

/** Every member who may work now. */
export const activeMembers = (context: Context): Promise<Member[]> => store.activeMembers(context.db)

/** Active members whose roles hold a permission, whatever its reach. */
export const membersHolding = (context: Context, permission: string): Promise<Member[]> =>
  store.membersHolding(context.db, permission)

/** The workspace that the context works in. */
export const readWorkspace = (context: Context) => store.readWorkspace(context.db)

/** The permissions that a set of roles gives together, each with its widest reach. */
export async function permissionsOf(context: Context, roleIds: readonly string[]) {
  return joinPermissions((await roles.rolesByIds(context.db, roleIds)).map((role) => role.permissions))
}

/** Invites a person: a member without a password, and a link that works once. */
export function inviteMember(context: Context, wanted: NewMember): Promise<Invited> {
  return transact(context, async (context) => {
    refuseUnknownZone(wanted.zone)
    await refuseExceedingRoles(context, wanted.roleIds)
    const { roleIds, ...fields } = wanted
    const member = {
      ...fields,
      email: wanted.email.toLowerCase(),
      id: context.newId(),
      state: 'invited' as const,
      createdAt: context.now(),
    }
    if (!(await store.insertMember(context.db, member, null))) throw new Refusal('access.email-taken')
    await store.setMemberRoles(context.db, member.id, roleIds)
    await emit(context, 'access.member-changed', { memberId: member.id })
    await recordChange(context, 'access.member-invited', 'member', { after: { ...member, roleIds }, ...unnamed })
    return invitationFor(context, { ...member, roleIds }, 'join')
  })
}

/** Adds a member who can sign in at once, for the command line and the demo: whoever runs it has the machine anyway. */
export async function addMember(context: Context, wanted: NewMember, password: string): Promise<Member> {
  refuseUnknownZone(wanted.zone)
  const passwordHash = await hashPassword(password)
  return transact(context, async (context) => {
    await refuseExceedingRoles(context, wanted.roleIds)
    const { roleIds, ...fields } = wanted
    const member = {
      ...fields,
      email: wanted.email.toLowerCase(),
      id: context.newId(),
      state: 'active' as const,
      createdAt: context.now(),
    }
    if (!(await store.insertMember(context.db, member, passwordHash))) throw new Refusal('access.email-taken')
    await store.setMemberRoles(context.db, member.id, roleIds)
    await emit(context, 'access.member-changed', { memberId: member.id })
    await recordChange(context, 'access.member-added', 'member', { after: { ...member, roleIds }, ...unnamed })
    return { ...member, roleIds }
  })
}

/**
 * A new link for someone who lost theirs: to join, or to choose a new password. It ends every earlier link. Whoever was
 * deactivated before they ever joined is invited again.
 */
export function renewInvitation(context: Context, memberId: string): Promise<Invited> {
  return transact(context, async (context) => {
    const member = await memberOrRefuse(context, memberId)
    await refuseExceedingRoles(context, member.roleIds)
    const purpose = (await hasJoined(context, memberId)) ? 'reset' : 'join'
    await recordAudit(context, {
      action: 'access.invitation-renewed',
      subject: { kind: 'member', id: memberId },
      notes: { purpose },
    })
    if (purpose === 'reset') return invitationFor(context, member, 'reset')
    if (member.state === 'invited') return invitationFor(context, member, 'join')
    await store.updateMember(context.db, memberId, { state: 'invited' })
    await emit(context, 'access.member-changed', { memberId })
    return invitationFor(context, { ...member, state: 'invited' }, 'join')
  })
}

async function invitationFor(context: Context, member: Member, purpose: 'join' | 'reset'): Promise<Invited> {
  const secret = makeSecret(context.workspaceId)
  const expiresAt = new Date(context.now().getTime() + invitationMs[purpose])
  await sessions.insertInvitation(context.db, { hash: secret.hash, memberId: member.id, purpose, expiresAt })
  return { member, invitationUrl: `${context.services.config.publicUrl}/join/${secret.text}`, expiresAt }
}

/** Whether a member has ever chosen a password: until then nobody can sign in as them. */
async function hasJoined(context: Context, id: string): Promise<boolean> {
  return ((await store.readPasswordHash(context.db, id))?.passwordHash ?? null) !== null
}

/**
 * Changes a member. Deactivating ends their sessions at once; the last administrator stays. Only their own password makes
 * an invited member active.
 */
export function changeMember(context: Context, id: string, change: MemberChange): Promise<Member> {
  return transact(context, async (context) => {
    const before = await memberOrRefuse(context, id)
    if (change.zone !== undefined) refuseUnknownZone(change.zone)
    const { roleIds, ...fields } = change
    // Whoever edits a member must hold what that member holds already, or they could take over a stronger account.
    await refuseExceedingRoles(context, before.roleIds)
    if (roleIds) await refuseExceedingRoles(context, roleIds)
    if (fields.state === 'active' && before.state !== 'active' && !(await hasJoined(context, id)))
      throw refusalAt('state', 'access.not-joined', context.language, { name: before.name })
    await store.updateMember(context.db, id, fields)
    if (roleIds) await store.setMemberRoles(context.db, id, roleIds)
    await refuseLosingLastAdmin(context, id, before)
    if (change.state === 'deactivated') await sessions.deleteSessionsOf(context.db, id)
    await emit(context, 'access.member-changed', { memberId: id })
    const after = await memberOrRefuse(context, id)
    await recordChange(context, 'access.member-changed', 'member', { before, after, ...unnamed })
    return after
  })
}

async function refuseLosingLastAdmin(context: Context, id: string, before: Member): Promise<void> {
  const held = await permissionsOf(context, before.roleIds)
  if (before.state !== 'active' || !held.has('members.write')) return
  const after = await memberOrRefuse(context, id)
  const keeps = after.state === 'active' && (await permissionsOf(context, after.roleIds)).has('members.write')
  if (!keeps && !(await store.othersHolding(context.db, id, 'members.write'))) throw new Refusal('access.last-admin')
}

async function refuseExceedingRoles(context: Context, roleIds: readonly string[]): Promise<void> {
  const wanted = await roles.rolesByIds(context.db, roleIds)
  if (wanted.length !== new Set(roleIds).size) throw new Refusal('access.role-not-found')
  // An administrator appoints people to do what administrators themselves do not do; others grant at most what they hold.
  if (context.actor.kind === 'system' || context.actor.permissions.has('roles.write')) return
  const permission = exceeds(joinPermissions(wanted.map((role) => role.permissions)), context.actor.permissions)
  if (permission) throw new Refusal('access.role-exceeds-own', { permission })
}

/** Of what somebody is called and reached by, the audit keeps only that it changed. */
export const unnamed = { name: '', personal: ['name', 'email'] } as const

export async function memberOrRefuse(context: Context, id: string): Promise<Member> {
  const member = await store.readMember(context.db, id)
  if (!member) throw new Refusal('access.member-not-found')
  return member
}

export function refuseUnknownZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw new Refusal('access.unknown-zone', { zone, errors: [{ field: 'zone', message: zone }] })
  }
}
