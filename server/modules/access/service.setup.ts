import { recordAudit } from '../../platform/audit.ts'
import { hashPassword } from '../../platform/auth.ts'
import { type Context, systemContext, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { defineHook } from '../../platform/hooks.ts'
import type { Services } from '../../platform/services.ts'
import { slugOf } from './rules.ts'
import type { NewWorkspace, Role, Setup } from './schema.ts'
import { refuseWeak } from './service.passwords.ts'
import { refuseUnknownZone } from './service.ts'
import starterRoles from './starter/roles.json' with { type: 'json' }
import { insertRoles } from './store.roles.ts'
import * as store from './store.ts'

/** Runs inside the transaction that makes a workspace: each module brings its shipped rows. */
export const workspaceCreated = defineHook<{ zone: string; currency: string }>('access.workspace-created')

/** Whether this installation has been set up; the demo does not count. */
export async function readSetup(services: Services): Promise<Setup> {
  const found = await store.workspaceDirectory(services.databases.outside)
  const own = found.filter(({ isDemo }) => !isDemo).length
  return { workspaces: own === 0 ? 'none' : own === 1 ? 'one' : 'several', demo: found.some(({ isDemo }) => isDemo) }
}

/** Every workspace, for jobs that sweep them all. */
export const workspaceIds = async (services: Services): Promise<string[]> =>
  (await store.workspaceDirectory(services.databases.outside)).map(({ workspaceId }) => workspaceId)

/** Every workspace as seen from outside. */
export const listWorkspaces = (services: Pick<Services, 'databases'>): Promise<store.KnownWorkspace[]> =>
  store.workspaceDirectory(services.databases.outside)

/** More workspaces than this are not searched for an address: the person names theirs. */
const mostSearched = 20

/**
 * The workspace that a person signs in to: the one they name, the only one there is, or the only one that knows their
 * address. Undefined when there is none; refuses `access.workspace-needed` when several would do.
 */
export async function findWorkspace(
  services: Services,
  slug: string | undefined,
  email?: string,
): Promise<string | undefined> {
  const found = await store.workspaceDirectory(services.databases.outside)
  if (slug) return found.find((workspace) => workspace.slug === slug)?.workspaceId
  if (found.length <= 1) return found[0]?.workspaceId
  if (!email || found.length > mostSearched)
    throw new Refusal('access.workspace-needed', { errors: [{ field: 'workspace', message: '?' }] })
  const knowing: string[] = []
  for (const { workspaceId } of found)
    if (await store.memberForSignIn(services.databases.within(workspaceId), email)) knowing.push(workspaceId)
  if (knowing.length > 1)
    throw new Refusal('access.workspace-needed', { errors: [{ field: 'workspace', message: '?' }] })
  // Whom nobody knows is refused by the first, with the same work as a wrong password.
  return knowing[0] ?? found[0]?.workspaceId
}

/** Makes the first workspace with its administrator; refused when there is one already. */
export async function setUp(
  services: Services,
  wanted: NewWorkspace,
): Promise<{ workspaceId: string; memberId: string }> {
  const { workspaceName, name, email, language, password } = wanted
  refuseWeak(password, { field: 'password', language, about: [workspaceName, name, email] })
  return createWorkspace(services, wanted, { onlyFirst: true, demo: false })
}

/** Makes a workspace: its roles, its administrator, and every module's shipped rows, all or nothing. */
export async function createWorkspace(
  services: Services,
  wanted: NewWorkspace,
  options: { onlyFirst: boolean; demo: boolean },
): Promise<{ workspaceId: string; memberId: string }> {
  refuseUnknownZone(wanted.zone)
  const workspaceId = services.newId()
  const passwordHash = await hashPassword(wanted.password)
  return transact(systemContext(services, workspaceId, 'set-up'), async (context) => {
    await store.lockSetup(context.db)
    const known = await store.workspaceDirectory(context.db)
    if (options.onlyFirst && known.some(({ isDemo }) => !isDemo)) throw new Refusal('access.already-set-up')
    await store.insertWorkspace(context.db, {
      workspace_id: workspaceId,
      slug: freeSlug(
        wanted.slug ?? slugOf(wanted.workspaceName),
        known.map(({ slug }) => slug),
      ),
      name: wanted.workspaceName,
      zone: wanted.zone,
      currency: wanted.currency,
      language: wanted.language,
      is_demo: options.demo,
      created_at: context.now(),
    })
    const roles = await insertStarterRoles(context)
    const memberId = await insertFirstMember(context, wanted, passwordHash, roles)
    await recordAudit(context, {
      action: 'access.workspace-created',
      subject: { kind: 'workspace', id: workspaceId, name: wanted.workspaceName },
      by: { kind: 'member', id: memberId },
      notes: { demo: options.demo },
    })
    await services.hooks.run(context, workspaceCreated, { zone: wanted.zone, currency: wanted.currency })
    return { workspaceId, memberId }
  })
}

async function insertStarterRoles(context: Context): Promise<Role[]> {
  const roles = starterRoles.map((role) => ({
    id: context.newId(),
    key: role.key,
    nameZh: role.zh,
    nameEn: role.en,
    permissions: role.permissions as unknown as Role['permissions'],
    shipped: true,
  }))
  await insertRoles(context.db, roles)
  return roles
}

/** Whoever sets the desk up also runs it at first: administrator and manager in one person. */
async function insertFirstMember(
  context: Context,
  wanted: NewWorkspace,
  passwordHash: string,
  roles: readonly Role[],
): Promise<string> {
  const id = context.newId()
  await store.insertMember(
    context.db,
    {
      id,
      email: wanted.email.toLowerCase(),
      name: wanted.name,
      state: 'active',
      language: wanted.language,
      zone: wanted.zone,
      speaks: ['en', 'zh'],
      allStores: true,
      storeIds: [],
      createdAt: context.now(),
    },
    passwordHash,
  )
  await store.setMemberRoles(
    context.db,
    id,
    roles.filter(({ key }) => key === 'admin' || key === 'manager').map((role) => role.id),
  )
  return id
}

function freeSlug(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  for (let number = 2; ; number++) if (!taken.includes(`${wanted}-${number}`)) return `${wanted}-${number}`
}
