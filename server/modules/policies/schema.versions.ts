export const permissions = ['policies.read', 'policies.write', 'policies.approve'] as const

/** `review`: its author waits for a second person. `approved`: it never changes again, and may be published. */
export const versionStates = ['draft', 'review', 'approved', 'discarded'] as const
export type VersionState = (typeof versionStates)[number]
