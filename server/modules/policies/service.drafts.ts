import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { memberNames } from '../access/index.ts'
import { canonicalJson } from './rules.exchange.ts'
import type { NewDraft, NewPolicy, SavedDraft, VersionView } from './schema.desk.ts'
import type { ReturnPolicy } from './schema.policy.ts'
import type { Step } from './schema.versions.ts'
import { contentOrRefuse, fileOrRefuse } from './service.content.ts'
import { showVersion, versionOrRefuse } from './service.desk.ts'
import { shippedPolicies } from './starter/rows.ts'
import * as store from './store.desk.ts'

/** What a workspace needs at most: a policy per reason, kind of marketplace and category. */
export const mostPolicies = 100

/** Adds a policy with its first draft: the tree of another version, or the smallest one that is sound. */
export function createPolicy(context: Context, wanted: NewPolicy): Promise<VersionView> {
  return transact(context, async (context) => {
    const base = wanted.fromVersionId === null ? null : (await versionOrRefuse(context, wanted.fromVersionId)).content
    const content = { ...(base ?? smallest), key: wanted.key, title: wanted.title }
    return showVersion(context, await addPolicy(context, content))
  })
}

/** Reads a file: into a draft of the policy of its key, or into a new policy where there is none of it. */
export function importPolicy(context: Context, text: string): Promise<VersionView> {
  const content = fileOrRefuse(context, text)
  return transact(context, async (context) => {
    const known = await store.policyByKey(context.db, content.key)
    const id = known ? await addDraft(context, known.id, content, null) : await addPolicy(context, content)
    return showVersion(context, id)
  })
}

/** Begins a draft of a policy: from one of its versions, or from the tree that ships. */
export function beginDraft(context: Context, policyId: string, wanted: NewDraft): Promise<VersionView> {
  return transact(context, async (context) => {
    const policy = await store.lockPolicy(context.db, policyId)
    if (!policy) throw new Refusal('policies.not-found')
    if (wanted.from === 'shipped') {
      const shipped = shippedPolicies.find(({ key }) => key === policy.key)
      if (!shipped) throw new Refusal('policies.not-shipped')
      return showVersion(context, await addDraft(context, policyId, shipped, null))
    }
    const base = await versionOrRefuse(context, wanted.versionId)
    if (base.policyId !== policyId) throw new Refusal('policies.version-not-found')
    return showVersion(context, await addDraft(context, policyId, base.content, base.id))
  })
}

async function addPolicy(context: Context, content: ReturnPolicy): Promise<string> {
  const all = await store.lockPolicies(context.db)
  if (all.some(({ key }) => key === content.key)) throw new Refusal('policies.key-taken', { key: content.key })
  if (all.length >= mostPolicies) throw new Refusal('policies.too-many', { most: mostPolicies })
  const id = context.newId()
  const position = 1 + Math.max(-1, ...all.map((policy) => policy.position))
  await store.insertPolicy(context.db, { id, key: content.key, position, at: context.now() })
  await recordAudit(context, {
    action: 'policies.policy-created',
    subject: { kind: 'return-policy', id, name: content.key },
  })
  return addDraft(context, id, content, null)
}

async function addDraft(
  context: Context,
  policyId: string,
  content: ReturnPolicy,
  basedOn: string | null,
): Promise<string> {
  await store.lockPolicy(context.db, policyId)
  const open = (await store.openVersions(context.db)).find((version) => version.policyId === policyId)
  if (open) throw new Refusal('policies.draft-open', { number: open.number, versionId: open.id })
  const id = context.newId()
  const number = 1 + ((await store.newestVersion(context.db, policyId))?.number ?? 0)
  const authorId = context.actor.id
  await store.insertDraft(context.db, { id, policyId, number, content, basedOn, authorId, at: context.now() })
  await takeStep(context, id, 'begun')
  await recordAudit(context, { action: 'policies.draft-begun', subject: subjectOf({ id, content, number }) })
  return id
}

/** Keeps that somebody took a version one step on. */
export const takeStep = (context: Context, versionId: string, step: Step, note = ''): Promise<void> =>
  store.insertStep(context.db, {
    id: context.newId(),
    versionId,
    step,
    takenBy: context.actor.id,
    takenAt: context.now(),
    note,
  })

/** How a version is called in the audit log. */
export const subjectOf = ({ id, content, number }: Pick<store.VersionWhole, 'id' | 'content' | 'number'>) => ({
  kind: 'policy-version',
  id,
  name: `${content.key} v${number}`,
})

/** A version with its policy held; refuses one that somebody has changed since the actor looked. */
export async function heldVersion(context: Context, id: string, revision?: number): Promise<store.VersionWhole> {
  const { policyId } = await versionOrRefuse(context, id)
  await store.lockPolicy(context.db, policyId)
  const version = await versionOrRefuse(context, id)
  if (revision !== undefined && version.revision !== revision) {
    const [author] = version.authorId ? await memberNames(context, [version.authorId]) : []
    throw new Refusal('policies.changed-meanwhile', {
      name: author?.name ?? '',
      at: version.changedAt,
      revision: version.revision,
    })
  }
  return version
}

/** Saves a draft. It may have faults: those are listed, and block it only on its way to review. */
export function saveDraft(context: Context, id: string, draft: SavedDraft): Promise<VersionView> {
  const sent = contentOrRefuse(context, draft.content)
  return transact(context, async (context) => {
    const before = await heldVersion(context, id, draft.revision)
    if (before.state !== 'draft') throw new Refusal('policies.not-now')
    // A policy keeps its key for good: returns and files know it by that.
    const content = { ...sent, key: before.content.key }
    const note = draft.note.trim()
    if (canonicalJson(content) === canonicalJson(before.content) && note === before.note)
      return showVersion(context, id)
    await store.saveDraft(context.db, id, { content, note, authorId: context.actor.id, at: context.now() })
    await recordAudit(context, { action: 'policies.draft-saved', subject: subjectOf(before) })
    return showVersion(context, id)
  })
}

/** Throws an open version away; its number is not used again. */
export function discardDraft(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    const version = await heldVersion(context, id)
    if (version.state !== 'draft') throw new Refusal('policies.not-now')
    await store.setState(context.db, id, 'discarded', { at: context.now() })
    await takeStep(context, id, 'discarded')
    await recordAudit(context, { action: 'policies.draft-discarded', subject: subjectOf(version) })
  })
}

/** What a policy begins with: it serves nothing yet, and ends at once. */
const smallest: Omit<ReturnPolicy, 'key' | 'title'> = {
  applies: { fact: 'reason', is: 'other' },
  fields: {},
  start: 'choose',
  nodes: {
    choose: {
      kind: 'options',
      title: { en: 'Choose a resolution', 'zh-CN': '选择处置方案' },
      options: [
        {
          key: 'record',
          title: { en: 'Record only', 'zh-CN': '仅记录' },
          moves: [{ do: 'record' }],
          to: 'recorded',
        },
      ],
    },
    recorded: { kind: 'end', title: { en: 'Recorded', 'zh-CN': '已记录' }, outcome: 'withdrawn' },
  },
}
