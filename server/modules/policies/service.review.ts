import { recordAudit } from '../../platform/audit.ts'
import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Seen, VersionView } from './schema.desk.ts'
import { refuseFaulty } from './service.content.ts'
import { showVersion } from './service.desk.ts'
import { heldVersion, subjectOf, takeStep } from './service.drafts.ts'
import * as store from './store.desk.ts'

/** Asks for a second person; refuses a version with faults. */
export function submitDraft(context: Context, id: string, seen: Seen): Promise<VersionView> {
  return transact(context, async (context) => {
    const version = await heldVersion(context, id, seen.revision)
    if (version.state !== 'draft') throw new Refusal('policies.not-now')
    await refuseFaulty(context, version.content)
    await store.setState(context.db, id, 'review', { at: context.now() })
    await takeStep(context, id, 'submitted', seen.note.trim())
    await recordAudit(context, { action: 'policies.version-submitted', subject: subjectOf(version) })
    return showVersion(context, id)
  })
}

/** Approves what others wrote (PRODUCT.md, “Editing”; REQUIREMENTS R11). Whoever saved it even once may not. */
export function approveVersion(context: Context, id: string, seen: Seen): Promise<VersionView> {
  return transact(context, async (context) => {
    const version = await heldVersion(context, id, seen.revision)
    if (version.state !== 'review') throw new Refusal('policies.not-now')
    if (version.editors.includes(context.actor.id)) throw new Refusal('policies.own-approval')
    await refuseFaulty(context, version.content)
    await takeStep(context, id, 'approved', seen.note.trim())
    await store.setState(context.db, id, 'approved', { approvedBy: context.actor.id, at: context.now() })
    await recordAudit(context, { action: 'policies.version-approved', subject: subjectOf(version) })
    return showVersion(context, id)
  })
}

/** Makes a draft again of what waits for approval, with a comment; a writer may take their own back. */
export function sendBack(context: Context, id: string, seen: Seen): Promise<VersionView> {
  return transact(context, async (context) => {
    const version = await heldVersion(context, id, seen.revision)
    if (version.state !== 'review') throw new Refusal('policies.not-now')
    if (!scopeOf(context, 'policies.approve') && !version.editors.includes(context.actor.id))
      throw new Refusal('request.forbidden', { permission: 'policies.approve' })
    await store.setState(context.db, id, 'draft', { at: context.now() })
    await takeStep(context, id, 'returned', seen.note.trim())
    await recordAudit(context, { action: 'policies.version-returned', subject: subjectOf(version) })
    return showVersion(context, id)
  })
}
