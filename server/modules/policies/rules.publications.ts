/** A version of a policy and from when it is in force. */
interface Published {
  readonly policyId: string
  readonly versionId: string
  readonly effectiveAt: Date
}

/**
 * Of each policy the version in force at a moment: that of the newest publication whose moment has come. Policies keep the
 * order in which they are given; of publications of the same moment the later given counts.
 */
export function versionsAt(published: readonly Published[], at: Date): string[] {
  const newest = new Map<string, Published>()
  for (const one of published) {
    const before = newest.get(one.policyId)
    if (one.effectiveAt <= at && (!before || before.effectiveAt <= one.effectiveAt)) newest.set(one.policyId, one)
  }
  return [...newest.values()].map(({ versionId }) => versionId)
}
