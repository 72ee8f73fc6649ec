import { type Context, scopeOf } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, type Page, readCursor } from '../../platform/paging.ts'
import { memberNames } from '../access/index.ts'
import { mayDo, standingAt } from './rules.desk.ts'
import { differenceBetween } from './rules.differences.ts'
import { policyFileOf } from './rules.exchange.ts'
import type { DifferenceView, PolicyLine, VersionLine, VersionStep, VersionView } from './schema.desk.ts'
import { faultsIn } from './service.content.ts'
import * as store from './store.desk.ts'
import { heldPublications, type PublicationRecord } from './store.publications.ts'

type Names = ReadonlyMap<string, string>

async function namesOf(context: Context, ids: readonly (string | null)[]): Promise<Names> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  return new Map((await memberNames(context, known)).map(({ id, name }) => [id, name]))
}

const nameOf = (names: Names, id: string | null): string | null => (id === null ? null : (names.get(id) ?? null))

const shown = (publication: PublicationRecord | null, names: Names) =>
  publication && {
    id: publication.id,
    versionId: publication.versionId,
    number: publication.number,
    effectiveAt: publication.effectiveAt,
    byName: nameOf(names, publication.publishedBy),
    publishedAt: publication.publishedAt,
    reason: publication.reason,
  }

function plain(version: store.VersionRecord, names: Names) {
  const { authorId, editors: _, ...fields } = version
  const { id, policyId, number, state, note, basedOn, revision, createdAt, changedAt } = fields
  const authorName = nameOf(names, authorId)
  return { id, policyId, number, state, note, basedOn, revision, authorName, createdAt, changedAt }
}

/** Every policy in the order in which they are asked, the archived ones last: what is in force, scheduled, being written. */
export async function listPolicies(context: Context, only?: string): Promise<PolicyLine[]> {
  const all = (await store.allPolicies(context.db)).filter(({ id }) => only === undefined || id === only)
  const published = Map.groupBy(await heldPublications(context.db, only), ({ policyId }) => policyId)
  const open = new Map((await store.openVersions(context.db)).map((version) => [version.policyId, version]))
  const standing = new Map(all.map(({ id }) => [id, standingAt(published.get(id) ?? [], context.now())] as const))
  const naming: string[] = []
  for (const { id } of all) {
    const version = standing.get(id)?.inForce?.versionId ?? open.get(id)?.id
    const known = version ?? (await store.newestVersion(context.db, id))?.id
    if (known) naming.push(known)
  }
  const titles = new Map((await store.titlesOf(context.db, naming)).map(({ policyId, title }) => [policyId, title]))
  const people = [...standing.values()].flatMap(({ inForce, scheduled }) => [inForce, scheduled])
  const names = await namesOf(context, [
    ...people.map((one) => one?.publishedBy ?? null),
    ...[...open.values()].map(({ authorId }) => authorId),
  ])
  const lines = all.map(({ id, key, shipped, archivedAt }): PolicyLine => {
    const version = open.get(id)
    return {
      id,
      key,
      title: titles.get(id) ?? { en: key, 'zh-CN': key },
      shipped,
      archivedAt,
      inForce: shown(standing.get(id)?.inForce ?? null, names),
      scheduled: shown(standing.get(id)?.scheduled ?? null, names),
      open: version ? plain(version, names) : null,
    }
  })
  return [...lines.filter((line) => !line.archivedAt), ...lines.filter((line) => line.archivedAt)]
}

/** One policy as a line of the list; refuses one that is none. */
export async function showPolicy(context: Context, id: string): Promise<PolicyLine> {
  const [found] = await listPolicies(context, id)
  if (!found) throw new Refusal('policies.not-found')
  return found
}

/** A version as it stands; refuses one that is none. */
export async function versionOrRefuse(context: Context, id: string): Promise<store.VersionWhole> {
  const found = await store.readVersion(context.db, id)
  if (!found) throw new Refusal('policies.version-not-found')
  return found
}

