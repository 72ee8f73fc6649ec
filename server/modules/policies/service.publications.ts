import { DAY, dayOf } from '../../lib/time.ts'
import { instantOf } from '../../lib/time.zone.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { readWorkspace } from '../access/index.ts'
import { standingAt } from './rules.desk.ts'
import type { NewPublication, PolicyLine } from './schema.desk.ts'
import { refuseFaulty } from './service.content.ts'
import { listPolicies, showPolicy, versionOrRefuse } from './service.desk.ts'
import { heldVersion, subjectOf } from './service.drafts.ts'
import { dayIn } from './service.ground.ts'
import * as store from './store.desk.ts'
import { cancelPublication, heldPublications, insertPublication, readPublication } from './store.publications.ts'

/**
 * Puts an approved version in force: now, or from the beginning of a day in the workspace's zone. Going back to an older one
 * is the same, with a reason. Returns that run stay on the version with which they began (REQUIREMENTS R11).
 */
export function publishVersion(context: Context, policyId: string, wanted: NewPublication): Promise<PolicyLine> {
  return transact(context, async (context) => {
    const policy = await store.lockPolicy(context.db, policyId)
    if (!policy) throw new Refusal('policies.not-found')
    if (policy.archivedAt) throw new Refusal('policies.archived')
    const version = await versionOrRefuse(context, wanted.versionId)
    if (version.policyId !== policyId) throw new Refusal('policies.version-not-found')
    if (version.state !== 'approved') throw new Refusal('policies.not-now')
    const { inForce, scheduled } = standingAt(await heldPublications(context.db, policyId), context.now())
    if (wanted.from !== null && scheduled) throw new Refusal('policies.scheduled-already', { number: scheduled.number })
    if (inForce?.versionId === version.id && !scheduled)
      throw new Refusal('policies.in-force-already', { number: version.number })
    const reason = wanted.reason.trim()
    const isBack = inForce !== null && version.number < inForce.number
    if (isBack && reason === '') throw new Refusal('policies.reason-needed')
    await refuseFaulty(context, version.content)
    const at = context.now()
    await insertPublication(context.db, {
      id: context.newId(),
      policyId,
      versionId: version.id,
      effectiveAt: wanted.from === null ? at : await momentOf(context, wanted.from),
      publishedBy: context.actor.id,
      publishedAt: at,
      reason,
    })
    await recordAudit(context, {
      action: isBack ? 'policies.rolled-back' : 'policies.version-published',
      subject: subjectOf(version),
    })
    return showPolicy(context, policyId)
  })
}

/** The beginning of a day in the workspace's zone; refuses today and what is past. */
async function momentOf(context: Context, day: string): Promise<Date> {
  const { zone } = await readWorkspace(context)
  if (day <= dayIn(zone, context.now())) throw new Refusal('policies.day-past')
  return new Date(instantOf(zone, dayOf(day) * DAY))
}

/** Takes back what was to come into force later. */
export function cancelScheduled(context: Context, id: string): Promise<PolicyLine> {
  return transact(context, async (context) => {
    const found = await readPublication(context.db, id)
    if (!found) throw new Refusal('policies.publication-not-found')
    const version = await heldVersion(context, found.versionId)
    const publication = await readPublication(context.db, id)
    if (!publication || publication.effectiveAt <= context.now()) throw new Refusal('policies.publication-not-found')
    await cancelPublication(context.db, id, context.now())
    await recordAudit(context, { action: 'policies.publication-cancelled', subject: subjectOf(version) })
    return showPolicy(context, publication.policyId)
  })
}

/** Archives a policy: it serves no new return. Those that run go on by it. */
export const archivePolicy = (context: Context, id: string): Promise<PolicyLine> => setArchived(context, id, true)

/** Has an archived policy serve new returns again, by the version that is in force. */
export const restorePolicy = (context: Context, id: string): Promise<PolicyLine> => setArchived(context, id, false)

function setArchived(context: Context, id: string, isArchived: boolean): Promise<PolicyLine> {
  return transact(context, async (context) => {
    const policy = await store.lockPolicy(context.db, id)
    if (!policy) throw new Refusal('policies.not-found')
    if ((policy.archivedAt !== null) !== isArchived) {
      await store.setArchived(context.db, id, isArchived ? context.now() : null)
      await recordAudit(context, {
        action: isArchived ? 'policies.policy-archived' : 'policies.policy-restored',
        subject: { kind: 'return-policy', id, name: policy.key },
      })
    }
    return showPolicy(context, id)
  })
}

/** Puts the policies that serve new returns in the order in which they are asked. */
export function orderPolicies(context: Context, ids: readonly string[]): Promise<PolicyLine[]> {
  return transact(context, async (context) => {
    const all = await store.lockPolicies(context.db)
    const serving = new Set(all.filter(({ archivedAt }) => archivedAt === null).map(({ id }) => id))
    if (ids.length !== serving.size || ids.some((id) => !serving.has(id))) throw new Refusal('policies.order-changed')
    const before = all.filter(({ archivedAt }) => archivedAt === null).map(({ key }) => key)
    const keys = new Map(all.map(({ id, key }) => [id, key]))
    const after = ids.map((id) => keys.get(id) ?? '')
    if (before.join() === after.join()) return listPolicies(context)
    for (const [position, id] of ids.entries()) await store.setPosition(context.db, id, position)
    await recordAudit(context, {
      action: 'policies.reordered',
      subject: { kind: 'return-policy', id: context.workspaceId, name: '' },
      changes: [{ field: 'order', before: before.join(', '), after: after.join(', ') }],
    })
    return listPolicies(context)
  })
}
