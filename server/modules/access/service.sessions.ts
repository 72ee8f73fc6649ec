import { recordAccessAside, recordAudit, recordChange } from '../../platform/audit.ts'
import { makeSecret, passwordMatches, readSecret } from '../../platform/auth.ts'
import { type Actor, type Context, systemActorId, systemContext, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { keysFor, sign } from '../../platform/secrets.ts'
import type { Services } from '../../platform/services.ts'
import { joinPermissions, lockAfter, lockMs, sessionIdleMs, sessionMaxMs, widen } from './rules.ts'
import type { Invitation, PasswordChange, ProfileChange, Session, SignIn } from './schema.ts'
import { hashChosen } from './service.passwords.ts'
import { findWorkspace } from './service.setup.ts'
import { tokenPrefix } from './service.tokens.ts'
import { memberOrRefuse, refuseUnknownZone, unnamed } from './service.ts'
import * as store from './store.sessions.ts'
import * as members from './store.ts'

/** Where a sign-in comes from, kept so that a member recognises their sessions. */
export interface Origin {
  readonly userAgent: string
  readonly address: string
}

/** Signs a member in. The same refusal and the same time for an unknown address and a wrong password. */
export async function signIn(
  services: Services,
  wanted: SignIn,
  origin: Origin,
): Promise<{ secret: string; expiresAt: Date }> {
  const email = wanted.email.trim().toLowerCase()
  const workspaceId = await findWorkspace(services, wanted.workspace, email)
  if (!workspaceId) {
    await passwordMatches(null, wanted.password)
    throw new Refusal('access.sign-in-failed')
  }
  const context = systemContext(services, workspaceId, 'sign-in')
  const now = context.now()
  // Counted as a failure before the password is looked at, in one statement: guesses at the same moment cannot pass the lock.
  const admitted = await members.countAttempt(context.db, email, now, {
    after: lockAfter,
    until: new Date(now.getTime() + lockMs),
  })
  const member = await members.memberForSignIn(context.db, email)
  const matches = await passwordMatches(member?.passwordHash ?? null, wanted.password)
  if (!member || !matches || member.state !== 'active') {
    noteFailure(context, member, origin, { locked: !admitted, locks: (admitted?.lockedUntil ?? null) !== null })
    throw new Refusal('access.sign-in-failed')
  }
  // Only who knows the password learns that there is an account, and that it is locked.
  if (!admitted) {
    noteFailure(context, member, origin, { locked: true, locks: false })
    throw new Refusal('access.locked', { until: untilWords(member.lockedUntil ?? now) })
  }
  return transact(context, async (context) => {
    await members.updateMember(context.db, member.id, { failedSignIns: 0, lockedUntil: null })
    await recordAudit(context, {
      action: 'access.signed-in',
      ...byThemselves(member.id),
      notes: { address: origin.address },
    })
    return openSession(context, member.id, origin)
  })
}

/** What a member does to their own account, signed in or about to be. */
export const byThemselves = (id: string) => ({ subject: { kind: 'member', id }, by: { kind: 'member', id } }) as const

/**
 * Keeps that somebody did not come in, and the lock that this brought. Nobody waits for it: the time of the answer says
 * nothing of whether there is such an account.
 */
function noteFailure(
  context: Context,
  member: { id: string; state: string } | undefined,
  { address }: Origin,
  { locked, locks }: { locked: boolean; locks: boolean },
): void {
  const subject = member ? { kind: 'member', id: member.id } : { kind: 'address', id: 'unknown' }
  const by = { kind: 'nobody', id: systemActorId } as const
  const reason = !member ? 'unknown' : locked ? 'locked' : member.state === 'active' ? 'password' : member.state
  recordAccessAside(context, { action: 'access.sign-in-failed', subject, by, notes: { reason, address } })
  if (locks) recordAccessAside(context, { action: 'access.locked-out', subject, by, notes: { address } })
}

const untilWords = (until: Date): string => until.toISOString().slice(11, 16).concat(' UTC')

/** Opens a session for a member whose identity was just shown. */
export async function openSession(
  context: Context,
  memberId: string,
  origin: Origin,
): Promise<{ secret: string; expiresAt: Date }> {
  const secret = makeSecret(context.workspaceId)
  const now = context.now()
  const expiresAt = new Date(now.getTime() + sessionMaxMs)
  await store.deleteEndedSessions(context.db, now)
  await store.insertSession(context.db, { hash: secret.hash, memberId, now, expiresAt, ...origin })
  return { secret: secret.text, expiresAt }
}

/** Finds who bears a session cookie or an API token; undefined for nobody. */
export async function bearerContext(
  services: Services,
  secret: string,
  requestId: string,
  options: { readonly quietly?: true } = {},
): Promise<Context | undefined> {
  const isToken = secret.startsWith(tokenPrefix)
  const read = readSecret(secret, isToken ? tokenPrefix : '')
  if (!read) return undefined
  const context = systemContext(services, read.workspaceId, requestId)
  const now = services.now()
  const bearer = await askedOnce(services, secret, () =>
    isToken
      ? store.bearerOfToken(context.db, read.hash, now)
      : store.bearerOfSession(context.db, read.hash, now, new Date(now.getTime() - sessionIdleMs)),
  )
  if (!bearer) return undefined
  // Written at most once a minute: every click would otherwise be a write.
  const isUnseen = !bearer.lastSeenAt || now.getTime() - bearer.lastSeenAt.getTime() > 60_000
  if (isUnseen && !options.quietly) await (isToken ? store.touchToken : store.touchSession)(context.db, read.hash, now)
  const { language, settingsStamp } = bearer
  return { ...context, actor: actorOf(bearer, isToken), language, settingsStamp }
}

const asking = new WeakMap<Services, Map<string, Promise<store.Bearer | undefined>>>()

/**
 * A page that opens asks for several things in the same moment: who comes while the question who bears this secret is
 * under way hears its answer. Nothing is remembered beyond that answer.
 */
function askedOnce(
  services: Services,
  secret: string,
  ask: () => Promise<store.Bearer | undefined>,
): Promise<store.Bearer | undefined> {
  const underWay = asking.get(services) ?? new Map<string, Promise<store.Bearer | undefined>>()
  asking.set(services, underWay)
  const known = underWay.get(secret)
  if (known) return known
  const asked = ask().finally(() => underWay.delete(secret))
  underWay.set(secret, asked)
  return asked
}

function actorOf(bearer: store.Bearer, isToken: boolean): Actor {
  const held = widen(joinPermissions(bearer.roles), bearer.allStores)
  const { only } = bearer
  return {
    kind: isToken ? 'token' : 'member',
    id: bearer.memberId,
    name: bearer.name,
    permissions: only ? new Map([...held].filter(([permission]) => only.includes(permission))) : held,
    teamIds: bearer.teamIds,
    storeIds: bearer.storeIds,
  }
}

export async function signOut(services: Services, secret: string): Promise<void> {
  const read = readSecret(secret)
  if (!read) return
  await transact(systemContext(services, read.workspaceId, 'sign-out'), async (context) => {
    const memberId = await store.deleteSession(context.db, read.hash)
    if (memberId) await recordAudit(context, { action: 'access.signed-out', ...byThemselves(memberId) })
  })
}

/** What the web needs first: who I am and what I may do. */
export async function readSession(context: Context): Promise<Session> {
  const [member, workspace, kept] = await Promise.all([
    memberOrRefuse(context, context.actor.id),
    members.readWorkspace(context.db),
    members.readPreferences(context.db, context.actor.id),
  ])
  const { language: _language, ...shown } = workspace
  return {
    member,
    workspace: shown,
    permissions: Object.fromEntries(context.actor.permissions),
    preferences: kept?.preferences ?? {},
    draftKey: context.actor.kind === 'member' ? draftKey(context) : null,
  }
}

/** A member's own key for what a browser keeps of their letters: whoever has the browser and no session cannot read them. */
const draftKey = (context: Context): string =>
  sign(keysFor(context.services.config, 'drafts')[0], [context.workspaceId, context.actor.id]).toString('base64')

export async function changeProfile(context: Context, change: ProfileChange): Promise<Session> {
  if (change.zone !== undefined) refuseUnknownZone(change.zone)
  return transact(context, async (context) => {
    const { id } = context.actor
    const before = await memberOrRefuse(context, id)
    await members.updateMember(context.db, id, change)
    await recordChange(context, 'access.profile-changed', 'member', {
      before,
      after: await memberOrRefuse(context, id),
      ...unnamed,
    })
    return readSession(context)
  })
}

/** A new password ends every session of the member, the one in use too: a new one takes its place. */
export async function changePassword(
  context: Context,
  change: PasswordChange,
  origin: Origin,
): Promise<{ secret: string; expiresAt: Date }> {
  const kept = await members.readPasswordHash(context.db, context.actor.id)
  if (!(await passwordMatches(kept?.passwordHash ?? null, change.current)))
    throw new Refusal('access.wrong-password', { errors: [{ field: 'current', message: '≠' }] })
  const [member, workspace] = [await memberOrRefuse(context, context.actor.id), await members.readWorkspace(context.db)]
  const about = [member.name, member.email, workspace.name]
  const passwordHash = await hashChosen(change.next, { field: 'next', language: context.language, about })
  return transact(context, async (context) => {
    await members.updateMember(context.db, member.id, { passwordHash })
    await recordAudit(context, { action: 'access.password-changed', ...byThemselves(member.id) })
    await store.deleteSessionsOf(context.db, member.id)
    return openSession(context, member.id, origin)
  })
}

/** What an invitation is for; refused once it was used or has expired. */
export async function readInvitation(services: Services, secret: string): Promise<Invitation> {
  const { context, hash } = invitationContext(services, secret)
  return transact(context, async (context) => {
    const invitation = await store.lockInvitation(context.db, hash, context.now())
    if (!invitation) throw new Refusal('access.invitation-ended')
    const [member, workspace] = [
      await memberOrRefuse(context, invitation.memberId),
      await members.readWorkspace(context.db),
    ]
    return {
      name: member.name,
      email: member.email,
      workspaceName: workspace.name,
      purpose: invitation.purpose,
      expiresAt: invitation.expiresAt,
    }
  })
}

/** Takes an invitation: sets the password, ends older sessions and signs in, once. */
export async function acceptInvitation(
  services: Services,
  secret: string,
  password: string,
  origin: Origin,
): Promise<{ secret: string; expiresAt: Date }> {
  const { context, hash } = invitationContext(services, secret)
  return transact(context, async (context) => {
    const invitation = await store.lockInvitation(context.db, hash, context.now())
    if (!invitation) throw new Refusal('access.invitation-ended')
    const member = await memberOrRefuse(context, invitation.memberId)
    if (member.state === 'deactivated') throw new Refusal('access.invitation-ended')
    const passwordHash = await hashChosen(password, {
      field: 'password',
      language: member.language,
      about: [member.name, member.email, (await members.readWorkspace(context.db)).name],
    })
    await store.useInvitation(context.db, hash, context.now())
    await members.updateMember(context.db, member.id, {
      passwordHash,
      state: 'active',
      failedSignIns: 0,
      lockedUntil: null,
    })
    await store.deleteSessionsOf(context.db, member.id)
    await recordAudit(context, {
      action: 'access.invitation-accepted',
      ...byThemselves(member.id),
      notes: { purpose: invitation.purpose, address: origin.address },
    })
    return openSession(context, member.id, origin)
  })
}

function invitationContext(services: Services, secret: string): { context: Context; hash: Buffer } {
  const read = readSecret(secret)
  if (!read) throw new Refusal('access.invitation-ended')
  return { context: systemContext(services, read.workspaceId, 'invitation'), hash: read.hash }
}
