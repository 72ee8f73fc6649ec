import type { VersionState } from './schema.versions.ts'

/** Who looks at a version: what they may do at all, and whether they wrote on it. */
export interface Reader {
  readonly mayWrite: boolean
  readonly mayApprove: boolean
  readonly isEditor: boolean
}

/** What somebody may do with a version as it stands. */
export interface May {
  readonly edit: boolean
  readonly submit: boolean
  readonly approve: boolean
  readonly sendBack: boolean
  readonly publish: boolean
}

/**
 * Draft → review → approved → in force (REQUIREMENTS R11): whoever may write edits and submits a draft; a second person,
 * who did not write on it, approves it; a writer takes back what waits for approval; what is approved may be published.
 */
export function mayDo(state: VersionState, { mayWrite, mayApprove, isEditor }: Reader): May {
  const isWaiting = state === 'review'
  return {
    edit: state === 'draft' && mayWrite,
    submit: state === 'draft' && mayWrite,
    approve: isWaiting && mayApprove && !isEditor,
    sendBack: isWaiting && (mayApprove || (mayWrite && isEditor)),
    publish: state === 'approved' && mayApprove,
  }
}

/** A publication with its moment. */
interface Published {
  readonly id: string
  readonly effectiveAt: Date
}

/** Of a policy's publications that were not cancelled: the one in force at a moment, and the next one to come. */
export function standingAt<One extends Published>(
  published: readonly One[],
  at: Date,
): { readonly inForce: One | null; readonly scheduled: One | null } {
  let [inForce, scheduled]: (One | null)[] = [null, null]
  for (const one of published) {
    if (one.effectiveAt <= at) {
      if (!inForce || inForce.effectiveAt <= one.effectiveAt) inForce = one
    } else if (!scheduled || one.effectiveAt < scheduled.effectiveAt) scheduled = one
  }
  return { inForce: inForce ?? null, scheduled: scheduled ?? null }
}