async function stepsOf(context: Context, ids: readonly string[]): Promise<Map<string, VersionStep[]>> {
  const steps = await store.stepsOf(context.db, ids)
  const names = await namesOf(
    context,
    steps.map(({ takenBy }) => takenBy),
  )
  const found = new Map<string, VersionStep[]>()
  for (const { versionId, step, takenBy, takenAt, note } of steps)
    found.set(versionId, [...(found.get(versionId) ?? []), { step, byName: nameOf(names, takenBy), at: takenAt, note }])
  return found
}

/** One page of a policy's versions, the newest first, each with what was done and said of it. */
export async function listVersions(
  context: Context,
  policyId: string,
  query: { readonly after?: string; readonly limit: number },
): Promise<Page<VersionLine>> {
  if (!(await store.readPolicy(context.db, policyId))) throw new Refusal('policies.not-found')
  const found = await store.versionsOf(context.db, policyId, {
    ...(query.after !== undefined && { after: idIn(readCursor(query.after, 1)[0]) }),
    limit: query.limit + 1,
  })
  const page = cutPage(found, query.limit, ({ id }) => [id])
  const steps = await stepsOf(
    context,
    page.items.map(({ id }) => id),
  )
  const names = await namesOf(
    context,
    page.items.map(({ authorId }) => authorId),
  )
  const inForce = await inForceOf(context, policyId)
  const items = page.items.map((version) => ({
    ...plain(version, names),
    isInForce: version.id === inForce?.versionId,
    steps: steps.get(version.id) ?? [],
  }))
  return { ...page, items }
}

/** The publication by which a policy's new returns go now; null where there is none. */
export const inForceOf = async (context: Context, policyId: string): Promise<PublicationRecord | null> =>
  standingAt(await heldPublications(context.db, policyId), context.now()).inForce

/** One version with its tree, what is wrong with it here and today, and what the actor may do with it. */
export async function showVersion(context: Context, id: string): Promise<VersionView> {
  const version = await versionOrRefuse(context, id)
  const names = await namesOf(context, [version.authorId])
  const isEditor = version.editors.includes(context.actor.id)
  const reader = {
    mayWrite: scopeOf(context, 'policies.write') !== undefined,
    mayApprove: scopeOf(context, 'policies.approve') !== undefined,
    isEditor,
  }
  return {
    ...plain(version, names),
    content: version.content,
    faults: version.state === 'discarded' ? [] : await faultsIn(context, version.content),
    isInForce: (await inForceOf(context, version.policyId))?.versionId === id,
    isOwn: isEditor,
    steps: (await stepsOf(context, [id])).get(id) ?? [],
    may: mayDo(version.state, reader),
  }
}

/** What a version changes: against another one, or against the one in force. */
export async function showDifference(context: Context, id: string, against?: string): Promise<DifferenceView> {
  const version = await versionOrRefuse(context, id)
  const otherId = against ?? (await inForceOf(context, version.policyId))?.versionId
  if (otherId === undefined)
    return {
      against: null,
      added: Object.keys(version.content.nodes),
      removed: [],
      changed: [],
      policy: [],
      isSame: false,
    }
  const other = await versionOrRefuse(context, otherId)
  if (other.policyId !== version.policyId) throw new Refusal('policies.version-not-found')
  const { removed, ...difference } = differenceBetween(other.content, version.content)
  const titled = removed.flatMap((node) => {
    const title = other.content.nodes[node]?.title
    return title ? [{ node, title }] : []
  })
  return {
    against: other.number,
    added: [...difference.added],
    removed: titled,
    changed: difference.changed.map(({ node, changes }) => ({ node, changes: [...changes] })),
    policy: [...difference.policy],
    isSame: difference.isSame,
  }
}

/** A version as the file in which it travels, and what to call it. */
export async function exportVersion(context: Context, id: string): Promise<{ filename: string; text: string }> {
  const { content, number } = await versionOrRefuse(context, id)
  return { filename: `${content.key}-v${number}.json`, text: policyFileOf(content) }
}
